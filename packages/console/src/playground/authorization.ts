/** The part of a run that goes over the hosted login: planned before it, concluded after it — RFC 6749 §4.1, RFC 7636. */
import { randomValue, sha256 } from './base64url.ts';
import { present, type RunInputs, type Values } from './parameters.ts';
import { addressOf, type Endpoints, type Pairs, type Request } from './request.ts';
import { type Check, nonceChecks, type RunContext, type Step, sendForm } from './step.ts';

export interface Plan {
  readonly request: Extract<Request, { kind: 'browser' }>;
  readonly state: string;
  readonly nonce: string;
  /** What the token request says again. */
  readonly repeated: Pairs;
}

export interface Exchange {
  readonly fields: Pairs;
  readonly nonce: string;
}

const names = [
  ...['response_type', 'redirect_uri', 'scope', 'response_mode', 'prompt', 'max_age', 'acr_values', 'claims'],
  ...['resource', 'login_hint', 'id_token_hint', 'ui_locales'],
];

export async function planAuthorization(
  { mode, values, extras }: RunInputs,
  clientId: string,
  endpoints: Endpoints,
): Promise<Plan> {
  const state = values['state'] || randomValue();
  const nonce = values['nonce'] || randomValue();
  const verifier = mode === 'pkce' ? values['code_verifier'] || randomValue() : undefined;
  const fields: Pairs = [
    ['client_id', clientId],
    ...present(values, names),
    ['state', state],
    ['nonce', nonce],
    ...(verifier === undefined ? [] : await challenge(verifier, values)),
    ...extras,
  ];
  const repeated: Pairs = [
    ...present(values, ['redirect_uri']),
    ...(verifier === undefined ? [] : [['code_verifier', verifier] as const]),
  ];
  return {
    request: { kind: 'browser', endpoint: endpoints.authorization_endpoint, fields },
    ...{ state, nonce, repeated },
  };
}

const challenge = async (verifier: string, values: Values): Promise<Pairs> => [
  ['code_challenge', values['code_challenge_method'] === 'S256' ? await sha256(verifier) : verifier],
  ...present(values, ['code_challenge_method']),
];

export const authorizationStep = ({ request }: Plan): Step => ({ kind: 'step.authorization', request });

export const authorizationAddress = ({ request }: Plan): string => addressOf(request);

export function concludeAuthorization(plan: Plan, answer: URLSearchParams, issuer: string): Step {
  const members = Object.fromEntries(answer);
  const checks: readonly Check[] = [
    { word: 'check.state', holds: members['state'] === plan.state },
    { word: 'check.iss', holds: members['iss'] === issuer },
    ...nonceChecks(members['id_token'], plan.nonce),
  ];
  const { code } = members;
  const done: Step = {
    ...authorizationStep(plan),
    answer: { members, checks, correlationId: correlationIdIn(members) },
  };
  if (code === undefined || checks.some(({ holds }) => !holds)) return done;
  const fields: Pairs = [['grant_type', 'authorization_code'], ['code', code], ...plan.repeated];
  return { ...done, exchange: { fields, nonce: plan.nonce } };
}

/** The address of the broken rule ends with the id of the request that broke it. */
const correlationIdIn = ({ error_uri: uri }: Readonly<Record<string, string>>): string | undefined =>
  uri === undefined || !URL.canParse(uri) ? undefined : new URL(uri).hash.slice(1) || undefined;

export const exchangeCode = (
  context: RunContext,
  { fields, nonce }: Exchange,
  before: readonly Step[] = [],
) =>
  sendForm(
    context,
    { kind: 'step.token', endpoint: context.endpoints.token_endpoint, fields, nonce },
    before,
  );
