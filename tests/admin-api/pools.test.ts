/** User pools made while the server runs: who may, what they are called, and that everything works in them at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Administrator,
  root as first,
  firstAdministrator,
  signInAdministrator,
} from '../testkit/administrator.ts';
import { basic, freshCode, redeem, userinfo } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

let world: World;
let root: Administrator;
beforeAll(async () => {
  world = await createWorld();
  root = await firstAdministrator(world);
});
afterAll(() => world.close());

const eve = { username: 'eve', password: 'a password for this pool' };

/** A pool with an application and a user, all made at the API. */
async function makePool(name: string) {
  const made = await root.call('POST', '/pools', { body: { name } });
  expect(made.status, made.text).toBe(201);
  const { client_secret: _, ...application } = web;
  const app = await root.call('POST', `/pools/${name}/applications`, { body: application });
  expect(app.status, app.text).toBe(201);
  expect((await root.call('POST', `/pools/${name}/users`, { body: eve })).status).toBe(201);
  const place = { origin: world.origin, issuer: `${world.origin}/${name}/oidc` };
  return { made, place, authentication: basic('web', String(app.json['client_secret'])) };
}

describe('a pool that is made at the API', () => {
  it('signs somebody in at once, and again after a restart', async () => {
    const issuer = `${world.origin}/staff/oidc`;
    expect((await fetch(`${issuer}/.well-known/openid-configuration`)).status).toBe(404);
    const { made, place, authentication } = await makePool('staff');
    expect([made.json, made.headers.get('location')]).toEqual([
      { name: 'staff', issuer, managed_by: 'console' },
      '/admin/v1/pools/staff',
    ]);
    const signsIn = async () => {
      const code = await freshCode(place, {}, undefined, eve);
      const { json } = await redeem(place, code, {}, authentication);
      return (await userinfo(place, json['access_token'])).status;
    };
    expect(await signsIn()).toBe(200);
    await world.restart();
    expect(await signsIn()).toBe(200);
    expect((await root.call('GET', '/pools/staff')).json).toEqual(made.json);
  });

  it('has keys of its own that are rotated, kept and reported with all others', async () => {
    await makePool('keyed');
    const keys = async () => (await root.call('GET', '/pools/keyed/keys')).json['items'];
    expect(await keys()).toHaveLength(4);
    await world.rotateKeys();
    expect(await keys()).toHaveLength(8);
    world.clock.advance(86_400 * 2);
    await world.maintain();
    root = await signInAdministrator(world, first);
    expect(await keys()).toContainEqual(expect.objectContaining({ state: 'retired' }));
  });

  it('is listed, and its making is in its audit trail', async () => {
    await root.call('POST', '/pools', { body: { name: 'audited' } });
    const { items } = (await root.call('GET', '/pools')).json;
    expect(items).toContainEqual(expect.objectContaining({ name: 'audited', managed_by: 'console' }));
    expect(items).toContainEqual(expect.objectContaining({ name: 'administrators', managed_by: 'server' }));
    expect(items).toContainEqual(expect.objectContaining({ name: 'default', managed_by: 'file' }));
    await root.call('PUT', '/pools/audited/settings', { body: {}, etag: '"0"' });
    await settled(world);
    const events = (await root.call('GET', '/pools/audited/audit-events?type=pool.created')).json['items'];
    expect(events).toEqual([expect.objectContaining({ actor_id: root.id, reason: 'audited' })]);
  });

  it('is made once, however many ask', async () => {
    const ask = () => root.call('POST', '/pools', { body: { name: 'wanted' } });
    const statuses = (await Promise.all(Array.from({ length: 8 }, ask))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    const again = await ask();
    expect(again.json).toMatchObject({ status: 409, type: `${world.origin}/errors/admin-exists` });
    for (const name of ['default', 'administrators'])
      expect((await root.call('POST', '/pools', { body: { name } })).status).toBe(409);
  });

  it('is not called what the server calls its own pages, nor what cannot stand in a path', async () => {
    const wrong = ['admin', 'console', 'oidc', 'login', 'u', '', 'Upper', '-a', 'a/b', 'a'.repeat(41), '..'];
    for (const name of wrong) {
      const { status, json } = await root.call('POST', '/pools', { body: { name } });
      expect([name, status, Object(json)['errors']?.[0]?.member]).toEqual([name, 400, 'name']);
    }
    expect((await fetch(`${world.origin}/login`, { redirect: 'manual' })).status).toBeLessThan(400);
  });
});
