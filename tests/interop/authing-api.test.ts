/** authing-node-sdk beyond OpenID Connect: sign-in by itself, the profile, sign-up, and plain OAuth 2.0 — rules by their number. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { alice } from '../testkit/people.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { applications, methods, sdkOf, withChallenge } from './authing-applications.ts';
import { callbackUrlOf } from './end-user.ts';

const withPassword = Object.values(applications).map(application => ({
  ...application,
  dialect: 'authing',
  redirect_uris: application.redirect_uris.slice(0, 1),
  grant_types: ['authorization_code', 'refresh_token', 'password', 'implicit'],
  response_types: ['code', 'id_token token'],
}));

let server: StartedServer;
beforeAll(async () => {
  server = await startServer({
    applications: withPassword,
    users: [{ ...alice, custom_data: { team: 'blue' } }],
    pool: { claims: [{ name: 'team', from: 'custom_data.team' }] },
    pools: [
      {
        name: 'pool1',
        sign_up: { fields: ['username'], verification: 'optional' },
        applications: withPassword,
      },
    ],
  });
});
afterAll(() => server.close());

const options = { scope: 'openid profile email offline_access' };
const { password } = alice;

/** The SDK types every member of an answer as optional. */
const text = (value: string | undefined): string => value ?? 'none came';

describe.each(methods)('an application by %s', method => {
  const sdk = () => sdkOf(server, method);

  it('signs its end-users in by every name they have', async () => {
    const replies = [
      await sdk().signInByUsernamePassword({ username: alice.username, password, options }),
      await sdk().signInByEmailPassword({ email: alice.email, password, options }),
      await sdk().signInByPhonePassword({ phone: alice.phone, password, options }),
      await sdk().signInByAccountPassword({ account: alice.email, password, options }),
    ];
    const subjects = new Set<unknown>();
    for (const { statusCode, data } of replies) {
      expect(statusCode).toBe(200);
      expect(data).toMatchObject({ scope: options.scope, token_type: 'Bearer', expire_in: 3600 });
      expect(await sdk().introspectToken(text(data.access_token))).toMatchObject({ active: true });
      subjects.add((await sdk().parseIDToken(text(data.id_token))).sub);
    }
    expect(subjects.size).toBe(1);
  });

  it('2. is told in the envelope, with status 200, why somebody cannot sign in', async () => {
    const wrong = await sdk().signInByUsernamePassword({ username: 'alice', password: 'wrong', options });
    expect(wrong).toEqual({
      statusCode: 403,
      apiCode: 2333,
      message: expect.any(String),
      requestId: expect.any(String),
    });
    expect(
      await sdk().signInByEmailPassCode({ email: alice.email, passCode: '1234', options }),
    ).toMatchObject({
      statusCode: 501,
      message: expect.stringContaining('PASSWORD'),
    });
    const stranger = sdkOf(server, method, { appId: 'nobody' });
    expect(await stranger.signInByUsernamePassword({ username: 'alice', password, options })).toMatchObject({
      statusCode: 403,
      apiCode: 2011,
    });
  });

  it('6. asks for the profile with a raw access token, and lives on with it set', async () => {
    const client = sdk();
    expect(await client.getProfile({ withCustomData: true })).toMatchObject({
      statusCode: 401,
      apiCode: 2020,
    });
    const { data } = await client.signInByUsernamePassword({ username: 'alice', password, options });
    client.setAccessToken(text(data.access_token));
    const profile = await client.getProfile({ withCustomData: true });
    expect(profile).toMatchObject({
      statusCode: 200,
      data: {
        userId: (await client.parseAccessToken(text(data.access_token))).sub,
        name: alice.name,
        email: alice.email,
        emailVerified: true,
        customData: { team: 'blue' },
      },
    });
    const next = await client.getNewAccessTokenByRefreshToken(text(data.refresh_token));
    expect(await client.getUserInfoByAccessToken(next.access_token)).toMatchObject({ name: alice.name });
    expect(await client.signInByUsernamePassword({ username: 'alice', password, options })).toMatchObject({
      statusCode: 200,
    });
  });

  it('signs somebody up where the pool allows it', async () => {
    const there = sdkOf(server, method, { appHost: `${server.origin}/pool1` });
    const username = `new-by-${method}`;
    const profile = { nickname: 'New' };
    const made = await there.signUpByUsernamePassword({ username, password, profile });
    expect(made).toMatchObject({
      statusCode: 200,
      data: { username, nickname: 'New', emailVerified: false },
    });
    const { data } = await there.signInByUsernamePassword({ username, password, options });
    expect((await there.parseAccessToken(text(data.access_token))).sub).toBe(made.data.userId);
    expect(await sdk().signUpByUsernamePassword({ username, password, profile })).toMatchObject({
      statusCode: 403,
      apiCode: 2031,
    });
  });

  it('speaks plain OAuth 2.0 below /oauth, with the scope user', async () => {
    const client = sdkOf(server, method, { protocol: 'oauth', scope: 'openid' });
    const { url, verifier } = withChallenge(
      client,
      client.buildAuthorizeUrl({ scope: 'user offline_access' }).url,
    );
    expect(new URL(url).pathname).toBe('/oauth/auth');
    const code = (await callbackUrlOf(new Browser(), url)).searchParams.get('code') ?? '';
    const first = await client.getAccessTokenByCode(code, { codeVerifier: verifier });
    expect(first).toMatchObject({ token_type: 'Bearer', scope: 'user offline_access' });
    expect(first).not.toHaveProperty('id_token');
    const set = await client.getNewAccessTokenByRefreshToken(first.refresh_token);
    const { sub } = await client.parseAccessToken(set.access_token);
    const claims = { sub, name: alice.name, email: alice.email, phone_number: alice.phone };
    expect(await client.getUserInfoByAccessToken(set.access_token)).toMatchObject(claims);
    expect(await client.introspectToken(set.access_token)).toMatchObject({ active: true, scope: set.scope });
    expect(await client.revokeToken(set.access_token)).toBe(true);
    expect(await client.introspectToken(set.access_token)).toEqual({ active: false });
  });
});

it('1. serves the API beside the paths of OpenID Connect, in every pool', async () => {
  for (const [method, path] of [
    ['POST', '/api/v3/signin'],
    ['POST', '/api/v3/signup'],
    ['GET', '/api/v3/get-profile'],
    ['POST', '/oauth/token'],
    ['GET', '/oauth/me'],
    ['POST', '/oauth/me'],
    ['POST', '/oauth/token/introspection'],
    ['POST', '/oauth/token/revocation'],
  ] as const)
    for (const pool of ['', '/pool1', '//pool1/']) {
      const { status } = await fetch(`${server.origin}${pool}${path}`, { method });
      expect([200, 400, 401], `${method} ${pool}${path}`).toContain(status);
    }
});
