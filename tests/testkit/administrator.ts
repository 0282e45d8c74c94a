/** An administrator at the admin API: made by the set-up link or by another one, signed in as the console does it. */
import { Browser } from './browser.ts';
import { type Credentials, pkce, post, signIn } from './relying-party.ts';
import type { World } from './world.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly etag: string;
}

export interface Call {
  readonly body?: object;
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function callAdmin(
  world: Pick<World, 'origin'>,
  token: string | undefined,
  method: string,
  path: string,
  { body, etag, headers }: Call = {},
): Promise<Reply> {
  const response = await fetch(`${world.origin}/admin/v1${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(etag !== undefined && { 'if-match': etag }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'manual',
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : {},
    etag: response.headers.get('etag') ?? '',
  };
}

export interface Administrator {
  readonly id: string;
  readonly token: string;
  readonly call: (method: string, path: string, call?: Call) => Promise<Reply>;
}

/** Signs in to the console; the tokens that it gets. */
export async function consoleTokens(
  world: Pick<World, 'origin'>,
  who: Credentials,
): Promise<Record<string, unknown>> {
  const issuer = `${world.origin}/administrators/oidc`;
  const { verifier, challenge } = pkce();
  const redirect_uri = `${world.origin}/console/`;
  const asked = { client_id: 'console', redirect_uri, scope: 'openid offline_access', ...challenge };
  const page = await signIn({ origin: world.origin, issuer }, new Browser(), asked, who);
  const code = new URL(page.url).searchParams.get('code') ?? '';
  const sent = { grant_type: 'authorization_code', client_id: 'console', code, redirect_uri };
  return (await post(`${issuer}/token`, { ...sent, code_verifier: verifier })).json;
}

export async function signInAdministrator(
  world: Pick<World, 'origin'>,
  who: Credentials,
): Promise<Administrator> {
  const token = String((await consoleTokens(world, who))['access_token']);
  const call: Administrator['call'] = (method, path, sent) => callAdmin(world, token, method, path, sent);
  const id = String((await call('GET', '/me')).json['id']);
  return { id, token, call };
}

export const root: Credentials = { username: 'root', password: 'the first of all administrators' };

/** The one whom the set-up link makes. */
export async function firstAdministrator(world: Pick<World, 'origin' | 'setupUrl'>): Promise<Administrator> {
  const browser = new Browser();
  const page = await browser.get(world.setupUrl ?? '');
  await browser.submit(page, { ...root, password_again: root.password });
  return signInAdministrator(world, root);
}

/** One whom another makes, signed in. */
export async function anotherAdministrator(
  world: Pick<World, 'origin'>,
  by: Administrator,
  { username, role }: { readonly username: string; readonly role: string },
): Promise<Administrator> {
  const { json } = await by.call('POST', '/administrators', { body: { username, role } });
  return signInAdministrator(world, { username, password: String(json['password']) });
}
