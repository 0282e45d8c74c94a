/** The options of a client, and the settings that they come to. */
import type { CryptoKey } from 'jose';
import { AuthenticationError, requireText } from './errors.ts';
import type { Transport } from './http.ts';
import type { LegacyVerifier } from './legacy-id-token.ts';

/** How the application proves who it is at an endpoint — OIDC Core §9. */
export type EndpointAuthMethod = 'client_secret_post' | 'client_secret_basic' | 'private_key_jwt' | 'none';

/** As WebCrypto makes it, by a name that there is without the types of a browser. */
export interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** A key pair of which the private half never leaves the runtime. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  /** For example `ES256`. */
  readonly alg: string;
  readonly kid?: string;
}

export interface AuthenticationClientOptions {
  /** The application's `client_id`. */
  readonly appId: string;
  /** The application's secret. A public application (SPA, native) has none. */
  readonly appSecret?: string | undefined;
  /** Where the provider is, for example `https://id.example.com`; the issuer is `{appHost}/oidc`. */
  readonly appHost?: string;
  /** The issuer itself, for any other provider, in place of `appHost`. */
  readonly issuer?: string;
  readonly redirectUri?: string | undefined;
  readonly logoutRedirectUri?: string | undefined;
  /** Default: `openid profile`. */
  readonly scope?: string;
  /** Default: `client_secret_post` with a secret, `private_key_jwt` with an assertion key, else `none`. */
  readonly tokenEndPointAuthMethod?: EndpointAuthMethod;
  /** Default: that of the token endpoint. */
  readonly introspectionEndPointAuthMethod?: EndpointAuthMethod;
  /** Default: that of the token endpoint. */
  readonly revocationEndPointAuthMethod?: EndpointAuthMethod;
  /** Signs client assertions — RFC 7523. */
  readonly assertionKey?: SigningKey;
  /** Binds tokens to a key — RFC 9449. `true` makes a key pair that lives as long as the client. */
  readonly dpop?: boolean | KeyPair;
  /** Sends authorization requests ahead — RFC 9126. Default: where the provider demands it. */
  readonly pushAuthorizationRequests?: boolean;
  /** The one algorithm in which ID tokens are signed. Default: those the provider names; HS256 only with a secret. */
  readonly idTokenSignedResponseAlg?: string;
  /** Reads ID tokens without `iss`, `sub`, `aud` and `exp` by a pinned key, in place of every other check. */
  readonly legacyIdToken?: LegacyVerifier;
  /** The name of the cookie that keeps a login between redirect and callback. Default: `symbolon-login`. */
  readonly cookieKey?: string;
  /** Seals that cookie. Default: the application's secret. */
  readonly cookieSecret?: string;
  /** Milliseconds for a request. Default: 10,000. */
  readonly timeout?: number;
  /** Seconds by which clocks may differ. Default: 5. */
  readonly clockTolerance?: number;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  /** Seconds since 1970. Default: the machine's. */
  readonly clock?: () => number;
  /** Plain http beyond loopback, for closed test networks. */
  readonly dangerouslyAllowHttp?: boolean;
}

export interface Settings {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly issuer: string;
  readonly redirectUri: string | undefined;
  readonly logoutRedirectUri: string | undefined;
  readonly scope: string;
  readonly authMethods: Readonly<Record<AuthenticatedEndpoint, EndpointAuthMethod>>;
  readonly assertionKey: SigningKey | undefined;
  readonly dpop: boolean | KeyPair;
  readonly pushAuthorizationRequests: boolean | undefined;
  readonly idTokenAlg: string | undefined;
  readonly legacyIdToken: LegacyVerifier | undefined;
  readonly cookieName: string;
  readonly cookieSecret: string | undefined;
  readonly clockTolerance: number;
  readonly now: () => number;
  readonly allowHttp: boolean;
  readonly transport: Transport;
}

export type AuthenticatedEndpoint = 'token' | 'introspection' | 'revocation';

export function settingsOf(options: AuthenticationClientOptions): Settings {
  const allowHttp = options.dangerouslyAllowHttp === true;
  return {
    clientId: requireText(options.appId, 'appId'),
    clientSecret: options.appSecret,
    issuer: issuerOf(options, allowHttp),
    redirectUri: options.redirectUri,
    logoutRedirectUri: options.logoutRedirectUri,
    scope: options.scope ?? 'openid profile',
    authMethods: authMethodsOf(options),
    assertionKey: options.assertionKey,
    dpop: options.dpop ?? false,
    pushAuthorizationRequests: options.pushAuthorizationRequests,
    idTokenAlg: options.idTokenSignedResponseAlg,
    legacyIdToken: options.legacyIdToken,
    cookieName: options.cookieKey ?? 'symbolon-login',
    cookieSecret: options.cookieSecret ?? options.appSecret,
    clockTolerance: options.clockTolerance ?? 5,
    now: options.clock ?? (() => Math.floor(Date.now() / 1000)),
    allowHttp,
    transport: {
      // Called as a function of its own: some runtimes refuse a fetch with a foreign `this`.
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      timeout: options.timeout ?? 10_000,
    },
  };
}

function authMethodsOf(options: AuthenticationClientOptions): Settings['authMethods'] {
  const standard = options.assertionKey
    ? 'private_key_jwt'
    : options.appSecret
      ? 'client_secret_post'
      : 'none';
  const token = options.tokenEndPointAuthMethod ?? standard;
  const methods = {
    token,
    introspection: options.introspectionEndPointAuthMethod ?? token,
    revocation: options.revocationEndPointAuthMethod ?? token,
  };
  for (const method of Object.values(methods)) {
    if (method.startsWith('client_secret') && !options.appSecret)
      throw new AuthenticationError(
        'configuration',
        `appSecret is needed for ${method}; a public application says 'none'.`,
      );
    if (method === 'private_key_jwt' && !options.assertionKey)
      throw new AuthenticationError('configuration', 'assertionKey is needed for private_key_jwt.');
  }
  return methods;
}

function issuerOf({ appHost, issuer }: AuthenticationClientOptions, allowHttp: boolean): string {
  if (issuer !== undefined) return requireSafeUrl(requireText(issuer, 'issuer'), 'issuer', allowHttp);
  const host = requireText(appHost, 'appHost').replace(/\/+$/, '');
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(host) ? host : `https://${host}`;
  return `${requireSafeUrl(url, 'appHost', allowHttp)}/oidc`;
}

/** The URL as it was, once it is known to be https, or http on this machine. */
export function requireSafeUrl(url: string, name: string, allowHttp: boolean): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) throw new AuthenticationError('configuration', `${name} is not a URL.`);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname);
  if (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && (isLoopback || allowHttp))) return url;
  throw new AuthenticationError('configuration', `${name} must be https (http only on loopback).`);
}
