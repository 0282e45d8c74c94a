/** The six authorization modes as checkboxes, and what each means in grant and response types — OIDC Core §3, RFC 6749 §4. */
import { type Draft, isPublic } from './application.ts';

export const modes = ['code', 'pkce', 'implicit', 'hybrid', 'client_credentials', 'password'] as const;
export type Mode = (typeof modes)[number];

type GrantType = NonNullable<Draft['grant_types']>[number];
type ResponseType = NonNullable<Draft['response_types']>[number];

const implicitTypes: readonly ResponseType[] = ['id_token', 'id_token token'];
const hybridTypes: readonly ResponseType[] = ['code id_token', 'code token', 'code id_token token'];

export function modesOf(draft: Draft): ReadonlySet<Mode> {
  const grants: readonly GrantType[] = draft.grant_types ?? ['authorization_code'];
  const usesCode = grants.includes('authorization_code');
  const types: readonly ResponseType[] = draft.response_types ?? (usesCode ? ['code'] : []);
  const found = new Set<Mode>();
  if (types.includes('code')) {
    // It is honoured for everyone; the question is whether one may go without.
    found.add('pkce');
    if (!isPublic(draft) && draft.require_pkce !== true) found.add('code');
  }
  if (types.some(type => implicitTypes.includes(type))) found.add('implicit');
  if (types.some(type => hybridTypes.includes(type))) found.add('hybrid');
  if (grants.includes('client_credentials')) found.add('client_credentials');
  if (grants.includes('password')) found.add('password');
  return found;
}

/** Why a mode cannot be chosen; undefined where it can. */
export function obstacleOf(mode: Mode, draft: Draft): 'modes.needsSecret' | undefined {
  return isPublic(draft) && (mode === 'code' || mode === 'client_credentials')
    ? 'modes.needsSecret'
    : undefined;
}

export const hasRefresh = ({ grant_types: grants }: Draft): boolean =>
  grants?.includes('refresh_token') === true;

/** The draft with these modes; grant types that no mode speaks of stay. */
export function withModes(draft: Draft, chosen: ReadonlySet<Mode>, refresh: boolean): Draft {
  const redirects = chosen.has('code') || chosen.has('pkce');
  const usesCode = redirects || chosen.has('hybrid');
  const usesImplicit = chosen.has('implicit') || chosen.has('hybrid');
  const device = 'urn:ietf:params:oauth:grant-type:device_code';
  const grants: GrantType[] = [];
  if (usesCode) grants.push('authorization_code');
  if (usesImplicit) grants.push('implicit');
  if (chosen.has('client_credentials')) grants.push('client_credentials');
  if (chosen.has('password')) grants.push('password');
  const hasDevice = draft.grant_types?.includes(device) === true;
  if (hasDevice) grants.push(device);
  if (refresh && (usesCode || chosen.has('password') || hasDevice)) grants.push('refresh_token');
  const { require_pkce: _, ...rest } = draft;
  return {
    ...rest,
    grant_types: grants,
    response_types: [
      ...(redirects ? (['code'] as const) : []),
      ...(chosen.has('implicit') ? keptOr(implicitTypes, draft) : []),
      ...(chosen.has('hybrid') ? keptOr(hybridTypes, draft) : []),
    ],
    ...(redirects && !chosen.has('code') && !isPublic(draft) && { require_pkce: true }),
  };
}

/** Of these types those that were chosen before; all of them where none was. */
function keptOr(types: readonly ResponseType[], { response_types: before = [] }: Draft) {
  const kept = types.filter(type => before.includes(type));
  return kept.length > 0 ? kept : types;
}
