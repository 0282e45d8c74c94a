/** The client of an application: sign-in, tokens and what becomes of them. */
import type { JWTPayload } from 'jose';
import { verifyAccessToken } from './access-token.ts';
import {
  type AuthorizationRequest,
  type AuthorizeOptions,
  createAuthorizationRequest,
  type LoginTransaction,
} from './authorization-request.ts';
import { readAuthorizationResponse } from './authorization-response.ts';
import { AuthenticationError, requireText } from './errors.ts';
import {
  type ClientCredentialsOptions,
  type CodeOptions,
  exchangeCode,
  type PasswordCredentials,
  type RefreshOptions,
  refreshTokens,
  requestByPassword,
  requestClientCredentials,
} from './grants.ts';
import { type Json, successOf } from './http.ts';
import { type IdTokenClaims, type IdTokenExpectations, verifyIdToken } from './id-token.ts';
import { forgetLogin, type NodeRequest, type NodeResponse, openLogin, sealLogin } from './login-cookie.ts';
import { createLogoutUrl, type LogoutOptions } from './logout-url.ts';
import { type AuthenticationClientOptions, settingsOf } from './options.ts';
import { codeChallengeOf, randomValue } from './pkce.ts';
import { fetchUserInfo } from './protected-resource.ts';
import { createProvider, type Provider } from './provider.ts';
import { revokeToken } from './revocation.ts';
import { postForm } from './token-request.ts';
import type { TokenSet } from './token-set.ts';

/** RFC 7662 §2.2. */
export interface Introspection extends Json {
  readonly active: boolean;
}

/** How many refresh tokens are remembered, to tell the caller who hands one to the wrong method. */
const mostRemembered = 100;

/** One for each application; it keeps metadata and keys of the provider, and no token. */
export class AuthenticationClient {
  readonly #provider: Provider;
  readonly #issuedRefreshTokens = new Set<string>();

  constructor(options: AuthenticationClientOptions) {
    this.#provider = createProvider(settingsOf(options));
  }

