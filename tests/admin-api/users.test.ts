/** Users and administrators by the admin API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Administrator,
  firstAdministrator,
  root as rootUser,
  signInAdministrator,
} from '../testkit/administrator.ts';
import { Browser } from '../testkit/browser.ts';
import { post, redeem, refresh, signIn, tokens, userinfo } from '../testkit/relying-party.ts';
import { alice, createWorld, type World } from '../testkit/world.ts';

let world: World;
let root: Administrator;
beforeAll(async () => {
  world = await createWorld();
  root = await firstAdministrator(world);
});
afterAll(() => world.close());

const list = '/pools/default/users';
const password = 'a password of their own';

async function created(body: object): Promise<{ id: string; path: string; etag: string }> {
  const { json, etag, status } = await root.call('POST', list, { body });
  expect([status, json]).toEqual([201, json]);
  return { id: String(json['id']), path: `${list}/${String(json['id'])}`, etag };
}

const search = async (text: string) => {
  const { items } = (await root.call('GET', `${list}?search=${encodeURIComponent(text)}`)).json;
  return Array.isArray(items) ? items.map(({ username, email }) => username ?? email) : [];
};

const canSignIn = async (username: string, secret: string): Promise<boolean> =>
  (await signIn(world, new Browser(), {}, { username, password: secret })).location?.includes('code=') ??
  false;

describe('a user of the admin API', () => {
  it('is created, found by what they are called, changed by version, and forgotten', async () => {
    const body = {
      username: 'Zora',
      email: 'zora@example.org',
      name: 'Zora Quill',
      password,
      custom_data: { aws: 'demo' },
    };
    const { path, etag } = await created(body);
    const read = await root.call('GET', path);
    const { password: _, ...shown } = body;
    expect(read.json).toMatchObject({ ...shown, locked: false, has_password: true, managed_by: 'console' });
    expect(read.text).not.toContain('argon2');
    expect(await canSignIn('zora', password)).toBe(true);
    expect([await search('ZOR'), await search('quil'), await search('zora@ex'), await search('ora')]).toEqual(
      [['Zora'], ['Zora'], ['Zora'], []],
    );
    const changed = await root.call('PATCH', path, {
      body: { name: null, nickname: 'Z', custom_data: { tier: 1 } },
      etag,
    });
    expect(changed.json).toMatchObject({ nickname: 'Z', custom_data: { aws: 'demo', tier: 1 } });
    expect(changed.json).not.toHaveProperty('name');
    expect((await root.call('PATCH', path, { body: {}, etag })).status).toBe(412);
    expect(await canSignIn('zora', password)).toBe(true);
    expect((await root.call('DELETE', path, { etag: changed.etag })).status).toBe(204);
    expect((await root.call('GET', path)).status).toBe(404);
    expect(await canSignIn('zora', password)).toBe(false);
  });

  it.each([
    'role',
    'id',
    'sub',
    'locked',
    'managed_by',
    'created_at',
    'updated_at',
    'password_hash',
    'password',
    'pool',
    'owner',
    '__proto__',
  ])('is not changed by a request that writes %s', async member => {
    const { path, etag } = await created({ username: `mass-${member.replaceAll('_', '')}`, password });
    const response = await fetch(`${world.origin}/admin/v1${path}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${root.token}`,
        'content-type': 'application/json',
        'if-match': etag,
      },
      body: `{"name":"changed","${member}":"owner"}`,
    });
    expect(response.status).toBe(400);
    expect((await root.call('GET', path)).etag).toBe(etag);
  });

  it('cannot have what identifies another, nor be one whom the file declares', async () => {
    const { path, etag } = await created({ username: 'taken-one', password });
    const taken = await root.call('PATCH', path, { body: { email: alice.email }, etag });
    expect(taken.json).toMatchObject({ status: 409, type: `${world.origin}/errors/admin-exists` });
    expect((await root.call('POST', list, { body: { username: 'ALICE' } })).status).toBe(409);
    const { items } = (await root.call('GET', `${list}?search=alice`)).json;
    const [declared] = Array.isArray(items) ? items : [];
    const read = await root.call('GET', `${list}/${declared.id}`);
    const change = await root.call('PATCH', `${list}/${declared.id}`, {
      body: { name: 'x' },
      etag: read.etag,
    });
    expect(change.json).toMatchObject({ status: 409, type: `${world.origin}/errors/admin-managed` });
  });

  it('is locked at once: sessions, refresh tokens and access tokens end, and nothing returns with the unlocking', async () => {
    const { path } = await created({ username: 'locked', password });
    const browser = new Browser();
    const who = { username: 'locked', password };
    const page = await signIn(world, browser, { scope: 'openid offline_access' }, who);
    const { json } = await redeem(world, new URL(page.location ?? '').searchParams.get('code') ?? '');
    expect((await root.call('GET', `${path}/sessions`)).json['items']).toHaveLength(1);
    expect((await root.call('POST', `${path}/lock`)).json).toMatchObject({ locked: true });
    expect((await userinfo(world, json['access_token'])).status).toBe(401);
    expect((await refresh(world, json['refresh_token'])).status).toBe(400);
    expect((await browser.get(page.url)).location ?? '').not.toContain('code=');
    expect(await canSignIn('locked', password)).toBe(false);
    await root.call('POST', `${path}/unlock`);
    expect((await refresh(world, json['refresh_token'])).status).toBe(400);
    expect(await canSignIn('locked', password)).toBe(true);
  });

  it('gets another password, and what the old one began has ended', async () => {
    const { path } = await created({ username: 'forgetful', password });
    const reset = await root.call('POST', `${path}/reset-password`, { body: {} });
    const made = String(reset.json['password']);
    expect(made).toMatch(/^[\w-]{20}$/);
    expect([await canSignIn('forgetful', password), await canSignIn('forgetful', made)]).toEqual([
      false,
      true,
    ]);
    expect((await root.call('POST', `${path}/reset-password`, { body: { password: 'short' } })).status).toBe(
      400,
    );
  });

  it('is told at an address of theirs of another password, and at the former one of another address (ASVS 5 §6.3.7)', async () => {
    const email = 'told@example.org';
    const { path } = await created({ username: 'told', email, email_verified: true, locale: 'de', password });
    const told = () =>
      world.messages.filter(({ to }) => to.address === email).map(({ tidings }) => tidings.kind);
    await root.call('POST', `${path}/reset-password`, { body: {} });
    await expect.poll(told).toEqual(['password_changed']);
    expect(world.messages.at(-1)?.locale).toBe('de');
    const patch = async (body: object) => {
      const { etag } = await root.call('GET', path);
      expect((await root.call('PATCH', path, { body, etag })).status).toBe(200);
    };
    await patch({ name: 'Told', username: 'told-again' });
    await patch({ phone: '+41441112299' });
    await expect.poll(told).toEqual(['password_changed', 'address_changed']);
    await patch({ email: 'other@example.org' });
    await expect.poll(told).toEqual(['password_changed', 'address_changed', 'address_changed']);
  });

  it('need not wait after wrong passwords once these are forgotten', async () => {
    const { path } = await created({ username: 'clumsy', password });
    for (let wrong = 0; wrong < 11; wrong++) await canSignIn('clumsy', 'not the password');
    expect(await canSignIn('clumsy', password)).toBe(false);
    expect((await root.call('POST', `${path}/unlock-attempts`)).status).toBe(204);
    expect(await canSignIn('clumsy', password)).toBe(true);
  });

  it('has sessions and authorizations that end one by one', async () => {
    const issued = await tokens(world);
    const { items } = (await root.call('GET', `${list}?search=alice`)).json;
    const path = `${list}/${(Array.isArray(items) ? items : [])[0].id}`;
    const entries = async (what: string) => {
      const found = (await root.call('GET', `${path}/${what}`)).json['items'];
      return Array.isArray(found) ? found : [];
    };
    const [granted] = await entries('authorizations');
    expect(granted).toMatchObject({ client_id: 'web', offline: true });
    expect((await root.call('DELETE', `${path}/authorizations/${granted.id}`)).status).toBe(204);
    expect((await refresh(world, issued['refresh_token'])).status).toBe(400);
    const [session] = await entries('sessions');
    expect((await root.call('DELETE', `${path}/sessions/${session.sid}`)).status).toBe(204);
    expect((await entries('sessions')).map(({ sid }) => sid)).not.toContain(session.sid);
    expect((await root.call('DELETE', `${path}/sessions/${session.sid}`)).status).toBe(404);
  });
});

describe('an administrator', () => {
  it('is never the last owner who goes, steps down, or is locked', async () => {
    const path = `/administrators/${root.id}`;
    const { etag } = await root.call('GET', path);
    const refused = [
      await root.call('PATCH', path, { body: { role: 'auditor' }, etag }),
      await root.call('DELETE', path, { etag }),
      await root.call('POST', `/pools/administrators/users/${root.id}/lock`),
      await root.call('DELETE', `/pools/administrators/users/${root.id}`, { etag }),
    ];
    for (const { json } of refused)
      expect(json).toMatchObject({ status: 409, type: `${world.origin}/errors/admin-last-owner` });
    expect((await root.call('GET', '/me')).json).toMatchObject({ role: 'owner' });
  });

  it('is made with a password that is shown once, and cannot make themselves more than they are', async () => {
    const made = await root.call('POST', '/administrators', {
      body: { username: 'adele', role: 'administrator' },
    });
    expect(made.json).toMatchObject({
      role: 'administrator',
      username: 'adele',
      password: expect.any(String),
    });
    const adele = await signInAdministrator(world, {
      username: 'adele',
      password: String(made.json['password']),
    });
    const own = `/administrators/${adele.id}`;
    for (const [method, path] of [
      ['PATCH', own],
      ['GET', '/administrators'],
      ['PATCH', `/pools${own.replace('s/', 's/users/')}`],
    ] as const)
      expect(
        (
          await adele.call(method, path, {
            etag: made.etag,
            ...(method === 'PATCH' && { body: { role: 'owner' } }),
          })
        ).status,
      ).toBe(403);
    expect((await root.call('GET', own)).text).not.toContain(String(made.json['password']));
  });

  it('keeps the console: nobody registers or changes it', async () => {
    const body = {
      client_id: 'console',
      redirect_uris: ['https://evil.test/'],
      token_endpoint_auth_method: 'none',
    };
    expect((await root.call('POST', '/pools/administrators/applications', { body })).status).toBe(409);
    expect((await root.call('GET', '/pools/administrators/applications/console')).status).toBe(404);
    const { json } = await post(`${world.origin}/administrators/oidc/token`, {
      grant_type: 'password',
      client_id: 'console',
      ...rootUser,
    });
    expect(json).toMatchObject({ error: 'unauthorized_client' });
  });
});
