/** The way that nearly every module goes: authorize, sign in, token, userinfo, with what the suite checks on it. */
import { expect } from 'vitest';
import { type Answer, userinfo } from '../testkit/relying-party.ts';
import { granted } from './callback.ts';
import { type Claims, checkBackHashes, checkFrontHashes, checkIdToken } from './id-token.ts';
import type { Fields, Run, Visit } from './run.ts';
import { checkStandardClaims } from './standard-claims.ts';

export interface LoggedIn {
  readonly visit: Visit;
  /** The authorization response. */
  readonly response: URLSearchParams;
  readonly token: Answer | undefined;
  /** Of the token endpoint where there is one, else of the authorization endpoint. */
  readonly idToken: Claims;
  /** Every ID token of this login: a hybrid one has two. */
  readonly idTokens: readonly Claims[];
  readonly rawIdToken: string;
  /** Undefined for `id_token` alone. */
  readonly accessToken: string | undefined;
  /** What userinfo says, or the ID token where there is no access token. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** `back`: parameters of the token request beyond the ordinary. */
export async function login(
  run: Run,
  more: Fields = {},
  back: Readonly<Record<string, string>> = {},
): Promise<LoggedIn> {
  return finish(run, await run.visit(more), run.parameters(more), back);
}

/** From the callback on. */
export async function finish(
  run: Run,
  visit: Visit,
  sent: Fields,
  back: Readonly<Record<string, string>> = {},
): Promise<LoggedIn> {
  const response = granted(run, visit.page, sent['state'] ?? '');
  const nonce = sent['nonce'];
  const code = response.get('code');
  const front = await frontIdToken(run, response, nonce);
  const token = code === null ? undefined : await run.redeem(code, back);
  if (token) checkTokenResponse(token);
  const rawIdToken = String(token ? token.json['id_token'] : response.get('id_token'));
  const accessToken = token
    ? String(token.json['access_token'])
    : (response.get('access_token') ?? undefined);
  const idToken = await checkIdToken(run, rawIdToken, nonce);
  if (token) checkBackHashes(idToken, { code, accessToken: accessToken ?? null });
  if (front) expect(front.sub).toBe(idToken.sub);
  const about = accessToken === undefined ? idToken : await checkUserinfo(run, accessToken, idToken);
  const idTokens = front ? [front, idToken] : [idToken];
  return { visit, response, token, idToken, idTokens, rawIdToken, accessToken, about };
}

async function frontIdToken(
  run: Run,
  response: URLSearchParams,
  nonce: string | undefined,
): Promise<Claims | undefined> {
  const value = response.get('id_token');
  if (value === null) return undefined;
  const claims = await checkIdToken(run, value, nonce);
  checkFrontHashes(claims, { code: response.get('code'), accessToken: response.get('access_token') });
  return claims;
}

export function checkTokenResponse({ status, headers, json }: Answer): void {
  expect(status, JSON.stringify(json)).toBe(200);
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(json).toMatchObject({ token_type: 'Bearer', access_token: expect.any(String) });
  expect(json['expires_in']).toBeTypeOf('number');
  expect(json['expires_in']).toBeGreaterThan(0);
  expect(json['expires_in']).toBeLessThanOrEqual(31_536_000);
}

async function checkUserinfo(run: Run, accessToken: string, { sub }: Claims): Promise<Answer['json']> {
  return checkUserinfoAnswer(await userinfo(run.world, accessToken), sub);
}

export function checkUserinfoAnswer(
  { status, headers, json }: Answer,
  sub: string | undefined,
): Answer['json'] {
  expect([status, headers.get('content-type'), json['sub']]).toEqual([200, 'application/json', sub]);
  checkStandardClaims(json);
  return json;
}