  /** The address of a login, and what that login is bound to: keep it for `getTokenSetByCallback`. */
  buildAuthorizeUrl(options: AuthorizeOptions = {}): Promise<AuthorizationRequest> {
    return createAuthorizationRequest(this.#provider, options);
  }

  /** Tokens of a login in the code flow, once everything about the response was checked. */
  async getTokenSetByCallback(callback: string | URL, transaction: LoginTransaction): Promise<TokenSet> {
    const { searchParams } = new URL(callback, transaction.redirectUri);
    const response = await readAuthorizationResponse(this.#provider, searchParams, transaction);
    return this.getAccessTokenByCode(requireText(response.code, 'code'), transaction);
  }

  /** Sends the browser to the provider; what the login is bound to goes along in a sealed cookie. */
  async loginWithRedirect(response: NodeResponse, options: AuthorizeOptions = {}): Promise<void> {
    const { responseType = 'code', responseMode = 'query' } = options;
    if (responseType !== 'code' || responseMode !== 'query')
      throw new AuthenticationError(
        'invalid_argument',
        'handleRedirectCallback reads a code from the query: for any other responseType or responseMode call buildAuthorizeUrl and getTokenSetByCallback.',
      );
    const { url, ...transaction } = await this.buildAuthorizeUrl(options);
    addCookie(response, await sealLogin(this.#provider.settings, transaction));
    redirect(response, url);
  }

  /** Tokens of the login that `loginWithRedirect` began; the response is the caller's to write. */
  async handleRedirectCallback(request: NodeRequest, response: NodeResponse): Promise<TokenSet> {
    const { settings } = this.#provider;
    // A query may hold further question marks — RFC 3986 §3.4.
    const query = /\?(.*)/.exec(request.originalUrl ?? request.url ?? '')?.[1] ?? '';
    const transaction = await openLogin(
      settings,
      request.headers.cookie,
      new URLSearchParams(query).get('state'),
    );
    addCookie(response, forgetLogin(settings, transaction));
    return this.getTokenSetByCallback(`?${query}`, transaction);
  }

  /** Tokens for an authorization code. */
  async getAccessTokenByCode(code: string, options: CodeOptions = {}): Promise<TokenSet> {
    if (this.#issuedRefreshTokens.has(code))
      throw new AuthenticationError(
        'invalid_argument',
        'This is a refresh token, not a code: call getNewAccessTokenByRefreshToken with it.',
      );
    return this.#remember(await exchangeCode(this.#provider, code, options));
  }

  /** New tokens; keep the new refresh token in place of the old one wherever one comes back. */
  async getNewAccessTokenByRefreshToken(
    refreshToken: string,
    options: RefreshOptions = {},
  ): Promise<TokenSet> {
    return this.#remember(await refreshTokens(this.#provider, refreshToken, options));
  }

  /** A token for a machine: by an access key, or by the application itself. What was not granted is in `rejected_scope`. */
  async getAccessTokenByClientCredentials(
    scope?: string,
    options: ClientCredentialsOptions = {},
  ): Promise<TokenSet> {
    return requestClientCredentials(this.#provider, scope, options);
  }

  /** For applications that still ask for passwords themselves; prefer any other mode. */
  async getAccessTokenByPassword(credentials: PasswordCredentials, scope?: string): Promise<TokenSet> {
    return this.#remember(
      await requestByPassword(this.#provider, credentials, scope ?? this.#provider.settings.scope),
    );
  }

  /** What the provider knows of an access or refresh token. */
  async introspectToken(token: string): Promise<Introspection> {
    const url = (await this.#provider.metadata()).endpoint('introspection_endpoint');
    const fields = { token: requireText(token, 'token') };
    const json = successOf(await postForm(this.#provider, { url, endpoint: 'introspection', fields }), url);
    if (typeof json['active'] === 'boolean') return { ...json, active: json['active'] };
    throw new AuthenticationError(
      'unexpected_response',
      'The introspection response does not say whether it is active.',
    );
  }

  /** Ends an access or refresh token, and with a refresh token all that came of its authorization. */
  async revokeToken(token: string): Promise<true> {
    await revokeToken(this.#provider, token);
    return true;
  }

  /** Claims about the end-user; compare `sub` with that of the ID token. */
  getUserInfoByAccessToken(accessToken: string): Promise<Json> {
    return fetchUserInfo(this.#provider, accessToken);
  }

  /** The claims of an ID token after every check of OIDC Core §3.1.3.7. */
  parseIDToken(idToken: string, expected: IdTokenExpectations = {}): Promise<IdTokenClaims> {
    return verifyIdToken(this.#provider, idToken, expected);
  }

  /** The claims of an access token that is a JWT; for an opaque one there is `introspectToken`. */
  parseAccessToken(accessToken: string): Promise<JWTPayload> {
    return verifyAccessToken(this.#provider, accessToken);
  }

  buildLogoutUrl(options: LogoutOptions = {}): Promise<string> {
    return createLogoutUrl(this.#provider, options);
  }

  async logoutWithRedirect(response: NodeResponse, options: LogoutOptions = {}): Promise<void> {
    redirect(response, await this.buildLogoutUrl(options));
  }

  /** A fresh code verifier; the name is that of the GenAuth SDK. */
  generateCodeChallenge(): string {
    return randomValue();
  }

  /** The S256 challenge of a verifier. */
  getCodeChallengeDigest({ codeChallenge }: { readonly codeChallenge: string }): Promise<string> {
    return codeChallengeOf(codeChallenge);
  }

  #remember(tokens: TokenSet): TokenSet {
    const { refresh_token: token } = tokens;
    if (token === undefined) return tokens;
    this.#issuedRefreshTokens.add(token);
    const [oldest] = this.#issuedRefreshTokens;
    if (oldest !== undefined && this.#issuedRefreshTokens.size > mostRemembered)
      this.#issuedRefreshTokens.delete(oldest);
    return tokens;
  }
}

function addCookie(response: NodeResponse, cookie: string): void {
  const before = response.getHeader('set-cookie') ?? [];
  response.setHeader('set-cookie', [...[before].flat().map(String), cookie]);
}

function redirect(response: NodeResponse, url: string): void {
  response.statusCode = 302;
  response.setHeader('location', url);
  response.setHeader('cache-control', 'no-store');
  response.end();
}
