/** A client as the protocol sees it: what was registered, defaults filled in — RFC 7591 §2, OIDC Registration §2. */
import type { AsymmetricAlg, SigningAlg, VerificationKey } from '@symbolon/foundation';
import type { ClaimTable, Dialect } from './dialect.ts';

export type GrantType =
  | 'authorization_code'
  | 'refresh_token'
  | 'implicit'
  | 'client_credentials'
  | 'password'
  | 'urn:ietf:params:oauth:grant-type:device_code';

export type ClientAuthenticationMethodName =
  | 'none'
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt';

/** Times are spans in seconds. */
export interface Lifetimes {
  readonly code: number;
  readonly accessToken: number;
  readonly idToken: number;
  /** From the first issue. */
  readonly refreshToken: number;
  /** Without use. */
  readonly refreshTokenIdle: number;
  /** How long a repeat of the previous refresh token gets the same successor; 0 switches that off. */
  readonly refreshTokenReuseInterval: number;
}

export interface Client {
  readonly clientId: string;
  readonly name: string;
  /** False for a client that was switched off: it is answered like one that does not exist. */
  readonly enabled: boolean;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly grantTypes: ReadonlySet<GrantType>;
  /** In canonical order: `code`, `code id_token`, … */
  readonly responseTypes: ReadonlySet<string>;
  readonly tokenEndpointAuthMethod: ClientAuthenticationMethodName;
  readonly introspectionEndpointAuthMethod: ClientAuthenticationMethodName;
  readonly revocationEndpointAuthMethod: ClientAuthenticationMethodName;
  /** Whether `client_secret_basic` above means: by Basic or in the form, as it likes. So where no method was chosen. */
  readonly acceptsSecretEitherWay: boolean;
  /** Undefined for a public client. */
  readonly secret: string | undefined;
  /** Valid beside `secret` while the client changes over; nothing is signed with them. */
  readonly furtherSecrets: readonly string[];
  /** Keys of `jwks`; empty where the client registered none, or publishes them at `jwksUri`. */
  readonly keys: readonly VerificationKey[];
  readonly jwksUri: string | undefined;
  /** Where its request objects may be, without fragments; empty where it may send none by reference. */
  readonly requestUris: ReadonlySet<string>;
  /** The one algorithm of its request objects; undefined where every supported one will do. */
  readonly requestObjectSigningAlg: SigningAlg | undefined;
  /** The sector under which its users have a subject of their own; undefined where all clients see the same (OIDC Core §8). */
  readonly sector: string | undefined;
  readonly policyUri: string | undefined;
  readonly tosUri: string | undefined;
  /** Where it is told that a session has ended; undefined where it does not want to know. */
  readonly backchannelLogoutUri: string | undefined;
  /** What is loaded in the end-user's browser when a session has ended; undefined where nothing is. */
  readonly frontchannelLogoutUri: string | undefined;
  /** Of access tokens that are JWTs: resource servers verify them by the published keys. */
  readonly accessTokenSignedResponseAlg: AsymmetricAlg;
  readonly idTokenSignedResponseAlg: SigningAlg;
  /** Undefined where userinfo answers plain JSON. */
  readonly userinfoSignedResponseAlg: SigningAlg | undefined;
  readonly dialect: Dialect;
  readonly claimTable: ClaimTable;
  /** The `aud` of its access tokens where no resource is asked for; the client itself where undefined. */
  readonly defaultAudience: string | undefined;
  /** Scopes it may ask for; undefined where all scopes of the pool are allowed. */
  readonly allowedScopes: ReadonlySet<string> | undefined;
  readonly skipConsent: boolean;
  readonly requirePkce: boolean;
  readonly requirePushedAuthorizationRequests: boolean;
  /** Whether each of its token requests must prove which key its tokens are bound to (RFC 9449 §5.2). */
  readonly dpopBoundAccessTokens: boolean;
  readonly dangerouslyAllowPlainPkce: boolean;
  /** Whether a code_verifier that nothing was bound to is let pass: PKCE can then be stripped off unnoticed. */
  readonly dangerouslyIgnoreUnexpectedCodeVerifier: boolean;
  /** Whether `response_mode=query` with tokens is answered in the fragment instead of refused there. */
  readonly compatUpgradeResponseMode: boolean;
  /** Present where this is an access key: the application it belongs to, and what it may be granted. */
  readonly accessKey: { readonly application: string; readonly allow: readonly string[] } | undefined;
  readonly defaultMaxAge: number | undefined;
  readonly requireAuthTime: boolean;
  readonly lifetimes: Lifetimes;
}

/** Every secret that the client may prove itself with. */
export const secretsOf = ({ secret, furtherSecrets }: Client): readonly string[] =>
  secret === undefined ? [] : [secret, ...furtherSecrets];

export const isPublicClient = (client: Client): boolean => client.tokenEndpointAuthMethod === 'none';
