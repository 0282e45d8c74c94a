/** From a registered application to the client that the protocol sees, defaults filled in — RFC 7591 §2. */
import { readKeySet } from '@symbolon/foundation';
import type { ClaimDeclarations, Client } from '@symbolon/protocol';
import type { AccessKeyDocument } from './access-key.ts';
import type { ApplicationMetadata } from './application.ts';
import { claimTableOf, dialectOf, idTokenAlgOf } from './dialect.ts';

const day = 86_400;

export const lifetimeDefaults = {
  code: 600,
  accessToken: 3600,
  idToken: 3600,
  refreshToken: 30 * day,
  refreshTokenIdle: 14 * day,
  refreshTokenReuseInterval: 10,
} as const;

/** `pool`: what the user pool declares for all of its applications. */
export function toClient(
  metadata: ApplicationMetadata,
  secret: string | undefined,
  pool: ClaimDeclarations = {},
  furtherSecrets: readonly string[] = [],
): Client {
  const tokenMethod = metadata.token_endpoint_auth_method ?? 'client_secret_basic';
  const keys = metadata.jwks === undefined ? [] : readKeySet(metadata.jwks);
  return {
    clientId: metadata.client_id,
    name: metadata.client_name ?? metadata.client_id,
    enabled: metadata.enabled ?? true,
    redirectUris: metadata.redirect_uris ?? [],
    postLogoutRedirectUris: metadata.post_logout_redirect_uris ?? [],
    grantTypes: new Set(metadata.grant_types ?? ['authorization_code']),
    responseTypes: new Set(metadata.response_types ?? defaultResponseTypes(metadata)),
    tokenEndpointAuthMethod: tokenMethod,
    introspectionEndpointAuthMethod: metadata.introspection_endpoint_auth_method ?? tokenMethod,
    revocationEndpointAuthMethod: metadata.revocation_endpoint_auth_method ?? tokenMethod,
    acceptsSecretEitherWay: metadata.token_endpoint_auth_method === undefined,
    secret: tokenMethod === 'none' ? undefined : secret,
    furtherSecrets,
    // The schema has refused what cannot be read; should it come from elsewhere, no key verifies nothing.
    keys: typeof keys === 'string' ? [] : keys,
    jwksUri: metadata.jwks_uri,
    requestUris: new Set((metadata.request_uris ?? []).map(withoutFragment)),
    requestObjectSigningAlg: metadata.request_object_signing_alg,
    sector: metadata.subject_type === 'pairwise' ? sectorOf(metadata) : undefined,
    policyUri: metadata.policy_uri,
    tosUri: metadata.tos_uri,
    backchannelLogoutUri: metadata.backchannel_logout_uri,
    frontchannelLogoutUri: metadata.frontchannel_logout_uri,
    accessTokenSignedResponseAlg: metadata.access_token_signed_response_alg ?? 'RS256',
    idTokenSignedResponseAlg: idTokenAlgOf(metadata, secret !== undefined),
    userinfoSignedResponseAlg: metadata.userinfo_signed_response_alg,
    dialect: dialectOf(metadata),
    claimTable: claimTableOf(metadata, pool),
    defaultAudience: metadata.audience,
    allowedScopes: metadata.scope === undefined ? undefined : new Set(metadata.scope.split(' ')),
    skipConsent: metadata.skip_consent ?? false,
    requirePkce: tokenMethod === 'none' || (metadata.require_pkce ?? false),
    requirePushedAuthorizationRequests: metadata.require_pushed_authorization_requests ?? false,
    dpopBoundAccessTokens: metadata.dpop_bound_access_tokens ?? false,
    dangerouslyAllowPlainPkce: metadata.dangerously_allow_plain_pkce ?? false,
    dangerouslyIgnoreUnexpectedCodeVerifier: metadata.dangerously_ignore_unexpected_code_verifier ?? false,
    compatUpgradeResponseMode: metadata.compat_upgrade_response_mode ?? false,
    accessKey: undefined,
    defaultMaxAge: metadata.default_max_age,
    requireAuthTime: metadata.require_auth_time ?? false,
    lifetimes: lifetimesOf(metadata),
  };
}

const defaultResponseTypes = (metadata: ApplicationMetadata) =>
  (metadata.grant_types ?? ['authorization_code']).includes('authorization_code') ? ['code' as const] : [];

const withoutFragment = (uri: string): string => uri.replace(/#.*$/, '');

/** The host that stands for the application, and for others with the same document — OIDC Core §8.1. */
function sectorOf({ sector_identifier_uri: document, redirect_uris: [first] = [] }: ApplicationMetadata) {
  const uri = document ?? first;
  return uri === undefined ? '' : new URL(uri).host;
}

function lifetimesOf(metadata: ApplicationMetadata): Client['lifetimes'] {
  const refreshToken = metadata.refresh_token_lifetime ?? lifetimeDefaults.refreshToken;
  const idle = metadata.refresh_token_idle_lifetime ?? lifetimeDefaults.refreshTokenIdle;
  return {
    code: metadata.code_lifetime ?? lifetimeDefaults.code,
    accessToken: metadata.access_token_lifetime ?? lifetimeDefaults.accessToken,
    idToken: metadata.id_token_lifetime ?? lifetimeDefaults.idToken,
    refreshToken,
    refreshTokenIdle: Math.min(idle, refreshToken),
    refreshTokenReuseInterval:
      metadata.refresh_token_reuse_interval ?? lifetimeDefaults.refreshTokenReuseInterval,
  };
}

/**
 * An access key is a client of its own that can do one thing, and answers by either way of sending a secret. Its tokens
 * look like those of the application it belongs to.
 */
export function toAccessKeyClient(
  accessKey: AccessKeyDocument,
  secret: string,
  { dialect, accessTokenSignedResponseAlg }: Pick<Client, 'dialect' | 'accessTokenSignedResponseAlg'>,
): Client {
  const accessTokenLifetime = accessKey.access_token_lifetime ?? lifetimeDefaults.accessToken;
  const client = toClient(
    {
      client_id: accessKey.access_key,
      client_name: accessKey.remark ?? accessKey.access_key,
      grant_types: ['client_credentials'],
      response_types: [],
      access_token_lifetime: accessTokenLifetime,
    },
    secret,
  );
  return {
    ...client,
    dialect,
    accessTokenSignedResponseAlg,
    accessKey: { application: accessKey.application, allow: accessKey.allow },
  };
}
