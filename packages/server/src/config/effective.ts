/** The configuration as it takes effect, in the words of the file and without its secrets. */
import type { Client } from '@symbolon/protocol';
import { stringify } from 'yaml';
import { toClient } from './client.ts';
import type { ApplicationConfiguration, Configuration, UserConfiguration } from './configuration.ts';
import { printEmail } from './delivery.ts';
import { printDialect } from './dialect.ts';
import { printPoolSettings } from './pool-settings.ts';

export const redacted = '«redacted»';

const hide = (secret: string | undefined) => (secret === undefined ? undefined : redacted);

export function printEffective(configuration: Configuration): string {
  const {
    origin,
    listen,
    trustedProxies,
    mostRequestsAtOnce,
    mostFailedSignInsPerMinute,
    dangerouslyAllowHttp,
    egress,
    storage,
    masterKey,
    log,
    audit,
    email,
    sms,
    userPools,
  } = configuration;
  const file = {
    server: {
      origin,
      listen,
      trusted_proxies: trustedProxies,
      most_requests_at_once: mostRequestsAtOnce,
      most_failed_sign_ins_per_minute: mostFailedSignInsPerMinute,
      dangerously_allow_http: dangerouslyAllowHttp,
    },
    egress: { dangerously_allow_private_networks: egress.dangerouslyAllowPrivateNetworks },
    storage: storage.engine === 'postgres' ? { ...storage, url: redacted } : storage,
    master_key: hide(masterKey),
    log,
    audit: { most_refusals_per_minute: audit.mostRefusalsPerMinute },
    email: email && printEmail(email, redacted),
    sms: sms && { webhook: { url: sms.webhook.url, secret: redacted } },
    user_pools: userPools.map(
      ({ name, registration, settings, applications, users, resources, accessKeys }) => ({
        name,
        registration: {
          mode: registration.mode,
          initial_access_tokens: registration.initialAccessTokens.map(hide),
          most_per_hour: registration.mostPerHour,
        },
        ...printPoolSettings(settings),
        applications: applications.map(printApplication),
        users: users.map(printUser),
        resources,
        access_keys: accessKeys.map(({ document }) => ({ ...document, secret_key: redacted })),
      }),
    ),
  };
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

function printApplication({ metadata, secret }: ApplicationConfiguration) {
  const client = toClient(metadata, secret);
  return {
    client_id: client.clientId,
    client_name: client.name,
    client_secret: hide(client.secret),
    application_type: metadata.application_type ?? 'web',
    enabled: client.enabled,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    grant_types: [...client.grantTypes],
    response_types: [...client.responseTypes],
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    introspection_endpoint_auth_method: client.introspectionEndpointAuthMethod,
    revocation_endpoint_auth_method: client.revocationEndpointAuthMethod,
    jwks: metadata.jwks,
    jwks_uri: client.jwksUri,
    request_uris: metadata.request_uris,
    request_object_signing_alg: client.requestObjectSigningAlg,
    subject_type: metadata.subject_type ?? 'public',
    sector_identifier_uri: metadata.sector_identifier_uri,
    client_uri: metadata.client_uri,
    logo_uri: metadata.logo_uri,
    policy_uri: metadata.policy_uri,
    tos_uri: metadata.tos_uri,
    contacts: metadata.contacts,
    sign_in: metadata.sign_in,
    branding: metadata.branding,
    initiate_login_uri: metadata.initiate_login_uri,
    backchannel_logout_uri: client.backchannelLogoutUri,
    backchannel_logout_session_required: metadata.backchannel_logout_session_required,
    frontchannel_logout_uri: client.frontchannelLogoutUri,
    frontchannel_logout_session_required: metadata.frontchannel_logout_session_required,
    userinfo_signed_response_alg: client.userinfoSignedResponseAlg,
    audience: client.defaultAudience,
    scope: client.allowedScopes && [...client.allowedScopes].join(' '),
    ...printPolicy(client),
    ...printDialect(metadata, client),
  };
}

const printPolicy = (client: Client) => ({
  skip_consent: client.skipConsent,
  require_pkce: client.requirePkce,
  require_pushed_authorization_requests: client.requirePushedAuthorizationRequests,
  dpop_bound_access_tokens: client.dpopBoundAccessTokens,
  dangerously_allow_plain_pkce: client.dangerouslyAllowPlainPkce,
  dangerously_ignore_unexpected_code_verifier: client.dangerouslyIgnoreUnexpectedCodeVerifier,
  compat_upgrade_response_mode: client.compatUpgradeResponseMode,
  refresh_token_reuse_interval: client.lifetimes.refreshTokenReuseInterval,
  code_lifetime: client.lifetimes.code,
  access_token_lifetime: client.lifetimes.accessToken,
  id_token_lifetime: client.lifetimes.idToken,
  refresh_token_lifetime: client.lifetimes.refreshToken,
  refresh_token_idle_lifetime: client.lifetimes.refreshTokenIdle,
  default_max_age: client.defaultMaxAge,
  require_auth_time: client.requireAuthTime,
});

function printUser({ sub, identifiers, password, claims, customData }: UserConfiguration) {
  return {
    sub,
    ...Object.fromEntries(identifiers.map(({ kind, value }) => [kind, value])),
    password: password.kind === 'plain' ? redacted : undefined,
    password_hash: password.kind === 'hash' ? redacted : undefined,
    ...claims,
    custom_data: customData,
  };
}
