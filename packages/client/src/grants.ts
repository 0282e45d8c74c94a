/** Tokens for a code, a refresh token, an access key, a password — RFC 6749 §4.1.3, §4.3, §4.4, §6. */
import type { Identity } from './client-authentication.ts';
import { AuthenticationError, requireText } from './errors.ts';
import { successOf } from './http.ts';
import { type IdTokenExpectations, verifyIdToken } from './id-token.ts';
import { verifyLegacyIdToken } from './legacy-id-token.ts';
import type { Provider } from './provider.ts';
import { postForm } from './token-request.ts';
import { type TokenSet, tokenSetOf } from './token-set.ts';

export interface CodeOptions {
  /** That of `buildAuthorizeUrl`; left out where the request had no challenge. */
  readonly codeVerifier?: string;
  /** Default: that of the client. */
  readonly redirectUri?: string;
  /** Compared with the ID token's. */
  readonly nonce?: string;
  /** What was asked for: without `openid` no ID token is due. Default: one is, where there is a `nonce`. */
  readonly scope?: string;
  /** Seconds since the end-user signed in, at most. */
  readonly maxAge?: number;
}

export interface RefreshOptions {
  /** No more than was granted. */
  readonly scope?: string;
  /** The end-user before; the ID token must speak of the same. */
  readonly subject?: string;
}

export interface ClientCredentialsOptions {
  readonly accessKey?: string;
  readonly accessSecret?: string;
  /** RFC 8707. */
  readonly resource?: string;
}

/** Exactly one of `username`, `email` and `phone`. */
export interface PasswordCredentials {
  readonly username?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly password: string;
}

export function exchangeCode(provider: Provider, code: string, options: CodeOptions = {}): Promise<TokenSet> {
  const { codeVerifier, redirectUri = provider.settings.redirectUri, nonce, scope, maxAge } = options;
  const fields = {
    grant_type: 'authorization_code',
    code: requireText(code, 'code'),
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  };
  const isOpenId = scope === undefined || scope.split(' ').includes('openid');
  return requestTokens(provider, {
    fields,
    expected: { nonce, maxAge },
    idTokenDue: isOpenId && nonce !== undefined,
  });
}

export function refreshTokens(
  provider: Provider,
  refreshToken: string,
  { scope, subject }: RefreshOptions = {},
): Promise<TokenSet> {
  const fields = {
    grant_type: 'refresh_token',
    refresh_token: requireText(refreshToken, 'refreshToken'),
    scope,
  };
  return requestTokens(provider, { fields, expected: { subject } });
}

export function requestClientCredentials(
  provider: Provider,
  scope: string | undefined,
  { accessKey, accessSecret, resource }: ClientCredentialsOptions = {},
): Promise<TokenSet> {
  if ((accessKey === undefined) !== (accessSecret === undefined))
    throw new AuthenticationError(
      'invalid_argument',
      'accessKey and accessSecret go together: one is missing.',
    );
  const fields = { grant_type: 'client_credentials', scope, resource };
  const identity = accessKey === undefined ? undefined : { clientId: accessKey, clientSecret: accessSecret };
  return requestTokens(provider, { fields, identity });
}

export function requestByPassword(
  provider: Provider,
  { username, email, phone, password }: PasswordCredentials,
  scope: string,
): Promise<TokenSet> {
  if ([username, email, phone].filter(name => name !== undefined).length !== 1)
    throw new AuthenticationError('invalid_argument', 'Give exactly one of username, email and phone.');
  const fields = {
    grant_type: 'password',
    username,
    email,
    phone,
    password: requireText(password, 'password'),
    scope,
  };
  return requestTokens(provider, { fields });
}

interface TokenRequest {
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly expected?: IdTokenExpectations;
  readonly idTokenDue?: boolean;
  readonly identity?: Identity | undefined;
}

async function requestTokens(
  provider: Provider,
  { fields, expected = {}, idTokenDue = false, identity }: TokenRequest,
): Promise<TokenSet> {
  const url = (await provider.metadata()).endpoint('token_endpoint');
  const answer = await postForm(provider, { url, endpoint: 'token', fields, identity });
  const tokens = tokenSetOf(successOf(answer, url));
  await requireBound(provider, tokens);
  if (idTokenDue && tokens.id_token === undefined)
    throw new AuthenticationError(
      'unexpected_response',
      'The provider issued no ID token: was openid in the scope?',
    );
  await checkIdToken(provider, tokens, expected);
  return tokens;
}

/** Whoever asked for bound tokens must not go on with plain ones unawares — RFC 9449 §5. */
async function requireBound(provider: Provider, { token_type: type }: TokenSet): Promise<void> {
  if (type.toLowerCase() === 'dpop' || (await provider.prover()) === undefined) return;
  throw new AuthenticationError(
    'configuration',
    `The provider did not bind the tokens to the key of this client (token_type ${type}): leave dpop out, or switch it on there.`,
  );
}

async function checkIdToken(
  provider: Provider,
  tokens: TokenSet,
  expected: IdTokenExpectations,
): Promise<void> {
  const { id_token, access_token } = tokens;
  if (id_token === undefined) return;
  const legacy = provider.settings.legacyIdToken;
  if (legacy === undefined)
    await verifyIdToken(provider, id_token, { ...expected, accessToken: access_token });
  else await verifyLegacyIdToken(id_token, legacy);
}
