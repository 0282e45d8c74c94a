/** The client SDK against the real server: every mode, every client authentication method. */
import { AuthenticationClient, type AuthenticationClientOptions, toAuthResult } from '@symbolon/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackUrlOf } from '../interop/end-user.ts';
import { Browser } from '../testkit/browser.ts';
import { alice, type World } from '../testkit/world.ts';
import { type Method, methods, redirectUri, sdkClient, sdkWorld, secret } from './applications.ts';

let world: World;
beforeAll(async () => {
  world = await sdkWorld();
});
afterAll(() => world.close());

const clientOf = (method: Method, options: Partial<AuthenticationClientOptions> = {}) =>
  sdkClient(world, method, options);

async function signIn(client: AuthenticationClient) {
  const request = await client.buildAuthorizeUrl();
  return client.getTokenSetByCallback(await callbackUrlOf(new Browser(), request.url), request);
}

describe.each(methods)('by %s', method => {
  it('signs in, refreshes, introspects, reads userinfo, revokes', async () => {
    const client = clientOf(method);
    const first = await signIn(client);
    expect(first).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile email offline_access',
      raw: {},
    });
    const idToken = await client.parseIDToken(first.id_token ?? '', { accessToken: first.access_token });
    expect(idToken).toMatchObject({ iss: world.issuer, aud: method });
    expect(await client.parseAccessToken(first.access_token)).toMatchObject({ sub: idToken.sub });
    expect(await client.getUserInfoByAccessToken(first.access_token)).toMatchObject({
      sub: idToken.sub,
      name: alice.name,
    });
    const next = await client.getNewAccessTokenByRefreshToken(first.refresh_token ?? '', {
      subject: idToken.sub,
    });
    expect(next.refresh_token).not.toBe(first.refresh_token);
    expect(await client.introspectToken(next.access_token)).toMatchObject({ active: true, sub: idToken.sub });
    expect(await client.revokeToken(next.refresh_token ?? '')).toBe(true);
    expect(await client.introspectToken(next.access_token)).toEqual({ active: false });
    await expect(client.getNewAccessTokenByRefreshToken(next.refresh_token ?? '')).rejects.toMatchObject({
      code: 'refused',
      error: 'invalid_grant',
      status: 400,
    });
  });
});

describe('the samples of "Get Token"', () => {
  it('run with the import changed: a code in, tokens out', async () => {
    const authenticationClient = new AuthenticationClient({
      appId: 'client_secret_post',
      appSecret: secret,
      appHost: world.origin,
      redirectUri,
    });
    const { url, codeVerifier } = await authenticationClient.buildAuthorizeUrl({ scope: 'openid profile' });
    const code = (await callbackUrlOf(new Browser(), url)).searchParams.get('code') ?? '';
    const result = await authenticationClient.getAccessTokenByCode(code, { codeVerifier });
    expect(Object.keys(result).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'raw',
      'scope',
      'token_type',
    ]);
  });

  it('notices a refresh token handed over as a code, before anything is sent', async () => {
    const client = clientOf('client_secret_post');
    const { refresh_token = '' } = await signIn(client);
    await expect(client.getAccessTokenByCode(refresh_token)).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('getNewAccessTokenByRefreshToken'),
    });
    // Nothing was spent.
    await client.getNewAccessTokenByRefreshToken(refresh_token);
  });
});

describe('the other modes', () => {
  it('client credentials: an access key gets what its rules allow, whatever the application authenticates with', async () => {
    for (const method of methods) {
      const client = clientOf(method);
      const set = await client.getAccessTokenByClientCredentials('book:1:read book:1:write', {
        accessKey: 'AK1',
        accessSecret: 'SK1-SK1-SK1-SK1-SK1',
      });
      expect(set).toMatchObject({ scope: 'book:1:read', rejected_scope: 'book:1:write' });
      expect(set.refresh_token).toBeUndefined();
      expect(await client.parseAccessToken(set.access_token)).toMatchObject({ aud: 'AK1', azp: 'none' });
    }
  });

  it('password: exactly one name', async () => {
    const client = clientOf('client_secret_basic');
    const { username, email, password } = alice;
    const set = await client.getAccessTokenByPassword({ username, password });
    expect((await client.parseIDToken(set.id_token ?? '')).sub).toBeTypeOf('string');
    await expect(client.getAccessTokenByPassword({ username, email, password })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    await expect(client.getAccessTokenByPassword({ email, password: 'wrong' })).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('a request pushed ahead carries nothing but its handle', async () => {
    const client = clientOf('private_key_jwt', { pushAuthorizationRequests: true });
    const request = await client.buildAuthorizeUrl();
    expect([...new URL(request.url).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    const set = await client.getTokenSetByCallback(await callbackUrlOf(new Browser(), request.url), request);
    expect(set.id_token).toBeTypeOf('string');
  });

  it('HS256 is read with the secret, and never by a public application', async () => {
    const confidential = clientOf('client_secret_basic', { appId: 'hs256' });
    const { id_token = '' } = await signIn(confidential);
    const publicClient = clientOf('none', { appId: 'hs256' });
    await expect(publicClient.parseIDToken(id_token)).rejects.toMatchObject({
      code: 'invalid_token',
      message: expect.stringContaining('HS256'),
    });
    await expect(
      clientOf('client_secret_basic', { appId: 'hs256', appSecret: 'another secret' }).parseIDToken(id_token),
    ).rejects.toMatchObject({
      code: 'invalid_token',
    });
  });
});

it('toAuthResult gives the AuthResult of ID PASS DataCollect', async () => {
  const client = clientOf('none');
  const tokens = await signIn(client);
  const { sub } = await client.parseIDToken(tokens.id_token ?? '');
  expect(toAuthResult(tokens)).toEqual({
    access_token: tokens.access_token,
    id_token: tokens.id_token,
    refresh_token: tokens.refresh_token,
    expires_in: 3600,
    profile: { sub },
  });
});

it('signs in without OpenID Connect, where no ID token is asked for', async () => {
  const tokens = await signIn(clientOf('client_secret_post', { scope: 'offline_access' }));
  expect(tokens).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) });
  expect(tokens).not.toHaveProperty('id_token');
});
