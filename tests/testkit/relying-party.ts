/** A relying party in a few lines: what tests send to the endpoints, and what they get. */
import { createHash, randomBytes } from 'node:crypto';
import { Browser, type Page } from './browser.ts';
import { alice, redirectUri, spa, type World, web } from './world.ts';

/** A world, or a server that was started as a process. */
export type Issuing = Pick<World, 'origin' | 'issuer'>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

export const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});

export const webAuthentication = basic(web.client_id, web.client_secret);

export interface Pkce {
  readonly verifier: string;
  readonly challenge: { readonly code_challenge: string; readonly code_challenge_method: string };
}

export function pkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge: { code_challenge, code_challenge_method: 'S256' } };
}

/** The address of an authorization request of the confidential client; members that are undefined are left out. */
export function authorizationUrl(
  world: Issuing,
  parameters: Record<string, string | undefined> = {},
): string {
  const all = {
    client_id: web.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'st',
    nonce: 'no',
    ...parameters,
  };
  const sent = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `${world.issuer}/auth?${new URLSearchParams(sent)}`;
}

/** The parameters of an authorization response. */
export function responseOf(page: Page): URLSearchParams {
  const url = new URL(page.location ?? 'about:blank');
  return new URLSearchParams(url.hash === '' ? url.search : url.hash.slice(1));
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Goes to the authorization endpoint, signs in where asked, agrees where asked, and stops at the redirect that leaves. */
export async function signIn(
  world: Issuing,
  browser: Browser,
  parameters: Record<string, string | undefined> = {},
  who: Credentials = alice,
): Promise<Page> {
  let page = await browser.follow(await browser.get(authorizationUrl(world, parameters)), world.origin);
  if (page.body.includes('id="password"')) {
    const submitted = await browser.submit(page, { identifier: who.username, password: who.password });
    page = await browser.follow(submitted, world.origin);
  }
  if (page.body.includes('id="allow"'))
    page = await browser.follow(await browser.submit(page, { decision: 'allow' }), world.origin);
  return page;
}

export async function post(
  url: string,
  fields: Record<string, string> | URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return answerOf(response);
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text.startsWith('{') ? JSON.parse(text) : {},
  };
}

/** A fresh code of the confidential client. */
export async function freshCode(
  world: Issuing,
  parameters: Record<string, string | undefined> = {},
  browser = new Browser(),
  who: Credentials = alice,
): Promise<string> {
  const code = responseOf(await signIn(world, browser, parameters, who)).get('code');
  if (code === null) throw new Error('no code came back');
  return code;
}

export const redeem = (
  world: Issuing,
  code: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = webAuthentication,
): Promise<Answer> =>
  post(
    `${world.issuer}/token`,
    { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...fields },
    headers,
  );

export const refresh = (
  world: Issuing,
  refreshToken: unknown,
  fields: Record<string, string> = {},
  headers: Record<string, string> = webAuthentication,
): Promise<Answer> =>
  post(
    `${world.issuer}/token`,
    { grant_type: 'refresh_token', refresh_token: String(refreshToken), ...fields },
    headers,
  );

/** Tokens of the confidential client, by the whole flow. */
export async function tokens(
  world: Issuing,
  scope = 'openid profile email offline_access',
  browser = new Browser(),
): Promise<Record<string, unknown>> {
  return (await redeem(world, await freshCode(world, { scope }, browser))).json;
}

export const userinfo = async (world: Issuing, accessToken: unknown): Promise<Answer> =>
  answerOf(
    await fetch(`${world.issuer}/me`, { headers: { authorization: `Bearer ${String(accessToken)}` } }),
  );

export const introspect = (
  world: Issuing,
  token: unknown,
  headers: Record<string, string> = webAuthentication,
): Promise<Answer> => post(`${world.issuer}/token/introspection`, { token: String(token) }, headers);

export const revoke = (
  world: Issuing,
  token: unknown,
  headers: Record<string, string> = webAuthentication,
): Promise<Answer> => post(`${world.issuer}/token/revocation`, { token: String(token) }, headers);

/** What a JWT says, unverified. */
export function claimsOf(jwt: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString());
}

export function headerOf(jwt: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(jwt).split('.')[0] ?? '', 'base64url').toString());
}

export const spaRedirectUri: string = spa.redirect_uris[0];
