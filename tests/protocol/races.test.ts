/** Races over HTTP. That each would fail on a store that looks before it acts is proven in the storage contract. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, freshCode, redeem, refresh, revoke, tokens, userinfo } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const strict = { ...web, client_id: 'strict', refresh_token_reuse_interval: 0 };

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [web, strict] });
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
