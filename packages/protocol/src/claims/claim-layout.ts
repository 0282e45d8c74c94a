/** Which claims about the end-user appear, and how — OIDC Core §5.1, §5.3.2, §5.4. */
import type { Subject } from '../stores/index.ts';
import { claimNamesOf } from './scopes.ts';

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

/** The claims of a subject that the scopes open or that were asked for by name; absent ones are left out. */
export function claimsAbout(
  subject: Subject,
  scope: readonly string[],
  requested: readonly string[],
): Record<string, unknown> {
  const claims: Record<string, unknown> = { sub: subject.sub };
  for (const name of [...claimNamesOf(scope), ...requested]) {
    if (reservedClaims.has(name) || !Object.hasOwn(subject.claims, name)) continue;
    const value = subject.claims[name];
    if (value !== null && value !== undefined && value !== '') claims[name] = value;
  }
  return claims;
}
