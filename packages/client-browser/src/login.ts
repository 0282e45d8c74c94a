/** What an authorization response comes to, whichever way it travelled — OIDC Core §3.1, §3.2, §3.3. */
import {
  type AuthorizationResponse,
  exchangeCode,
  type LoginTransaction,
  type Provider,
  readAuthorizationResponse,
  type TokenSet,
} from '@symbolon/client';
import { createSignIn, type SignIn, type User } from './sign-in.ts';

export interface LoginResult {
  readonly user: User | undefined;
  /** Undefined where the response type gives the browser no access token. */
  readonly tokens: TokenSet | undefined;
  /** What `loginWithRedirect` was given. */
  readonly appState?: unknown;
  /** Of a hybrid login, for the application's own back end, which exchanges it with the two below. */
  readonly code?: string;
  readonly codeVerifier?: string;
  readonly nonce?: string;
}

export interface Login {
  readonly signIn: SignIn;
  readonly result: LoginResult;
}

/** Everything about the response is checked before anything of it is used. */
export async function completeLogin(
  provider: Provider,
  parameters: URLSearchParams,
  transaction: LoginTransaction,
): Promise<Login> {
  // Before the answer: an access token never lives shorter than we think.
  const obtainedAt = provider.settings.now();
  const response = await readAuthorizationResponse(provider, parameters, transaction);
  const { code = '', idToken } = response;
  if (transaction.responseType === 'code') {
    const tokens = await exchangeCode(provider, code, transaction);
    return loginOf(createSignIn(obtainedAt, tokens, tokens.id_token));
  }
  const login = loginOf(createSignIn(obtainedAt, frontChannelTokens(response), idToken));
  if (code === '') return login;
  const { codeVerifier, nonce } = transaction;
  return { ...login, result: { ...login.result, code, codeVerifier, nonce } };
}

const loginOf = (signIn: SignIn): Login => ({
  signIn,
  result: { user: signIn.user, tokens: signIn.tokens },
});

/** In the shape of a token response — OIDC Core §3.2.2.5. */
function frontChannelTokens(response: AuthorizationResponse): TokenSet | undefined {
  const { accessToken, tokenType = 'Bearer', expiresIn = Number.NaN, scope, idToken } = response;
  if (accessToken === undefined) return undefined;
  return {
    access_token: accessToken,
    token_type: tokenType,
    ...(Number.isFinite(expiresIn) && { expires_in: expiresIn }),
    ...(scope !== undefined && { scope }),
    ...(idToken !== undefined && { id_token: idToken }),
    raw: {},
  };
}
