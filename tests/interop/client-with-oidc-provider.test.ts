/** The client SDK with a provider that nobody here wrote: every mode, and tokens bound to a key — RFC 9449. */
import { AuthenticationClient, type AuthenticationClientOptions } from '@symbolon/client';
import { createVerifier } from '@symbolon/resource-server';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import type { Site } from '../testkit/site.ts';
import { callbackUrlOf } from './end-user.ts';
import { logoutRedirectUri, openOtherProvider, redirectUri, secret } from './other-provider.ts';

let lenient: Site;
let demanding: Site;
beforeAll(async () => {
  lenient = await openOtherProvider();
  demanding = await openOtherProvider({ demandsNonce: true });
});
afterAll(async () => {
  await lenient.close();
  await demanding.close();
});

const clientOf = (issuer: string, options: Partial<AuthenticationClientOptions> = {}) =>
  new AuthenticationClient({
    appId: 'basic',
    appSecret: secret,
    tokenEndPointAuthMethod: 'client_secret_basic',
    issuer,
    redirectUri,
    logoutRedirectUri,
    scope: 'openid profile email offline_access',
    ...options,
  });

async function signIn(client: AuthenticationClient) {
  const request = await client.buildAuthorizeUrl({ prompt: 'consent' });
  const callback = await callbackUrlOf(new Browser(), request.url);
  return { request, tokens: await client.getTokenSetByCallback(callback, request) };
}

const applications: readonly [string, Partial<AuthenticationClientOptions>][] = [
  ['client_secret_basic', {}],
  ['client_secret_post', { appId: 'post', tokenEndPointAuthMethod: 'client_secret_post' }],
  ['none', { appId: 'public', appSecret: undefined, tokenEndPointAuthMethod: 'none' }],
  ['client_secret_basic, pushed', { pushAuthorizationRequests: true }],
];

describe.each(applications)('by %s', (_, options) => {
  it('signs in, refreshes, introspects, reads userinfo, revokes, signs out', async () => {
    const client = clientOf(lenient.origin, options);
    const { request, tokens } = await signIn(client);
    const isPushed = options.pushAuthorizationRequests === true;
    expect(new URL(request.url).searchParams.has('request_uri')).toBe(isPushed);
    expect(new URL(request.url).searchParams.has('code_challenge')).toBe(!isPushed);
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'openid profile email offline_access' });
    const { sub } = await client.parseIDToken(tokens.id_token ?? '', { accessToken: tokens.access_token });
    expect(sub).toBe('alice');
    expect(await client.getUserInfoByAccessToken(tokens.access_token)).toMatchObject({
      sub: 'alice',
      name: 'Alice Example',
      email: 'alice@example.com',
    });
    const next = await client.getNewAccessTokenByRefreshToken(tokens.refresh_token ?? '', {
      subject: 'alice',
    });
    expect(next.access_token).not.toBe(tokens.access_token);
    expect(await client.introspectToken(next.access_token)).toMatchObject({ active: true, sub: 'alice' });
    expect(await client.revokeToken(next.access_token)).toBe(true);
    expect(await client.introspectToken(next.access_token)).toEqual({ active: false });
    const logout = await new Browser().get(await client.buildLogoutUrl({ idToken: tokens.id_token ?? '' }));
    expect(logout.status).toBe(200);
    expect(logout.body).toContain('logout');
  });
});

it('client credentials', async () => {
  const client = clientOf(lenient.origin);
  const tokens = await client.getAccessTokenByClientCredentials();
  expect(tokens).toMatchObject({ token_type: 'Bearer' });
  expect(await client.introspectToken(tokens.access_token)).toMatchObject({
    active: true,
    client_id: 'basic',
  });
});

it('a refusal comes in the words of the provider', async () => {
  const client = clientOf(lenient.origin, { appSecret: 'wrong' });
  await expect(client.getAccessTokenByClientCredentials()).rejects.toMatchObject({
    code: 'refused',
    error: 'invalid_client',
    status: 401,
  });
});

describe.each(['a provider that demands no nonce', 'a provider that demands one'])('DPoP with %s', title => {
  const originOf = () => (title.endsWith('no nonce') ? lenient : demanding).origin;

  it.each([
    ['confidential', { appId: 'bound' }],
    ['public', { appId: 'public', appSecret: undefined, tokenEndPointAuthMethod: 'none' }],
  ] as const)('tokens of a %s application are bound to its key, and used with it', async (_, options) => {
    const client = clientOf(originOf(), { ...options, dpop: true });
    const { tokens } = await signIn(client);
    expect(tokens.token_type).toBe('DPoP');
    expect(await client.introspectToken(tokens.access_token)).toMatchObject({
      active: true,
      token_type: 'DPoP',
      cnf: { jkt: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(await client.getUserInfoByAccessToken(tokens.access_token)).toMatchObject({ sub: 'alice' });
    const next = await client.getNewAccessTokenByRefreshToken(tokens.refresh_token ?? '');
    expect(next.token_type).toBe('DPoP');
    expect(await client.getUserInfoByAccessToken(next.access_token)).toMatchObject({ sub: 'alice' });
    // Another key is refused.
    const thief = clientOf(originOf(), { ...options, dpop: true });
    await expect(thief.getUserInfoByAccessToken(next.access_token)).rejects.toMatchObject({
      error: 'invalid_token',
      status: 401,
    });
  });

  it('client credentials are bound as well', async () => {
    const client = clientOf(originOf(), { appId: 'bound', dpop: true });
    expect(await client.getAccessTokenByClientCredentials()).toMatchObject({ token_type: 'DPoP' });
  });
});

it('the resource server SDK introspects at it, and sees that a token is bound', async () => {
  const verifier = createVerifier({
    issuer: lenient.origin,
    dangerouslyAcceptAnyAudience: true,
    introspection: { clientId: 'basic', clientSecret: secret },
  });
  const request = (token: string) => ({
    method: 'GET',
    url: 'https://api.test/',
    authorization: `Bearer ${token}`,
  });
  const plain = await clientOf(lenient.origin).getAccessTokenByClientCredentials();
  expect(await verifier.verify(request(plain.access_token))).toMatchObject({
    kind: 'granted',
    claims: { client_id: 'basic' },
  });
  const bound = await signIn(clientOf(lenient.origin, { appId: 'bound', dpop: true }));
  expect(await verifier.verify(request(bound.tokens.access_token))).toMatchObject({
    error: 'invalid_token',
    description: expect.stringContaining('bound'),
  });
  expect(decodeJwt(bound.tokens.id_token ?? '').iss).toBe(lenient.origin);
  expect(await verifier.verify(request(bound.tokens.id_token ?? ''))).toMatchObject({ status: 401 });
});
