/** The `claims` parameter: claims asked for by name — OIDC Core §5.5. */
import { isJsonObject, parseStrictObject } from '@symbolon/foundation';
import type { Client } from '../client.ts';
import { OAuthError } from '../errors.ts';
import { isReservedClaim } from './claim-layout.ts';
import { scopeOfClaim } from './scopes.ts';

/** Names asked for at each place; `sub` asks for one very end-user, `acr` insists on a sign-in of one of these levels. */
export interface ClaimsRequest {
  readonly userinfo: readonly string[];
  readonly idToken: readonly string[];
  readonly sub: string | undefined;
  readonly acr: readonly string[] | undefined;
}

const maximumLength = 8192;
const nothing: ClaimsRequest = { userinfo: [], idToken: [], sub: undefined, acr: undefined };

export function readClaimsRequest(value: string | undefined): ClaimsRequest {
  if (value === undefined) return nothing;
  const request = value.length > maximumLength ? undefined : parseStrictObject(value);
  const userinfo = request && membersOf(request['userinfo']);
  const idToken = request && membersOf(request['id_token']);
  if (!userinfo || !idToken) {
    throw new OAuthError(
      'claims-syntax',
      'claims must be a JSON object with the members userinfo and id_token, each an object of claim names, at most 8192 characters.',
    );
  }
  const wishOf = (claim: string) => idToken.find(([name]) => name === claim)?.[1];
  const sub = wishOf('sub');
  return {
    userinfo: namesOf(userinfo),
    idToken: namesOf(idToken),
    sub: isJsonObject(sub) && typeof sub['value'] === 'string' ? sub['value'] : undefined,
    acr: essentialValues(wishOf('acr')),
  };
}

/** Undefined where any value will do — OIDC Core §5.5.1, §5.5.1.1. */
function essentialValues(wish: unknown): readonly string[] | undefined {
  if (!isJsonObject(wish) || wish['essential'] !== true) return undefined;
  const { value, values } = wish;
  if (value === undefined && values === undefined) return undefined;
  const named: readonly unknown[] = Array.isArray(values) ? values : [value];
  return named.filter(one => typeof one === 'string');
}

function membersOf(value: unknown): [string, unknown][] | undefined {
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) return undefined;
  const members = Object.entries(value);
  return members.every(([, wish]) => wish === null || isJsonObject(wish)) ? members : undefined;
}

const namesOf = (members: readonly [string, unknown][]): string[] => members.map(([name]) => name);

/**
 * What of it the client may have: claims of scopes that it may ask for. A claim of no scope cannot be shown to the
 * end-user, so that only a client that needs no consent gets it.
 */
export function permittedClaims(request: ClaimsRequest, client: Client): ClaimsRequest {
  const isPermitted = (name: string) => {
    const scope = scopeOfClaim(client.claimTable, name);
    if (scope === undefined) return client.skipConsent || isReservedClaim(name);
    return scope === 'openid' || (client.allowedScopes?.has(scope) ?? true);
  };
  return {
    ...request,
    userinfo: request.userinfo.filter(isPermitted),
    idToken: request.idToken.filter(isPermitted),
  };
}

/** What the end-user must agree to: the scopes asked for, and those of the claims asked for by name (OIDC Core §5.5, §3.1.2.4). */
export function scopesToAgreeTo(
  { claimTable }: Client,
  scope: readonly string[],
  claims: ClaimsRequest,
): readonly string[] {
  const ofClaims = [...claims.userinfo, ...claims.idToken].flatMap(
    name => scopeOfClaim(claimTable, name) ?? [],
  );
  return [...new Set([...scope, ...ofClaims.filter(name => name !== 'openid')])];
}
