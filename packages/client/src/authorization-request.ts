/** Authorization requests: state, nonce and PKCE always, sent ahead where due — OIDC Core §3.1.2.1, RFC 7636, RFC 9126. */
import { AuthenticationError } from './errors.ts';
import { isJson, successOf } from './http.ts';
import { codeChallengeOf, randomValue } from './pkce.ts';
import type { Metadata, Provider } from './provider.ts';
import { formOf, postForm } from './token-request.ts';

export type ResponseType =
  | 'code'
  | 'id_token'
  | 'id_token token'
  | 'code id_token'
  | 'code token'
  | 'code id_token token';

export type ResponseMode = 'query' | 'fragment' | 'form_post' | 'web_message';

export interface AuthorizeOptions {
  /** Default: that of the client. */
  readonly redirectUri?: string;
  /** Default: `code`. */
  readonly responseType?: ResponseType;
  /** Default: the response type's own. */
  readonly responseMode?: ResponseMode;
  /** Default: that of the client. */
  readonly scope?: string;
  /** Default: a random one. */
  readonly state?: string;
  /** Default: a random one. */
  readonly nonce?: string;
  /** Default: a random one. */
  readonly codeVerifier?: string;
  /** Asks for the password again. */
  readonly forced?: boolean;
  /** Some providers give a refresh token only with `consent` — OIDC Core §11. */
  readonly prompt?: string;
  /** Seconds since the end-user signed in, at most. */
  readonly maxAge?: number;
  readonly loginHint?: string;
  readonly idTokenHint?: string;
  readonly uiLocales?: string;
  readonly acrValues?: string;
  /** What ID token and userinfo should hold — OIDC Core §5.5. */
  readonly claims?: object;
  readonly resource?: string;
  /** Any other parameter, as it is. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a login is bound to. Keep it where only this browser, or this end-user's session, can bring it back. */
export interface LoginTransaction {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  readonly responseType: ResponseType;
  /** What was asked for: without `openid` no ID token is due. */
  readonly scope?: string;
  /** Seconds. */
  readonly maxAge?: number;
}

/** For what comes back from where it was kept. */
export function isLoginTransaction(value: unknown): value is LoginTransaction {
  const names = ['state', 'nonce', 'codeVerifier', 'redirectUri', 'responseType'];
  return isJson(value) && names.every(name => typeof value[name] === 'string');
}

export interface AuthorizationRequest extends LoginTransaction {
  /** Where to send the browser. */
  readonly url: string;
}

export async function createAuthorizationRequest(
  provider: Provider,
  options: AuthorizeOptions = {},
): Promise<AuthorizationRequest> {
  const { settings } = provider;
  const redirectUri = options.redirectUri ?? settings.redirectUri;
  if (redirectUri === undefined)
    throw new AuthenticationError(
      'invalid_argument',
      'redirectUri is missing: name it here or in the options of the client.',
    );
  const transaction: LoginTransaction = {
    state: options.state ?? randomValue(),
    nonce: options.nonce ?? randomValue(),
    codeVerifier: options.codeVerifier ?? randomValue(),
    redirectUri,
    responseType: options.responseType ?? 'code',
    scope: options.scope ?? settings.scope,
    ...(options.maxAge !== undefined && { maxAge: options.maxAge }),
  };
  const metadata = await provider.metadata();
  const parameters = await parametersOf(provider, options, transaction);
  const sent = isPushed(provider, metadata) ? await push(provider, metadata, parameters) : parameters;
  const endpoint = metadata.endpoint('authorization_endpoint');
  return { ...transaction, url: `${endpoint}${endpoint.includes('?') ? '&' : '?'}${formOf(sent)}` };
}

type Parameters = Readonly<Record<string, string | undefined>>;

async function parametersOf(
  { settings }: Provider,
  options: AuthorizeOptions,
  { state, nonce, codeVerifier, redirectUri, responseType, scope }: LoginTransaction,
): Promise<Parameters> {
  const hasCode = responseType.split(' ').includes('code');
  const own: Parameters = {
    client_id: settings.clientId,
    redirect_uri: redirectUri,
    response_type: responseType,
    response_mode: options.responseMode,
    scope,
    state,
    nonce,
    prompt: options.prompt ?? (options.forced ? 'login' : undefined),
    max_age: options.maxAge?.toString(),
    login_hint: options.loginHint,
    id_token_hint: options.idTokenHint,
    ui_locales: options.uiLocales,
    acr_values: options.acrValues,
    claims: options.claims && JSON.stringify(options.claims),
    resource: options.resource,
    ...(hasCode && { code_challenge: await codeChallengeOf(codeVerifier), code_challenge_method: 'S256' }),
  };
  // What is not said here leaves alone what the caller said there.
  const said = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...options.parameters, ...Object.fromEntries(said) };
}

const isPushed = ({ settings }: Provider, { members }: Metadata): boolean =>
  settings.pushAuthorizationRequests ?? members['require_pushed_authorization_requests'] === true;

async function push(provider: Provider, metadata: Metadata, fields: Parameters): Promise<Parameters> {
  const url = metadata.endpoint('pushed_authorization_request_endpoint');
  const { request_uri } = successOf(await postForm(provider, { url, endpoint: 'token', fields }), url);
  if (typeof request_uri !== 'string')
    throw new AuthenticationError(
      'unexpected_response',
      'The answer to the pushed request has no request_uri.',
    );
  return { client_id: provider.settings.clientId, request_uri };
}
