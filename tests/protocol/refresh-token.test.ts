/** Refresh: rotation, the idempotent repeat, reuse, and who may — RFC 6749 §6, RFC 9700 §4.14, OIDC Core §12. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  basic,
  claimsOf,
  freshCode,
  introspect,
  redeem,
  refresh,
  revoke,
  tokens,
  userinfo,
} from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const strict = { ...web, client_id: 'strict', refresh_token_reuse_interval: 0 };
const fixed = { ...web, client_id: 'fixed', refresh_token_rotation: false, access_token_format: 'opaque' };
const opaque = { ...web, client_id: 'opaque', access_token_format: 'opaque' };
const uuid = { ...web, client_id: 'uuid', access_token_format: 'uuid' };

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [web, strict, fixed, opaque, uuid] });
});
afterAll(() => world.close());

const as = (clientId: string) => basic(clientId, web.client_secret);
const tokensOf = async (clientId: string) =>
  (
    await redeem(
      world,
      await freshCode(world, { client_id: clientId, scope: 'openid profile offline_access' }),
      {},
      as(clientId),
    )
  ).json;

describe('RFC 9700 §4.14.2: rotation', () => {
  it('answers a repeat within ten seconds with the same successor, however often', async () => {
    const first = await tokens(world);
    const second = await refresh(world, first['refresh_token']);
    world.clock.advance(9);
    for (let count = 0; count < 3; count++) {
      expect((await refresh(world, first['refresh_token'])).json['refresh_token']).toBe(
        second.json['refresh_token'],
      );
    }
    expect((await refresh(world, second.json['refresh_token'])).status).toBe(200);
  });

  it('takes a repeat after ten seconds for theft, and ends the whole authorization', async () => {
    const first = await tokens(world);
    const second = await refresh(world, first['refresh_token']);
    world.clock.advance(10);
    expect((await refresh(world, first['refresh_token'])).json['error']).toBe('invalid_grant');
    expect((await refresh(world, second.json['refresh_token'])).json['error']).toBe('invalid_grant');
    expect((await userinfo(world, second.json['access_token'])).status).toBe(401);
    expect((await userinfo(world, first['access_token'])).status).toBe(401);
  });

  it('takes an older generation for theft at once', async () => {
    const first = await tokens(world);
    const second = await refresh(world, first['refresh_token']);
    const third = await refresh(world, second.json['refresh_token']);
    expect((await refresh(world, first['refresh_token'])).json['error']).toBe('invalid_grant');
    expect((await refresh(world, third.json['refresh_token'])).json['error']).toBe('invalid_grant');
  });

  it('with an interval of 0 takes every repeat for theft, in the same second too', async () => {
    const first = await tokensOf('strict');
    const second = await refresh(world, first['refresh_token'], {}, as('strict'));
    expect(second.status).toBe(200);
    expect((await refresh(world, first['refresh_token'], {}, as('strict'))).json['error']).toBe(
      'invalid_grant',
    );
    expect((await refresh(world, second.json['refresh_token'], {}, as('strict'))).json['error']).toBe(
      'invalid_grant',
    );
  });

  it('can be switched off for a confidential client: the same token again and again', async () => {
    const first = await tokensOf('fixed');
    for (let count = 0; count < 3; count++) {
      world.clock.advance(60);
      const { json } = await refresh(world, first['refresh_token'], {}, as('fixed'));
      expect(json['refresh_token']).toBe(first['refresh_token']);
      expect((await userinfo(world, json['access_token'])).status).toBe(200);
    }
  });

  it.each([
    ['opaque', /^[\w-]{71,}$/],
    ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ])('works with access tokens that are %s, told by introspection', async (clientId, form) => {
    const first = await tokensOf(clientId);
    expect(first['access_token']).toMatch(form);
    const { json } = await refresh(world, first['refresh_token'], {}, as(clientId));
    expect(json['access_token']).toMatch(form);
    expect(json['access_token']).not.toBe(first['access_token']);
    expect((await introspect(world, json['access_token'], as(clientId))).json).toMatchObject({
      active: true,
      scope: 'openid profile offline_access',
    });
    await revoke(world, json['access_token'], as(clientId));
    for (const token of [first['access_token'], json['access_token']])
      expect((await introspect(world, token, as(clientId))).json).toEqual({ active: false });
    expect((await refresh(world, json['refresh_token'], {}, as(clientId))).json['error']).toBe(
      'invalid_grant',
    );
  });

  it('survives a restart: the token works, and the one before it does not come back', async () => {
    const first = await tokens(world);
    const second = await refresh(world, first['refresh_token']);
    world.clock.advance(60);
    await world.restart();
    expect((await refresh(world, second.json['refresh_token'])).status).toBe(200);
    expect((await refresh(world, first['refresh_token'])).json['error']).toBe('invalid_grant');
  });
});

describe('RFC 6749 §6: limits', () => {
  it('narrows the scope, for this access token only', async () => {
    const first = await tokens(world);
    const narrow = await refresh(world, first['refresh_token'], { scope: 'openid' });
    expect(narrow.json['scope']).toBe('openid');
    expect(claimsOf(narrow.json['access_token'])['scope']).toBe('openid');
    const whole = await refresh(world, narrow.json['refresh_token']);
    expect(whole.json['scope']).toBe('openid profile email offline_access');
  });

  it('refuses more than was granted, and the token survives that', async () => {
    const first = await tokens(world, 'openid offline_access');
    expect((await refresh(world, first['refresh_token'], { scope: 'openid phone' })).json['error']).toBe(
      'invalid_scope',
    );
    expect((await refresh(world, first['refresh_token'])).status).toBe(200);
  });

  it('belongs to its client: another one gets nothing, and the owner loses nothing', async () => {
    const first = await tokens(world);
    expect((await refresh(world, first['refresh_token'], {}, as('opaque'))).json['error']).toBe(
      'invalid_grant',
    );
    expect((await refresh(world, first['refresh_token'])).status).toBe(200);
  });

  it('ends after fourteen days without use, and after thirty days in all', async () => {
    const idle = await tokens(world);
    world.clock.advance(14 * 86_400);
    expect((await refresh(world, idle['refresh_token'])).json['error']).toBe('invalid_grant');
    let { json } = await refresh(world, (await tokens(world))['refresh_token']);
    for (let day = 0; day < 29; day += 13) {
      world.clock.advance((day === 26 ? 3 : 13) * 86_400 - 1);
      ({ json } = await refresh(world, json['refresh_token']));
      expect(json['refresh_token']).toBeTypeOf('string');
    }
    world.clock.advance(86_400 + 3);
    expect((await refresh(world, json['refresh_token'])).json['error']).toBe('invalid_grant');
  });

  it('is told by introspection to end as early as it does (RFC 7662 §2.2)', async () => {
    const { refresh_token: idle } = await tokens(world);
    const endsAt = world.clock.now() + 14 * 86_400;
    expect((await introspect(world, idle)).json).toMatchObject({ active: true, exp: endsAt });
    world.clock.advance(14 * 86_400);
    expect((await introspect(world, idle)).json).toEqual({ active: false });
  });

  it('a refresh token handed in as a code names the right call', async () => {
    const first = await tokens(world);
    const { status, json } = await redeem(world, String(first['refresh_token']));
    expect(status).toBe(400);
    expect(json['error']).toBe('invalid_grant');
    expect(json['error_description']).toContain('getNewAccessTokenByRefreshToken');
  });
});
