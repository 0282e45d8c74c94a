/** Which claims about the end-user appear, and how — OIDC Core §5.1, §5.3.2, §5.4. */
import { isJsonObject, type PoolId } from '@symbolon/foundation';
import type { Client } from '../client.ts';
import type { BuiltInSource, Dialect } from '../dialect.ts';
import type { Subject } from '../stores/index.ts';

/** Claims that say who issued a token to whom for how long: no attribute of a user can stand in their place. */
const reservedClaims = new Set([
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'azp',
  'nonce',
  'auth_time',
  'acr',
  'amr',
  'sid',
  'at_hash',
  'c_hash',
  's_hash',
  'scope',
  'client_id',
  'cnf',
  'act',
  'events',
  'typ',
  'token_type',
  'active',
]);

export const isReservedClaim = (name: string): boolean => reservedClaims.has(name);

/** Of whom something is told, to which client. */
export interface Telling {
  readonly client: Client;
  readonly subject: Subject;
  /** Under which this client knows the subject. */
  readonly sub: string;
  readonly pool: PoolId;
  /** When the end-user signed in for what is told; undefined where nobody knows. */
  readonly signedInAt: number | undefined;
}

/** `sub`, and the claims that the scopes open or that were asked for by name. The object is the caller's to add to. */
export function claimsAbout(
  telling: Telling,
  scope: readonly string[],
  requested: readonly string[],
): Record<string, unknown> {
  const told: Record<string, unknown> = { sub: telling.sub };
  for (const opening of telling.client.claimTable.openings) {
    if (scope.includes(opening.scope)) for (const name of opening.claims) tell(told, name, telling);
  }
  for (const name of requested) tellKnown(told, name, telling);
  return told;
}

/** One claim for each scope: its value where the scope opens one claim, an object of them where it opens more. */
export function claimsByScope(
  telling: Telling,
  scope: readonly string[],
  requested: readonly string[],
): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const opening of telling.client.claimTable.openings) {
    const { scope: name, claims } = opening;
    if (!scope.includes(name)) continue;
    const group: Record<string, unknown> = name === 'openid' ? { sub: telling.sub } : {};
    for (const claim of claims) tell(group, claim, telling);
    const [only, ...others] = Object.entries(group);
    if (only === undefined) continue;
    const known = told[name];
    if (isJsonObject(known)) Object.assign(known, group);
    else told[name] = others.length === 0 && claims.length === 1 ? only[1] : group;
  }
  for (const name of requested) tellKnown(told, name, telling);
  return told;
}

/** What is asked for by name and is not there is left out, whatever the dialect (OIDC Core §5.5.1). */
function tellKnown(told: Record<string, unknown>, name: string, telling: Telling): void {
  if (reservedClaims.has(name)) return;
  const value = claimValue(name, telling);
  if (value !== undefined) told[name] = value;
}

function tell(told: Record<string, unknown>, name: string, telling: Telling): void {
  if (reservedClaims.has(name)) return;
  const value = claimValue(name, telling) ?? absent(name, telling.client.dialect);
  if (value !== undefined) told[name] = value;
}

function claimValue(name: string, telling: Telling): unknown {
  const { client, subject } = telling;
  const source = client.claimTable.sources.get(name);
  if (source?.kind === 'built-in') return builtIn(source.name, telling);
  const attribute = source?.name ?? name;
  if (!Object.hasOwn(subject.claims, attribute)) return undefined;
  const value = subject.claims[attribute];
  if (value === null || value === '') return undefined;
  return attribute === 'updated_at' && typeof value === 'number' ? time(value, client.dialect) : value;
}

function builtIn(source: BuiltInSource, telling: Telling): unknown {
  const { subject, client, signedInAt } = telling;
  switch (source) {
    case 'id':
      return telling.sub;
    case 'signed_up_at':
      return time(subject.signedUpAt, client.dialect);
    case 'last_login_at':
      return signedInAt === undefined ? undefined : time(signedInAt, client.dialect);
    case 'blocked':
      return !subject.active;
    case 'user_pool':
      return telling.pool;
  }
}

const time = (at: number, { updatedAtFormat }: Dialect): number | string =>
  updatedAtFormat === 'iso' ? new Date(at * 1000).toISOString() : at;

/** What is said of a claim that the end-user has not: nobody has confirmed what is not there. */
function absent(name: string, { absentClaims }: Dialect): unknown {
  if (absentClaims === 'omit') return undefined;
  if (name.endsWith('_verified')) return false;
  return absentClaims === 'null' ? null : '';
}
