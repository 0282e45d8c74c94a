/** The built-in demo application: code + PKCE against this very server, through the same endpoints as anyone. */
import { hash } from 'node:crypto';
import {
  encodeParameters,
  type HttpRequest,
  isJsonObject,
  type JsonObject,
  Parameters,
} from '@symbolon/foundation';
import type { AuthorizationServer } from '@symbolon/protocol';

export const demoClientId = 'demo';
export const demoScope = 'openid profile email offline_access';

/** The members of a token response that the demo shows. */
export interface TokenSet {
  readonly accessToken: string;
  readonly idToken: string | undefined;
  readonly refreshToken: string | undefined;
  readonly expiresIn: number;
  readonly scope: string | undefined;
}

export type Exchanged =
  | { readonly kind: 'tokens'; readonly tokens: TokenSet }
  | { readonly kind: 'refused'; readonly description: string };

/** What the demo application keeps between its authorization request and the answer. */
export interface DemoRequest {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface DemoClient {
  authorizationUrl(request: DemoRequest): string;
  redeem(request: HttpRequest, code: string, verifier: string): Promise<Exchanged>;
  refresh(request: HttpRequest, refreshToken: string): Promise<Exchanged>;
  logoutUrl(idToken: string | undefined): string;
  userinfo(request: HttpRequest, accessToken: string): Promise<JsonObject | undefined>;
}

export function createDemoClient(origin: string, server: AuthorizationServer): DemoClient {
  const redirectUri = `${origin}/demo/callback`;
  const call = async (
    request: HttpRequest,
    path: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<JsonObject> => {
    const endpoint = server.endpoints.find(candidate => candidate.path === path);
    const response = await endpoint?.handle({
      ...request,
      method: 'POST',
      mediaType: 'application/x-www-form-urlencoded',
      query: Parameters.none,
      form: Parameters.of(Object.entries(fields)),
      header: () => undefined,
    });
    const body: unknown = JSON.parse(String(response?.body ?? '{}'));
    return isJsonObject(body) ? body : {};
  };
  const exchange = async (
    request: HttpRequest,
    fields: Readonly<Record<string, string>>,
  ): Promise<Exchanged> => exchanged(await call(request, '/token', { client_id: demoClientId, ...fields }));

  return {
    authorizationUrl: ({ state, nonce, verifier }) =>
      `/oidc/auth?${encodeParameters([
        ['client_id', demoClientId],
        ['redirect_uri', redirectUri],
        ['response_type', 'code'],
        ['scope', demoScope],
        ['state', state],
        ['nonce', nonce],
        ['code_challenge', hash('sha256', verifier, 'base64url')],
        ['code_challenge_method', 'S256'],
      ])}`,
    redeem: (request, code, verifier) =>
      exchange(request, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    refresh: (request, refreshToken) =>
      exchange(request, { grant_type: 'refresh_token', refresh_token: refreshToken }),
    logoutUrl: idToken =>
      `/oidc/session/end?${encodeParameters([
        ['client_id', demoClientId],
        ['post_logout_redirect_uri', `${origin}/`],
        ...(idToken === undefined ? [] : [['id_token_hint', idToken] as const]),
      ])}`,
    async userinfo(request, accessToken) {
      const claims = await call(request, '/me', { access_token: accessToken });
      return typeof claims['sub'] === 'string' ? claims : undefined;
    },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function exchanged(body: JsonObject): Exchanged {
  const accessToken = textOf(body['access_token']);
  if (accessToken === undefined)
    return {
      kind: 'refused',
      description: textOf(body['error_description']) ?? 'The token request was refused.',
    };
  const tokens = {
    accessToken,
    idToken: textOf(body['id_token']),
    refreshToken: textOf(body['refresh_token']),
    expiresIn: Number(body['expires_in']),
    scope: textOf(body['scope']),
  };
  return { kind: 'tokens', tokens };
}
