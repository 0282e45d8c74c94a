/** Tokens bound to a key: real clients and a real API with the started server — RFC 9449. */
import { AuthenticationClient, type AuthenticationClientOptions } from '@symbolon/client';
import { createVerifier } from '@symbolon/resource-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { createKeyHolder } from '../testkit/key-holder.ts';
import { claimsOf } from '../testkit/relying-party.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import * as client from './clients/openid-client.ts';
import { callbackUrlOf } from './end-user.ts';
import { redirectUri, secret } from './profiles.ts';

const bound = {
  client_secret: secret,
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  dpop_bound_access_tokens: true,
};
const { client_secret: _, ...publicClient } = {
  ...bound,
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
};

let server: StartedServer;
beforeAll(async () => {
  server = await startServer({
    applications: [
      { ...bound, client_id: 'confidential', audience: 'https://api.test' },
      { ...publicClient, client_id: 'public', audience: 'https://api.test' },
    ],
  });
});
afterAll(() => server.close());

const kinds = [
  ['confidential', client.ClientSecretBasic(secret)],
  ['public', client.None()],
] as const;

describe.each(kinds)('openid-client, %s', (clientId, authentication) => {
  it.each(['ES256', 'Ed25519', 'PS256'])('binds tokens to its %s key, and uses them with it', async alg => {
    const config = await client.discovery(new URL(server.issuer), clientId, undefined, authentication, {
      execute: [client.allowInsecureRequests],
    });
    expect(config.serverMetadata().dpop_signing_alg_values_supported).toEqual([
      'ES256',
      'EdDSA',
      'Ed25519',
      'PS256',
    ]);
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair(alg));
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const parameters = {
      redirect_uri: redirectUri,
      scope: 'openid offline_access',
      prompt: 'consent',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    };
    const url = await client.buildAuthorizationUrlWithPAR(config, parameters, { DPoP });
    const callback = await callbackUrlOf(new Browser(), url);
    const tokens = await client.authorizationCodeGrant(config, callback, { pkceCodeVerifier }, undefined, {
      DPoP,
    });
    expect(tokens.token_type).toBe('dpop');
    const { sub = '' } = tokens.claims() ?? {};
    const told = await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP });
    expect(told.sub).toBe(sub);
    const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP });
    const key = await DPoP.calculateThumbprint();
    expect(claimsOf(next.access_token)['cnf']).toEqual({ jkt: key });
    await expect(client.fetchUserInfo(config, next.access_token, sub)).rejects.toMatchObject({ status: 401 });
  });
});

describe('the SDKs', () => {
  const clientOf = (options: Partial<AuthenticationClientOptions> = {}) =>
    new AuthenticationClient({
      appId: 'confidential',
      appSecret: secret,
      tokenEndPointAuthMethod: 'client_secret_basic',
      issuer: server.issuer,
      redirectUri,
      scope: 'openid offline_access',
      dpop: true,
      ...options,
    });

  it.each([
    ['confidential', {}],
    ['public', { appId: 'public', appSecret: undefined, tokenEndPointAuthMethod: 'none' }],
    ['confidential, pushed', { pushAuthorizationRequests: true }],
  ] as const)('%s: bind tokens, and an API takes them with their key alone', async (_title, options) => {
    const application = clientOf(options);
    const request = await application.buildAuthorizeUrl({ prompt: 'consent' });
    const callback = await callbackUrlOf(new Browser(), request.url);
    const tokens = await application.getTokenSetByCallback(callback, request);
    expect(tokens.token_type).toBe('DPoP');
    expect(await application.getUserInfoByAccessToken(tokens.access_token)).toHaveProperty('sub');
    const next = await application.getNewAccessTokenByRefreshToken(tokens.refresh_token ?? '');
    const thief = clientOf(options);
    await expect(thief.getUserInfoByAccessToken(next.access_token)).rejects.toMatchObject({ status: 401 });

    const api = createVerifier({ issuer: server.issuer, audience: 'https://api.test' });
    const asked = { method: 'GET', url: 'https://api.test/things' };
    const stolen = { ...asked, authorization: `Bearer ${next.access_token}` };
    expect(await api.verify(stolen)).toMatchObject({ status: 401, error: 'invalid_token' });
    const other = createKeyHolder(() => Math.floor(Date.now() / 1000));
    const forged = { ...asked, ...proofOf(other.holding(next.access_token, 'GET', asked.url)) };
    expect(await api.verify(forged)).toMatchObject({ status: 401 });
  });

  it('an API lets in who holds the key', async () => {
    const holder = createKeyHolder(() => Math.floor(Date.now() / 1000));
    const answer = await fetch(`${server.issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`confidential:${encodeURIComponent(secret)}`)}`,
        ...holder.proof('POST', `${server.issuer}/token`),
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token }: Record<string, unknown> = await answer.json();
    const asked = { method: 'GET', url: 'https://api.test/things' };
    for (const introspection of [undefined, { clientId: 'confidential', clientSecret: secret }]) {
      const api = createVerifier({
        issuer: server.issuer,
        audience: 'https://api.test',
        ...(introspection && { introspection }),
      });
      const headers = proofOf(holder.holding(token, 'GET', asked.url));
      expect(await api.verify({ ...asked, ...headers })).toMatchObject({ kind: 'granted', scheme: 'DPoP' });
    }
  });
});

const proofOf = ({ authorization, dpop }: Record<string, string>) => ({ authorization, dpop });
