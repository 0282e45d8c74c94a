/** One run of the playground, step by step: each with what was sent, what came back, and what was checked. */
import type { WordKey } from '../words/say.tsx';
import { nextAnswer } from './callback.ts';
import { type PlayMode, redirects, type Values } from './parameters.ts';
import { askForTokens, challengeOf, type Endpoints, type Pairs, type Proof, randomValue } from './request.ts';
import { open } from './token.ts';

export interface Check {
  readonly word: Extract<WordKey, `check.${string}`>;
  readonly holds: boolean;
}

export interface Step {
  readonly kind: 'authorization' | 'token';
  readonly endpoint: string;
  readonly sent: Pairs;
  /** Undefined while it is waited for. */
  readonly answer?: {
    readonly status?: number;
    readonly correlationId?: string | undefined;
    readonly members: Readonly<Record<string, unknown>>;
    readonly checks: readonly Check[];
  };
}

export interface Play {
  readonly mode: PlayMode;
  readonly issuer: string;
  readonly endpoints: Endpoints;
  readonly proof: Proof;
  readonly values: Values;
  readonly extras: Pairs;
  /** The window in which the end-user signs in; null where none is needed, or the browser let none open. */
  readonly popup: Window | null;
  readonly signal: AbortSignal;
  readonly show: (steps: readonly Step[]) => void;
}

const present = (values: Values, names: readonly string[]): Pairs =>
  names.flatMap(name => {
    const value = values[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });

const authorizationNames = [
  ...['response_type', 'redirect_uri', 'scope', 'response_mode', 'prompt', 'max_age', 'acr_values', 'claims'],
  ...['resource', 'login_hint', 'id_token_hint', 'ui_locales'],
];

const grants = {
  client_credentials: { type: 'client_credentials', names: ['scope', 'resource'] },
  password: { type: 'password', names: ['username', 'password', 'scope'] },
  refresh: { type: 'refresh_token', names: ['refresh_token', 'scope'] },
} as const;

export async function run(play: Play): Promise<void> {
  const { mode, values, extras, show } = play;
  if (redirects(mode)) return runInBrowser(play);
  const { type, names } = grants[mode === 'password' || mode === 'refresh' ? mode : 'client_credentials'];
  const sent: Pairs = [['grant_type', type], ...present(values, names), ...extras];
  await exchange(play, sent, [], undefined, show);
}

async function runInBrowser(play: Play): Promise<void> {
  const { endpoints, proof, values, extras, popup, signal, show } = play;
  const state = values['state'] || randomValue();
  const nonce = values['nonce'] || randomValue();
  const verifier = play.mode === 'pkce' ? values['code_verifier'] || randomValue() : undefined;
  const method = values['code_challenge_method'] ?? '';
  const sent: Pairs = [
    ['client_id', proof.clientId],
    ...present(values, authorizationNames),
    ['state', state],
    ['nonce', nonce],
    ...(verifier === undefined
      ? []
      : [
          ['code_challenge', await challengeOf(verifier, method)] as const,
          ...present(values, ['code_challenge_method']),
        ]),
    ...extras,
  ];
  const step: Step = { kind: 'authorization', endpoint: endpoints.authorization_endpoint, sent };
  show([step]);
  const answered = nextAnswer(state, signal);
  popup?.location.replace(addressOf(step));
  const parameters = await answered;
  popup?.close();
  const members = Object.fromEntries(parameters);
  const checks: readonly Check[] = [
    { word: 'check.state', holds: members['state'] === state },
    { word: 'check.iss', holds: members['iss'] === play.issuer },
    ...nonceChecks(members['id_token'], nonce),
  ];
  const done: Step = { ...step, answer: { members, checks } };
  show([done]);
  const code = members['code'];
  if (code === undefined || checks.some(({ holds }) => !holds)) return;
  const fields: Pairs = [
    ['grant_type', 'authorization_code'],
    ['code', code],
    ...present(values, ['redirect_uri']),
    ...(verifier === undefined ? [] : [['code_verifier', verifier] as const]),
  ];
  await exchange(play, fields, [done], nonce, show);
}

export const addressOf = ({ endpoint, sent }: Pick<Step, 'endpoint' | 'sent'>): string =>
  `${endpoint}?${new URLSearchParams(sent.map(([name, value]) => [name, value]))}`;

async function exchange(
  { endpoints, proof }: Play,
  sent: Pairs,
  before: readonly Step[],
  nonce: string | undefined,
  show: Play['show'],
): Promise<void> {
  const step: Step = { kind: 'token', endpoint: endpoints.token_endpoint, sent };
  show([...before, step]);
  const answer = await askForTokens(step.endpoint, sent, proof);
  const checks = nonce === undefined ? [] : nonceChecks(answer.members['id_token'], nonce);
  show([...before, { ...step, answer: { ...answer, checks } }]);
}

/** Where an ID token came at all. */
const nonceChecks = (idToken: unknown, nonce: string): readonly Check[] =>
  typeof idToken === 'string'
    ? [{ word: 'check.nonce', holds: open(idToken)?.claims['nonce'] === nonce }]
    : [];
