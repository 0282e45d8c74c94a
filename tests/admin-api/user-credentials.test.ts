/** What an administrator sees of a user's second factor and passkeys, and takes away. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Administrator, firstAdministrator } from '../testkit/administrator.ts';
import { enrolApp } from '../testkit/authenticator-app.ts';
import { Browser } from '../testkit/browser.ts';
import { defaultPool } from '../testkit/messages.ts';
import { redeem, refresh, responseOf, signIn } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { createWorld, type World } from '../testkit/world.ts';

const dora = {
  username: 'dora',
  password: 'a password of her own',
  email: 'dora@example.org',
  email_verified: true,
  locale: 'de-CH',
};

let world: World;
let root: Administrator;
let path = '';
beforeAll(async () => {
  world = await createWorld({ pool: { branding: { name: 'Kiosk' } } });
  root = await firstAdministrator(world);
  const { json } = await root.call('POST', '/pools/default/users', { body: dora });
  path = `/pools/default/users/${String(json['id'])}`;
});
afterAll(() => world.close());

const userId = () => path.slice(path.lastIndexOf('/') + 1);

const entries = async (): Promise<readonly unknown[]> => {
  const { items } = (await root.call('GET', `${path}/credentials`)).json;
  return Array.isArray(items) ? items : [];
};

async function addPasskey(credentialId: string): Promise<void> {
  const { storage, clock } = world;
  const key = { credentialId, publicKey: 'a2V5', counter: 0, transports: [], name: 'Telephone' };
  const passkey = { ...key, userId: userId(), createdAt: clock.now() };
  const { secretsVersion = 0 } = (await storage.users.find(defaultPool, userId())) ?? {};
  await storage.credentials.addPasskey(defaultPool, passkey, { secretsVersion });
}

it('lists each with when it was made and used, and nothing that is secret', async () => {
  await addPasskey('cGFzc2tleQ');
  const { recoveryCodes } = await enrolApp(world, 'dora');
  const now = world.clock.now();
  expect(await entries()).toEqual([
    {
      kind: 'authenticator',
      created_at: now - 60,
      last_used_at: Math.floor((now - 60) / 30) * 30,
      recovery_codes: recoveryCodes.length,
    },
    { kind: 'passkey', id: 'cGFzc2tleQ', name: 'Telephone', created_at: now },
  ]);
  await world.storage.credentials.usePasskey(defaultPool, 'cGFzc2tleQ', 0, now + 5);
  expect((await entries())[1]).toMatchObject({ last_used_at: now + 5 });
});

it('removes the authenticator app: sessions end, the password alone signs in, the trail and the user are told', async () => {
  const app = await enrolApp(world, 'dora');
  const browser = new Browser();
  const asked = await signIn(world, browser, { scope: 'openid offline_access' }, dora);
  expect(asked.body).toContain('One more step');
  await browser.submit(asked, { code: app.code() });
  expect((await root.call('GET', `${path}/sessions`)).json['items']).toHaveLength(1);
  expect((await root.call('DELETE', `${path}/authenticator`)).status).toBe(204);
  expect((await root.call('GET', `${path}/sessions`)).json['items']).toHaveLength(0);
  expect(await entries()).toHaveLength(1);
  expect((await root.call('DELETE', `${path}/authenticator`)).status).toBe(404);
  expect((await signIn(world, new Browser(), {}, dora)).location).toContain('code=');
  await expect
    .poll(() => world.messages.at(-1))
    .toMatchObject({
      to: { channel: 'email', address: dora.email },
      tidings: { kind: 'second_factor_removed' },
      locale: 'de',
      senderName: 'Kiosk',
    });
  await settled(world);
  const trail = await root.call('GET', '/pools/default/audit-events?type=second_factor.removed');
  expect(trail.json['items']).toMatchObject([{ user_id: userId(), actor_id: root.id, outcome: 'done' }]);
});

it('removes one passkey of this user, and what was granted stops working', async () => {
  await addPasskey('YW5vdGhlcg');
  const page = await signIn(world, new Browser(), { scope: 'openid offline_access' }, dora);
  const issued = (await redeem(world, responseOf(page).get('code') ?? '')).json;
  const { items } = (await root.call('GET', '/pools/default/users?search=alice')).json;
  const [alice] = Array.isArray(items) ? items : [];
  expect((await root.call('DELETE', `/pools/default/users/${alice.id}/passkeys/YW5vdGhlcg`)).status).toBe(
    404,
  );
  expect((await root.call('DELETE', `${path}/passkeys/YW5vdGhlcg`)).status).toBe(204);
  expect(await entries()).toMatchObject([{ id: 'cGFzc2tleQ' }]);
  expect((await refresh(world, issued['refresh_token'])).status).toBe(400);
  await expect.poll(() => world.messages.at(-1)?.tidings.kind).toBe('passkey_removed');
});
