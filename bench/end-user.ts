/** An end-user at a browser: signs in and agrees once, and is known from then on. */
import { createHash, randomBytes } from 'node:crypto';
import { Browser, type Page } from '../tests/testkit/browser.ts';
import { password, redirectUri } from './clients.ts';
import type { Answer } from './http-answer.ts';
import { ask, expectStatus, jsonOf } from './http-connection.ts';

export interface Endpoints {
  readonly issuer: string;
  readonly discovery: string;
  readonly jwks: string;
  readonly authorization: string;
  readonly token: string;
  readonly userinfo: string;
  readonly introspection: string;
}

export async function readEndpoints(issuer: string): Promise<Endpoints> {
  const discovery = `${issuer}/.well-known/openid-configuration`;
  const metadata = jsonOf(await ask(discovery));
  return {
    issuer,
    discovery,
    jwks: String(metadata['jwks_uri']),
    authorization: String(metadata['authorization_endpoint']),
    token: String(metadata['token_endpoint']),
    userinfo: String(metadata['userinfo_endpoint']),
    introspection: String(metadata['introspection_endpoint']),
  };
}

export interface AuthorizationRequest {
  readonly clientId: string;
  readonly scope: string;
  readonly prompt?: 'consent';
  /** Names the end-user to a server that asks for no password. */
  readonly loginHint?: string;
}

export interface Code {
  readonly code: string;
  readonly verifier: string;
}

function authorizationUrl(endpoints: Endpoints, asked: AuthorizationRequest): [string, string] {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = new URLSearchParams({
    client_id: asked.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: asked.scope,
    state: 'state-of-the-bench',
    // Of OpenID Connect: some refuse it without.
    ...(asked.scope.startsWith('openid') && { nonce: 'nonce-of-the-bench' }),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(asked.prompt !== undefined && { prompt: asked.prompt }),
    ...(asked.loginHint !== undefined && { login_hint: asked.loginHint }),
  });
  return [`${endpoints.authorization}?${parameters}`, verifier];
}

export class EndUser {
  readonly #browser = new Browser();
  readonly #endpoints: Endpoints;
  readonly #username: string;

  constructor(endpoints: Endpoints, username: string) {
    this.#endpoints = endpoints;
    this.#username = username;
  }

  /** Goes through whatever pages there are. */
  async signIn(asked: AuthorizationRequest): Promise<Code> {
    const [url, verifier] = authorizationUrl(this.#endpoints, { ...asked, loginHint: this.#username });
    const { origin } = new URL(url);
    let page = await this.#browser.follow(await this.#browser.get(url), origin);
    if (page.body.includes('id="password"')) {
      const typed = { identifier: this.#username, password };
      page = await this.#browser.follow(await this.#browser.submit(page, typed), origin);
    }
    if (page.body.includes('id="allow"')) {
      page = await this.#browser.follow(await this.#browser.submit(page, { decision: 'allow' }), origin);
    }
    return { code: codeIn(page.location, page), verifier };
  }

  /** One request with the session: a code must come back at once. */
  async authorize(asked: AuthorizationRequest): Promise<Code> {
    const [url, verifier] = authorizationUrl(this.#endpoints, asked);
    const cookie = [...this.#browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask(url, { headers: { cookie } });
    expectStatus(answer, 302, 303);
    for (const header of answer.headers('set-cookie')) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      if (name !== undefined && value !== undefined) this.#browser.setCookie(name, value);
    }
    return { code: codeIn(answer.headers('location')[0], answer), verifier };
  }
}

export class NoCode extends Error {
  readonly status: number;

  constructor(status: number, location: string | undefined, body: string) {
    super(`no code came back: ${status} ${location} ${body.slice(0, 300)}`);
    this.status = status;
  }
}

function codeIn(location: string | undefined, { status, body }: Page | Answer): string {
  const code = location?.startsWith(`${redirectUri}?`)
    ? new URL(location).searchParams.get('code')
    : undefined;
  if (code) return code;
  throw new NoCode(status, location, body);
}
