/** Races over HTTP. That each would fail on a store that looks before it acts is proven in the storage contract. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertionClaims, assertionFields, jws, withSecret } from '../security/jws.ts';
import { Browser } from '../testkit/browser.ts';
import {
  authorizationUrl,
  basic,
  freshCode,
  post,
  redeem,
  refresh,
  responseOf,
  revoke,
  tokens,
  userinfo,
} from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const strict = { ...web, client_id: 'strict', refresh_token_reuse_interval: 0 };

const asserting = {
  ...web,
  client_id: 'asserting',
  token_endpoint_auth_method: 'client_secret_jwt',
  grant_types: ['client_credentials'],
  scope: 'report:read',
};

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [web, strict, asserting] });
});
afterAll(() => world.close());

const times = <T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));

describe('single use', () => {
  it('64 parallel redemptions of one code: one winner, whose tokens the replays revoke (RFC 6749 §4.1.2)', async () => {
    const code = await freshCode(world, { scope: 'openid offline_access' });
    const answers = await times(64, () => redeem(world, code));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ json }) => json['error'] === 'invalid_grant')).toHaveLength(63);
    expect((await userinfo(world, winners[0]?.json['access_token'])).status).toBe(401);
    expect((await refresh(world, winners[0]?.json['refresh_token'])).json['error']).toBe('invalid_grant');
  });

  it('64 parallel refreshes of one token: all get the one successor', async () => {
    const set = await tokens(world);
    const answers = await times(64, () => refresh(world, set['refresh_token']));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(answers.map(({ json }) => json['refresh_token'])).size).toBe(1);
  });

  it('64 parallel refreshes without an interval: one winner, and the authorization is ended', async () => {
    const authentication = basic('strict', web.client_secret);
    const set = (
      await redeem(
        world,
        await freshCode(world, { client_id: 'strict', scope: 'openid offline_access' }),
        {},
        authentication,
      )
    ).json;
    const answers = await times(64, () => refresh(world, set['refresh_token'], {}, authentication));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect((await refresh(world, winners[0]?.json['refresh_token'], {}, authentication)).json['error']).toBe(
      'invalid_grant',
    );
  });

  it('64 parallel uses of one client assertion: one winner (RFC 7523 §3)', async () => {
    const claims = assertionClaims('asserting', world.issuer, world.clock.now());
    const assertion = jws({ alg: 'HS256' }, claims, withSecret(web.client_secret));
    const fields = { grant_type: 'client_credentials', ...assertionFields(assertion) };
    const answers = await times(64, () => post(`${world.issuer}/token`, fields));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ json }) => json['error'] === 'invalid_client')).toHaveLength(63);
  });

  it('logout against all that is granted in the session: once it has answered nothing of it lives', async () => {
    for (let round = 0; round < 8; round++) {
      const browser = new Browser();
      const first = (await redeem(world, await freshCode(world, {}, browser))).json;
      const unspent = await freshCode(world, {}, browser);
      const ask = () => browser.copy().get(authorizationUrl(world));
      const logout = `${world.issuer}/session/end?${new URLSearchParams({ id_token_hint: String(first['id_token']) })}`;
      const [before, redeemed, , after] = await Promise.all([
        times(8, ask),
        redeem(world, unspent),
        browser.copy().get(logout),
        times(8, ask),
      ]);
      for (const token of [first['access_token'], redeemed.json['access_token']])
        if (token !== undefined) expect((await userinfo(world, token)).status).toBe(401);
      for (const page of [...before, ...after]) {
        const code = responseOf(page).get('code');
        if (code !== null) expect((await redeem(world, code)).json['error']).toBe('invalid_grant');
      }
      expect(responseOf(await browser.get(authorizationUrl(world, { prompt: 'none' }))).get('error')).toBe(
        'login_required',
      );
    }
  });

  it('logout against refresh: what is offline goes on in one line, and nothing else does (OIDC Core §11)', async () => {
    for (let round = 0; round < 8; round++) {
      const browser = new Browser();
      const online = (await redeem(world, await freshCode(world, {}, browser))).json;
      const offline = await tokens(world, 'openid offline_access', browser);
      const logout = `${world.issuer}/session/end?${new URLSearchParams({ id_token_hint: String(online['id_token']) })}`;
      const [refreshed] = await Promise.all([
        times(4, () => refresh(world, offline['refresh_token'])),
        browser.get(logout),
      ]);
      expect(refreshed.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(new Set(refreshed.map(({ json }) => json['refresh_token'])).size).toBe(1);
      expect((await userinfo(world, online['access_token'])).status).toBe(401);
      await revoke(world, offline['refresh_token']);
      for (const { json } of refreshed)
        expect((await refresh(world, json['refresh_token'])).json['error']).toBe('invalid_grant');
    }
  });

  it('refresh against revoke: once both have answered nothing lives', async () => {
    for (let round = 0; round < 16; round++) {
      const set = await tokens(world);
      const [refreshed] = await Promise.all([
        refresh(world, set['refresh_token']),
        revoke(world, set['refresh_token']),
      ]);
      for (const token of [set['refresh_token'], refreshed.json['refresh_token']]) {
        if (token !== undefined) expect((await refresh(world, token)).json['error']).toBe('invalid_grant');
      }
      if (refreshed.status === 200)
        expect((await userinfo(world, refreshed.json['access_token'])).status).toBe(401);
    }
  });
});
