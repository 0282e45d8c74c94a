/** openid-client against the started server: every way to authenticate, from discovery to logout. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import * as client from './clients/openid-client.ts';
import { callbackOf, callbackUrlOf } from './end-user.ts';
import {
  applications,
  clientKeys,
  type Profile,
  postLogoutRedirectUri,
  profileOf,
  profiles,
  redirectUri,
  secret,
} from './profiles.ts';

let server: StartedServer;
beforeAll(async () => {
  server = await startServer({ applications });
});
afterAll(() => server.close());

const authentications: Readonly<Record<Profile['method'], () => client.ClientAuth>> = {
  client_secret_basic: () => client.ClientSecretBasic(secret),
  client_secret_post: () => client.ClientSecretPost(secret),
  client_secret_jwt: () => client.ClientSecretJwt(secret),
  private_key_jwt: () => client.PrivateKeyJwt(clientKeys.privateKey),
  none: () => client.None(),
};

/** The library reads the metadata, and is told to verify signatures even where TLS could stand for them. */
async function discover({ clientId, method, idTokenAlg }: Profile): Promise<client.Configuration> {
  const checks = idTokenAlg === 'HS256' ? [] : [client.enableNonRepudiationChecks];
  return client.discovery(
    new URL(server.issuer),
    clientId,
    { id_token_signed_response_alg: idTokenAlg },
    authentications[method](),
    { execute: [client.allowInsecureRequests, ...checks] },
  );
}

async function begin(config: client.Configuration, parameters: Record<string, string> = {}) {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
  };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile email offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...parameters,
  });
  return { url, checks };
}

describe.each(profiles)(
  'a client by $method, ID tokens by $idTokenAlg, answered by $responseMode',
  profile => {
    it('signs in, refreshes, reads the userinfo, introspects, revokes and signs out', async () => {
      const config = await discover(profile);
      const browser = new Browser();
      const { url, checks } = await begin(config, { response_mode: profile.responseMode });
      const callback = await callbackOf(browser, url);
      expect(callback instanceof Request).toBe(profile.responseMode === 'form_post');

      const tokens = await client.authorizationCodeGrant(config, callback, checks);
      const claims = tokens.claims();
      expect(claims).toMatchObject({
        iss: server.issuer,
        aud: profile.clientId,
        nonce: checks.expectedNonce,
      });
      expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
      expect(tokens.scope).toBe('openid profile email offline_access');
      expect(tokens.access_token.split('.')).toHaveLength(profile.accessTokenFormat === 'jwt' ? 3 : 1);
      const subject = claims?.sub ?? '';

      const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
      expect(refreshed.claims()?.sub).toBe(subject);
      expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);

      expect(await client.fetchUserInfo(config, refreshed.access_token, subject)).toMatchObject({
        sub: subject,
        name: 'Alice Example',
        email: 'alice@example.com',
        email_verified: true,
      });
      expect(await client.tokenIntrospection(config, refreshed.access_token)).toMatchObject({
        active: true,
        client_id: profile.clientId,
        sub: subject,
      });
      await client.tokenRevocation(config, refreshed.refresh_token ?? '');
      expect(await client.tokenIntrospection(config, refreshed.access_token)).toEqual({ active: false });
      await expect(client.fetchUserInfo(config, refreshed.access_token, subject)).rejects.toMatchObject({
        cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
      });

      const logout = client.buildEndSessionUrl(config, {
        id_token_hint: refreshed.id_token ?? '',
        post_logout_redirect_uri: postLogoutRedirectUri,
        state: 'gone',
      });
      expect((await browser.get(logout.href)).location).toBe(`${postLogoutRedirectUri}?state=gone`);
      const silent = await begin(config, { prompt: 'none' });
      await expect(
        client.authorizationCodeGrant(config, await callbackUrlOf(browser, silent.url), silent.checks),
      ).rejects.toMatchObject({ error: 'login_required' });
    });
  },
);

it('verifies an ID token by HS256 with the bytes of the client secret', async () => {
  const config = await discover(profileOf('secret-jwt'));
  const { url, checks } = await begin(config);
  const tokens = await client.authorizationCodeGrant(config, await callbackOf(new Browser(), url), checks);
  const [header, payload, signature] = (tokens.id_token ?? '').split('.');
  expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url')).toBe(signature);
});

describe('what the library must notice', () => {
  const begun = async (clientId = 'urn:client:basic') => {
    const config = await discover(profileOf(clientId));
    const { url, checks } = await begin(config);
    return { config, checks, callback: await callbackUrlOf(new Browser(), url) };
  };

  it('an answer without iss, or with the iss of another issuer (RFC 9207)', async () => {
    const { config, checks, callback } = await begun();
    const foreign = new URL(callback);
    foreign.searchParams.set('iss', 'https://elsewhere.test');
    callback.searchParams.delete('iss');
    await expect(client.authorizationCodeGrant(config, callback, checks)).rejects.toMatchObject({
      cause: { message: 'response parameter "iss" (issuer) missing' },
    });
    await expect(client.authorizationCodeGrant(config, foreign, checks)).rejects.toMatchObject({
      cause: { message: 'unexpected "iss" (issuer) response parameter value' },
    });
  });

  it('a wrong verifier, which leaves the code unspent', async () => {
    const { config, checks, callback } = await begun('public');
    const wrong = { ...checks, pkceCodeVerifier: client.randomPKCECodeVerifier() };
    await expect(client.authorizationCodeGrant(config, callback, wrong)).rejects.toMatchObject({
      status: 400,
      error: 'invalid_grant',
      error_description: expect.stringContaining('code_verifier'),
    });
    expect((await client.authorizationCodeGrant(config, callback, checks)).token_type).toBe('bearer');
  });

  it('a replayed code, which ends what it bought', async () => {
    const { config, checks, callback } = await begun();
    const tokens = await client.authorizationCodeGrant(config, callback, checks);
    await expect(client.authorizationCodeGrant(config, callback, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect(await client.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
  });

  it('a wrong secret, with the challenge that names the scheme', async () => {
    const { callback, checks } = await begun();
    const config = await client.discovery(
      new URL(server.issuer),
      'urn:client:basic',
      undefined,
      client.ClientSecretBasic('wrong'),
      { execute: [client.allowInsecureRequests] },
    );
    await expect(client.authorizationCodeGrant(config, callback, checks)).rejects.toMatchObject({
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      status: 401,
      cause: [{ scheme: 'basic' }],
    });
  });
});
