/** THE TABLE of what the flow inspector tells, and how decisions are put into words. */
import type { Answer } from '../api/call.ts';
import type { Say, WordKey } from '../words/say.tsx';

export type FlowEvent = Answer<'GET /pools/{pool}/flows/{correlation_id}'>['events'][number];

export const kinds = {
  authorization: [
    'authorization.requested',
    'pushed_authorization.requested',
    'device_authorization.requested',
  ],
  token: ['token.requested'],
  userinfo: ['userinfo.requested'],
  revocation: ['revocation.requested'],
  logout: ['session.ended', 'logout.requested'],
} as const;
export type Kind = keyof typeof kinds;
export const kindNames = ['authorization', 'token', 'userinfo', 'revocation', 'logout'] as const;

export const typesOf = (kind: string | undefined): string =>
  kindNames
    .filter(name => kind === undefined || name === kind)
    .flatMap(name => kinds[name])
    .join(',');

const titles = {
  'authorization.requested': 'flows.authorization',
  'pushed_authorization.requested': 'flows.pushed',
  'device_authorization.requested': 'flows.device',
  'userinfo.requested': 'flows.userinfo',
  'revocation.requested': 'flows.revocation',
  'login.attempted': 'flows.login',
  'session.ended': 'flows.logout',
  'logout.requested': 'flows.logout',
} as const satisfies Record<string, WordKey>;
const titleWords = new Map<string, (typeof titles)[keyof typeof titles]>(Object.entries(titles));

const grantOf = (reason: FlowEvent['reason'], details: FlowEvent['details']): string | undefined =>
  details?.['grant_type'] ?? reason;

export function titleOf({ type, reason, details }: FlowEvent, say: Say): string {
  if (type === 'token.requested')
    return say(grantOf(reason, details) === 'refresh_token' ? 'flows.refresh' : 'flows.token');
  const title = titleWords.get(type);
  return title === undefined ? type : say(title);
}

/** As they were sent, by their names on the wire. */
const wire = [
  ...['grant_type', 'response_type', 'response_mode', 'scope', 'prompt', 'max_age', 'acr_values', 'resource'],
  ...['code_challenge_method', 'display', 'ui_locales', 'redirect_uri', 'post_logout_redirect_uri'],
];

export const sentOf = ({ details = {} }: FlowEvent): readonly (readonly [string, string])[] =>
  wire.flatMap(name => {
    const value = details[name];
    return value === undefined ? [] : [[name, value] as const];
  });

const sentences = {
  'client_authentication=none': 'flows.by.none',
  'source=pushed': 'flows.source.pushed',
  'source=request_object': 'flows.source.request_object',
  'session=new': 'flows.session.new',
  'session=present': 'flows.session.present',
  'session=none': 'flows.session.none',
  'hinted=subject': 'flows.hinted',
  'consent=given': 'flows.consent.given',
  'consent=trusted': 'flows.consent.trusted',
  'consent=remembered': 'flows.consent.remembered',
  'access_token=opaque': 'flows.access_token.opaque',
  'access_token=jwt': 'flows.access_token.jwt',
  'refresh_token=new': 'flows.refresh_token.new',
  'refresh_token=exchanged': 'flows.refresh_token.exchanged',
  'refresh_token=kept': 'flows.refresh_token.kept',
} as const satisfies Record<string, WordKey>;
const sentenceWords = new Map<string, (typeof sentences)[keyof typeof sentences]>(Object.entries(sentences));

/** What a decision is followed by. */
const labels = {
  client_authentication: 'flows.by',
  pkce: 'flows.pkce',
  amr: 'flows.amr',
  acr: 'flows.acr',
  auth_time: 'flows.auth_time',
  steps: 'flows.steps',
  granted_scope: 'flows.granted_scope',
  rejected_scope: 'flows.rejected_scope',
  audience: 'flows.audience',
  bound_to: 'flows.bound_to',
  id_token: 'flows.id_token',
  clients: 'flows.clients',
  goes_to: 'flows.goes_to',
} as const satisfies Record<string, WordKey>;

const order = [
  ...[
    'client_authentication',
    'source',
    'session',
    'hinted',
    'steps',
    'amr',
    'acr',
    'auth_time',
    'consent',
    'pkce',
  ],
  ...[
    'granted_scope',
    'rejected_scope',
    'audience',
    'access_token',
    'bound_to',
    'id_token',
    'refresh_token',
    'clients',
    'goes_to',
  ],
];

const isLabelled = (name: string): name is keyof typeof labels => name in labels;

/** What a token request leaves unsaid because it is as nearly always. */
const usual = { client_authentication: 'client_secret_basic', access_token: 'jwt' };

export interface Told {
  readonly text: string;
  readonly value?: string;
}

/** What was decided, in the order in which it is. */
export function decisionsOf({ type, outcome, reason, details }: FlowEvent, say: Say): readonly Told[] {
  const isIssued = type === 'token.requested' && outcome === 'done' && details !== undefined;
  const told = new Map(Object.entries({ ...(isIssued && usual), ...details }));
  // Only where one was sent, another is worth nothing any more.
  if (grantOf(reason, details) === 'refresh_token' && told.get('refresh_token') === 'new')
    told.set('refresh_token', 'exchanged');
  return order.flatMap((name): readonly Told[] => {
    const value = told.get(name);
    if (value === undefined) return [];
    const sentence = sentenceWords.get(`${name}=${value}`);
    if (sentence !== undefined) return [{ text: say(sentence) }];
    if (!isLabelled(name)) return [];
    const shown = name === 'auth_time' ? new Date(Number(value) * 1000).toISOString() : value;
    return [{ text: say(labels[name]), value: shown }];
  });
}
