/** The main job: authorization code, tokens, refresh, userinfo, introspection, revocation, logout. */
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  claimsOf,
  freshCode,
  headerOf,
  introspect,
  redeem,
  refresh,
  responseOf,
  revoke,
  signIn,
  tokens,
  userinfo,
} from '../testkit/relying-party.ts';
import { createWorld, type World } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('OIDC Core §3.1: the code flow', () => {
  it('answers with code, state and iss at the redirect URI', async () => {
    const page = await signIn(world, new Browser());
    expect(page.status).toBe(303);
    expect(page.location?.startsWith('https://rp.test/cb?code=')).toBe(true);
    const response = responseOf(page);
    expect([...response.keys()]).toEqual(['code', 'session_state', 'state', 'iss']);
    expect(response.get('state')).toBe('st');
    expect(response.get('iss')).toBe(world.issuer);
  });

  it('exchanges the code for tokens that verify with the published keys', async () => {
    const { status, json, headers } = await redeem(
      world,
      await freshCode(world, { scope: 'openid profile offline_access' }),
    );
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile offline_access',
    });
    const keys = createLocalJWKSet(
      (await (await fetch(`${world.issuer}/.well-known/jwks.json`)).json()) as JSONWebKeySet,
    );
    const idToken = await jwtVerify(String(json['id_token']), keys, {
      issuer: world.issuer,
      audience: 'web',
      typ: 'JWT',
    });
    expect(Object.keys(idToken.payload).sort()).toEqual([
      'acr',
      'amr',
      'at_hash',
      'aud',
      'auth_time',
      'exp',
      'iat',
      'iss',
      'nonce',
      'sid',
      'sub',
    ]);
    expect(idToken.payload['nonce']).toBe('no');
    const accessToken = await jwtVerify(String(json['access_token']), keys, {
      issuer: world.issuer,
      audience: 'web',
      typ: 'at+jwt',
    });
    expect(accessToken.payload).toMatchObject({
      sub: idToken.payload.sub,
      client_id: 'web',
      scope: 'openid profile offline_access',
    });
    expect(headerOf(json['access_token'])['alg']).toBe('RS256');
  });

  it('gives a refresh token only with offline_access (OIDC Core §11)', async () => {
    expect((await redeem(world, await freshCode(world))).json['refresh_token']).toBeUndefined();
  });

  it('refreshes: new tokens, the same end-user, another iat only if time passed', async () => {
    const first = await tokens(world);
    world.clock.advance(5);
    const second = await refresh(world, first['refresh_token']);
    expect(second.status).toBe(200);
    expect(second.json['refresh_token']).not.toBe(first['refresh_token']);
    const [before, after] = [claimsOf(first['id_token']), claimsOf(second.json['id_token'])];
    expect(after).toMatchObject({
      sub: before['sub'],
      iss: before['iss'],
      aud: before['aud'],
      auth_time: before['auth_time'],
      sid: before['sid'],
    });
    expect(Number(after['iat'])).toBe(Number(before['iat']) + 5);
    expect(after['nonce']).toBeUndefined();
  });

  it('answers userinfo with the claims of the scopes', async () => {
    const set = await tokens(world);
    const { status, json } = await userinfo(world, set['access_token']);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      sub: claimsOf(set['id_token'])['sub'],
      name: 'Alice Example',
      email: 'alice@example.com',
      email_verified: true,
      preferred_username: 'alice',
    });
    expect(json['phone_number']).toBeUndefined();
  });

  it('introspects and revokes, and revocation ends everything of the authorization (RFC 7009, RFC 7662)', async () => {
    const set = await tokens(world);
    expect((await introspect(world, set['access_token'])).json).toMatchObject({
      active: true,
      client_id: 'web',
      token_type: 'Bearer',
    });
    expect((await introspect(world, set['refresh_token'])).json).toMatchObject({
      active: true,
      client_id: 'web',
    });
    expect((await revoke(world, set['refresh_token'])).status).toBe(200);
    expect((await introspect(world, set['access_token'])).json).toEqual({ active: false });
    expect((await userinfo(world, set['access_token'])).status).toBe(401);
    expect((await refresh(world, set['refresh_token'])).json['error']).toBe('invalid_grant');
  });

  it('signs out: the session ends, tokens that are not offline with it, and the browser returns with state', async () => {
    const browser = new Browser();
    const set = await tokens(world, 'openid', browser);
    const url = new URL(`${world.issuer}/session/end`);
    url.search = new URLSearchParams({
      id_token_hint: String(set['id_token']),
      post_logout_redirect_uri: 'https://rp.test/bye',
      state: 'x y',
    }).toString();
    expect((await browser.get(url.href)).location).toBe('https://rp.test/bye?state=x%20y');
    expect((await userinfo(world, set['access_token'])).status).toBe(401);
    const silent = responseOf(await signIn(world, browser, { prompt: 'none' }));
    expect(silent.get('error')).toBe('login_required');
  });
});
