/** End-users whom the configuration file declares: what a changed declaration ends, and what becomes of one that is taken out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Administrator, firstAdministrator } from '../testkit/administrator.ts';
import { enrolApp } from '../testkit/authenticator-app.ts';
import { Browser } from '../testkit/browser.ts';
import { defaultPool } from '../testkit/messages.ts';
import { authorizationUrl, type Credentials, refresh, signIn, tokens } from '../testkit/relying-party.ts';
import { alice, bob, createWorld, type World } from '../testkit/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Alice in a browser, with a refresh token. */
async function signedIn() {
  const browser = new Browser();
  await signIn(world, browser);
  const set = await tokens(world, 'openid offline_access', browser);
  return async () => ({
    session: (await browser.get(authorizationUrl(world, { prompt: 'none' }))).location?.includes('code='),
    refresh: (await refresh(world, set['refresh_token'])).status,
  });
}

const canSignIn = async (who: Credentials) =>
  (await signIn(world, new Browser(), {}, who)).location?.includes('code=') ?? false;
const find = (username: string) => world.storage.users.findByIdentifier(defaultPool, username);

describe('a declared user', () => {
  it('is signed out everywhere by another password, and nothing granted to applications goes on', async () => {
    const left = await signedIn();
    const password = 'the file says another one now';
    await world.restart({ users: [{ ...alice, password }, bob] });
    expect(await left()).toEqual({ session: false, refresh: 400 });
    expect([await canSignIn(alice), await canSignIn({ ...alice, password })]).toEqual([false, true]);
  });

  it('stays signed in where anything else is changed', async () => {
    const left = await signedIn();
    const { passwordHash } = (await find('alice')) ?? {};
    await world.restart({ users: [{ ...alice, name: 'Alice Married' }, bob] });
    expect(await find('alice')).toMatchObject({ displayName: 'Alice Married', passwordHash });
    expect(await left()).toEqual({ session: true, refresh: 200 });
  });

  it('may get another username, and another identifier before it, and is the same', async () => {
    const { id } = (await find('alice')) ?? {};
    await world.restart({ users: [{ ...alice, username: 'alicia' }, bob] });
    expect([(await find('alicia'))?.id, await find('alice')]).toEqual([id, undefined]);
    const { username: _, ...nameless } = alice;
    await world.restart({ users: [nameless, bob] });
    expect((await find(alice.email))?.id).toBe(id);
    await world.restart({ users: [alice, bob] });
    expect((await find('alice'))?.id).toBe(id);
  });

  it('takes no identifier of another whom the file declares', async () => {
    const thief = { ...bob, username: 'thief', email: alice.email };
    await expect(world.restart({ users: [alice, bob, thief] })).rejects.toThrow('belongs to another user');
    await world.restart({ users: [alice, bob] });
    expect(await canSignIn(alice)).toBe(true);
  });

  it('has nothing of one who had signed up under that name before', async () => {
    const squatter = {
      id: 'squatter',
      identifiers: [{ kind: 'username', value: 'dora' }] as const,
      passwordHash: (await find('bob'))?.passwordHash,
      claims: {},
      managedBy: 'self' as const,
    };
    await world.storage.users.create(defaultPool, squatter, world.clock.now());
    await enrolApp(world, 'dora');
    const key = { credentialId: 'a2V5', publicKey: 'a2V5', counter: 0, transports: [], name: '' };
    const passkey = { ...key, userId: 'squatter', createdAt: world.clock.now() };
    await world.storage.credentials.addPasskey(defaultPool, passkey, { secretsVersion: 1 });
    const dora = { username: 'dora', password: 'dora is meant by the file' };
    await world.restart({ users: [alice, bob, dora] });
    const none = { totp: undefined, recoveryCodes: 0, passkeys: [] };
    expect(await world.storage.credentials.of(defaultPool, 'squatter')).toEqual(none);
    expect([await canSignIn({ ...dora, password: bob.password }), await canSignIn(dora)]).toEqual([
      false,
      true,
    ]);
  });
});

describe('a user whom the file declares no longer', () => {
  let root: Administrator;
  beforeEach(async () => {
    root = await firstAdministrator(world);
  });
  const path = async () => `/pools/default/users/${(await find('bob'))?.id}`;

  it('signs in as before, and is the console’s to change and to remove', async () => {
    const declared = await root.call('GET', await path());
    expect((await root.call('DELETE', await path(), { etag: declared.etag })).json['detail']).toContain(
      'out of the file',
    );
    await world.restart({ users: [alice] });
    expect(await canSignIn(bob)).toBe(true);
    const released = await root.call('GET', await path());
    expect(released.json['managed_by']).toBe('console');
    const renamed = await root.call('PATCH', await path(), { body: { name: 'Bob' }, etag: released.etag });
    expect(renamed.status).toBe(200);
    await world.restart({ users: [alice, bob] });
    expect((await root.call('GET', await path())).json).toMatchObject({
      managed_by: 'file',
      name: bob.name,
    });
    await world.restart({ users: [alice] });
    const { etag } = await root.call('GET', await path());
    expect((await root.call('DELETE', await path(), { etag })).status).toBe(204);
    expect(await canSignIn(bob)).toBe(false);
  });
});
