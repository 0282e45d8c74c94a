/** Tokens that only their issuer can read — RFC 7662. */
import { base64url } from 'jose';
import { type AccessTokenClaims, claimsOf, requireForUs } from './claims.ts';
import { InvalidToken, ResourceServerError } from './errors.ts';
import { type Json, send, successOf } from './http.ts';
import type { Issuer } from './issuer.ts';
import type { IntrospectionSettings, Settings } from './options.ts';

export type Introspect = (token: string) => Promise<AccessTokenClaims>;

interface Kept {
  readonly claims: AccessTokenClaims;
  readonly until: number;
}

export function createIntrospection(
  settings: Settings,
  issuer: Issuer,
  introspection: IntrospectionSettings,
): Introspect {
  const kept = new Map<string, Kept>();
  const { cacheLifetime, cacheSize } = introspection;
  const keep = (key: string, claims: AccessTokenClaims) => {
    const until = Math.min(settings.now() + cacheLifetime, claims.exp ?? Number.POSITIVE_INFINITY);
    kept.delete(key);
    kept.set(key, { claims, until });
    const [oldest] = kept.keys();
    if (kept.size > cacheSize && oldest !== undefined) kept.delete(oldest);
  };
  return async token => {
    if (cacheLifetime === 0) return ask(token, settings, issuer, introspection);
    // The memory of an API is no place for tokens in force.
    const key = await hashOf(token);
    const before = kept.get(key);
    if (before && settings.now() < before.until) return before.claims;
    const claims = await ask(token, settings, issuer, introspection);
    keep(key, claims);
    return claims;
  };
}

async function ask(
  token: string,
  settings: Settings,
  issuer: Issuer,
  introspection: IntrospectionSettings,
): Promise<AccessTokenClaims> {
  const url = introspection.endpoint ?? (await issuer.endpoint('introspection_endpoint'));
  const answer = await send(settings.transport, url, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      authorization: basic(introspection),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
  });
  if (answer.status === 400 || answer.status === 401 || answer.status === 403)
    throw new ResourceServerError(
      'configuration',
      `${url} refuses to introspect for this client (${answer.status}).`,
    );
  const { active, ...members } = successOf(answer, url);
  if (active !== true) throw new InvalidToken('The token is not in force.');
  requireKind(members);
  const claims = claimsOf(members);
  requireForUs(claims, settings);
  return claims;
}

/** Refresh tokens may be introspected as well, and open no API: something must say that this is none. */
function requireKind({ token_type: kind, aud }: Json): void {
  const kinds = ['bearer', 'dpop', 'access_token'];
  if (kind === undefined ? aud !== undefined : kinds.includes(String(kind).toLowerCase())) return;
  throw new InvalidToken('Nothing says that this is an access token.');
}

/** Both halves are form-encoded first — RFC 6749 §2.3.1. */
function basic({ clientId, clientSecret }: IntrospectionSettings): string {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${btoa(`${encode(clientId)}:${encode(clientSecret)}`)}`;
}

export async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return base64url.encode(new Uint8Array(digest));
}
