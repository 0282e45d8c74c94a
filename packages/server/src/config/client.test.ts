/** Defaults are exact by value: product defaults, RFC 7591 §2. */
import { generateKeyPairSync } from 'node:crypto';
import { createClaimTable, dialects } from '@symbolon/protocol';
import { describe, expect, it } from 'vitest';
import { toClient } from './client.ts';

const redirectUris = ['https://app.example.com/callback'];

describe('the client of an application', () => {
  it('has the defaults of a confidential application', () => {
    expect(toClient({ client_id: 'web', redirect_uris: redirectUris }, 'secret-of-web')).toEqual({
      clientId: 'web',
      name: 'web',
      enabled: true,
      redirectUris,
      postLogoutRedirectUris: [],
      grantTypes: new Set(['authorization_code']),
      responseTypes: new Set(['code']),
      tokenEndpointAuthMethod: 'client_secret_basic',
      introspectionEndpointAuthMethod: 'client_secret_basic',
      revocationEndpointAuthMethod: 'client_secret_basic',
      acceptsSecretEitherWay: true,
      secret: 'secret-of-web',
      furtherSecrets: [],
      keys: [],
      jwksUri: undefined,
      requestUris: new Set(),
      requestObjectSigningAlg: undefined,
      sector: undefined,
      policyUri: undefined,
      tosUri: undefined,
      backchannelLogoutUri: undefined,
      frontchannelLogoutUri: undefined,
      accessTokenSignedResponseAlg: 'RS256',
      idTokenSignedResponseAlg: 'RS256',
      userinfoSignedResponseAlg: undefined,
      dialect: dialects.standard.settings,
      claimTable: createClaimTable([]),
      defaultAudience: undefined,
      allowedScopes: undefined,
      skipConsent: false,
      requirePkce: false,
      requirePushedAuthorizationRequests: false,
      dpopBoundAccessTokens: false,
      accessKey: undefined,
      dangerouslyAllowPlainPkce: false,
      dangerouslyIgnoreUnexpectedCodeVerifier: false,
      compatUpgradeResponseMode: false,
      defaultMaxAge: undefined,
      requireAuthTime: false,
      lifetimes: {
        code: 600,
        accessToken: 3600,
        idToken: 3600,
        refreshToken: 2_592_000,
        refreshTokenIdle: 1_209_600,
        refreshTokenReuseInterval: 10,
      },
    });
  });

  it('needs PKCE and has no secret where it is public', () => {
    const client = toClient({ client_id: 'spa', token_endpoint_auth_method: 'none' }, undefined);
    expect(client).toMatchObject({
      requirePkce: true,
      secret: undefined,
      furtherSecrets: [],
      introspectionEndpointAuthMethod: 'none',
      revocationEndpointAuthMethod: 'none',
    });
  });

  it('is what was declared, member by member', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const client = toClient(
      {
        client_id: 'web',
        client_name: 'Web',
        enabled: false,
        redirect_uris: redirectUris,
        post_logout_redirect_uris: ['https://app.example.com/'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'private_key_jwt',
        introspection_endpoint_auth_method: 'client_secret_post',
        jwks: { keys: [{ ...key, kid: 'one', alg: 'ES256' }] },
        request_uris: ['https://app.example.com/request?a=b#hash', 'https://app.example.com/other'],
        request_object_signing_alg: 'ES256',
        id_token_signed_response_alg: 'HS256',
        access_token_format: 'opaque',
        audience: 'https://api.example.com',
        scope: 'openid email',
        skip_consent: true,
        require_pkce: true,
        dangerously_allow_plain_pkce: true,
        refresh_token_rotation: false,
        refresh_token_reuse_interval: 0,
        code_lifetime: 60,
        access_token_lifetime: 300,
        id_token_lifetime: 301,
        refresh_token_lifetime: 86_400,
        default_max_age: 0,
        require_auth_time: true,
      },
      'x'.repeat(32),
    );
    expect(client).toMatchObject({
      name: 'Web',
      enabled: false,
      postLogoutRedirectUris: ['https://app.example.com/'],
      tokenEndpointAuthMethod: 'private_key_jwt',
      introspectionEndpointAuthMethod: 'client_secret_post',
      revocationEndpointAuthMethod: 'private_key_jwt',
      secret: 'x'.repeat(32),
      keys: [{ kid: 'one', alg: 'ES256' }],
      requestObjectSigningAlg: 'ES256',
      idTokenSignedResponseAlg: 'HS256',
      dialect: { accessTokenFormat: 'opaque', refreshTokenRotation: false },
      defaultAudience: 'https://api.example.com',
      skipConsent: true,
      requirePkce: true,
      dangerouslyAllowPlainPkce: true,
      defaultMaxAge: 0,
      requireAuthTime: true,
    });
    expect(client.grantTypes).toEqual(new Set(['authorization_code', 'refresh_token']));
    expect(client.requestUris).toEqual(
      new Set(['https://app.example.com/request?a=b', 'https://app.example.com/other']),
    );
    expect(client.allowedScopes).toEqual(new Set(['openid', 'email']));
    expect(client.lifetimes).toEqual({
      code: 60,
      accessToken: 300,
      idToken: 301,
      refreshToken: 86_400,
      // Never longer than the refresh token itself.
      refreshTokenIdle: 86_400,
      refreshTokenReuseInterval: 0,
    });
  });
});
