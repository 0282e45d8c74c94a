/** An ID token, judged as the suite judges each one — OIDC Core §2, §3.1.3.7, §3.2.2.11, §3.3.2.11. */
import { createHash } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { expect } from 'vitest';
import { headerOf } from '../testkit/relying-party.ts';
import type { Run } from './run.ts';

export type Claims = JWTPayload;

/** Of what came with it: `c_hash` and `at_hash` must be right, and from the authorization endpoint they must be there. */
export interface Companions {
  readonly code: string | null;
  readonly accessToken: string | null;
}

/** Claims of ID tokens; any other is one about the end-user. */
const standardMembers =
  'iss sub aud exp iat auth_time nonce acr amr azp at_hash c_hash nbf jti sid s_hash txn'.split(' ');

export const extraMembers = (claims: Claims): readonly string[] =>
  Object.keys(claims).filter(name => !standardMembers.includes(name));

const halfHash = (value: string): string =>
  createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');

async function publishedKeys({ world }: Run): Promise<JSONWebKeySet> {
  const jwks = await fetch(`${world.issuer}/.well-known/jwks.json`);
  return jwks.json();
}

/** The claims, once everything about the token holds. */
export async function checkIdToken(run: Run, value: string, nonce: string | undefined): Promise<Claims> {
  const { world, client } = run;
  const now = world.clock.now();
  const keys = await publishedKeys(run);
  const kids = keys.keys.map(({ kid }) => kid);
  expect(kids).toContain(headerOf(value)['kid']);
  const { payload } = await jwtVerify(value, createLocalJWKSet(keys), {
    issuer: world.issuer,
    audience: client.id,
    algorithms: ['RS256'],
    currentDate: new Date(now * 1000),
    requiredClaims: ['sub', 'exp', 'iat'],
  });
  expect(Math.abs(Number(payload.iat) - now)).toBeLessThan(300);
  expect(payload.sub).toMatch(/^[\x21-\x7e]{1,255}$/);
  expect(payload['nonce']).toBe(nonce);
  expect(payload['acr']).not.toBe('');
  const authTime = payload['auth_time'];
  if (authTime !== undefined) {
    expect(authTime).toBeLessThanOrEqual(now);
    expect(authTime).toBeGreaterThan(now - 31_536_000);
  }
  return payload;
}

export function checkFrontHashes(claims: Claims, { code, accessToken }: Companions): void {
  expect(claims['c_hash']).toBe(code === null ? undefined : halfHash(code));
  expect(claims['at_hash']).toBe(accessToken === null ? undefined : halfHash(accessToken));
}

/** Of a token from the token endpoint: optional, but right where they are. */
export function checkBackHashes(claims: Claims, { code, accessToken }: Companions): void {
  if (claims['c_hash'] !== undefined) expect(claims['c_hash']).toBe(halfHash(String(code)));
  if (claims['at_hash'] !== undefined) expect(claims['at_hash']).toBe(halfHash(String(accessToken)));
}
