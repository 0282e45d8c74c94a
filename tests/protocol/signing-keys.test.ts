/** Signing keys through their lives: no cached key set ever fails — OIDC Core §10.1.1. */
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerOf, tokens, userinfo } from '../testkit/relying-party.ts';
import { createWorld, type World } from '../testkit/world.ts';

const day = 86_400;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const keySet = async () =>
  (await (await fetch(`${world.issuer}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
const kidsOf = (set: JSONWebKeySet, alg = 'RS256') =>
  set.keys.filter(key => key.alg === alg).map(key => key.kid);
const verifiesWith = (set: JSONWebKeySet, token: unknown) =>
  jwtVerify(String(token), createLocalJWKSet(set), { currentDate: new Date(world.clock.now() * 1000) }).then(
    () => true,
  );

describe('rotation', () => {
  it('announces by command, signs a day later, keeps verifying what is out, and forgets in the end', async () => {
    const before = await keySet();
    const [first] = kidsOf(before);
    const old = await tokens(world, 'openid');
    await world.rotateKeys();
    const announced = await keySet();
    expect(kidsOf(announced)).toHaveLength(2);
    expect(kidsOf(announced)[0]).toBe(first);
    expect(headerOf((await tokens(world, 'openid'))['id_token'])['kid']).toBe(first);

    world.clock.advance(day - 1);
    await world.maintain();
    const early = await tokens(world, 'openid');
    expect(headerOf(early['id_token'])['kid']).toBe(first);
    world.clock.advance(1);
    await world.maintain();
    const late = await tokens(world, 'openid');
    const second = headerOf(late['id_token'])['kid'];
    expect(second).not.toBe(first);
    expect(kidsOf(await keySet())).toEqual([second, first]);
    expect(await verifiesWith(announced, late['id_token'])).toBe(true);
    expect(await verifiesWith(await keySet(), early['id_token'])).toBe(true);
    expect((await userinfo(world, early['access_token'])).status).toBe(200);
    expect(await verifiesWith(before, old['id_token']).catch(() => 'expired')).toBe('expired');

    world.clock.advance(2 * day);
    await world.maintain();
    expect(kidsOf(await keySet())).toEqual([second]);
  });

  it('goes by itself after ninety days, and survives a restart at every stage', async () => {
    const [active] = kidsOf(await keySet());
    world.clock.advance(89 * day);
    await world.maintain();
    await world.maintain();
    expect(kidsOf(await keySet())).toHaveLength(2);
    await world.restart();
    expect(kidsOf(await keySet())[0]).toBe(active);
    world.clock.advance(day);
    await world.maintain();
    const [next] = kidsOf(await keySet());
    expect(next).not.toBe(active);
    await world.restart();
    expect(headerOf((await tokens(world, 'openid'))['id_token'])['kid']).toBe(next);
  });
});
