/** Invitations at the admin API: to whom they go, what is listed, and what is noted of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { poolOf } from '../security/invariants.ts';
import { type Administrator, firstAdministrator } from '../testkit/administrator.ts';
import { invite } from '../testkit/invitation.ts';
import { settled } from '../testkit/settled.ts';
import { alice, createWorld, type World } from '../testkit/world.ts';

let world: World;
let owner: Administrator;
beforeAll(async () => {
  world = await createWorld({
    pool: { branding: { name: 'Kiosk', default_language: 'de' } },
    pools: [{ name: 'phones' }],
  });
  owner = await firstAdministrator(world);
});
afterAll(() => world.close());

const path = '/pools/default/invitations';
let made = 0;
const guest = () => `guest${++made}@example.org`;

it('is sent in the language and the name of the pool, or in the language that was asked for', async () => {
  const email = guest();
  const { id } = await invite(world, owner, { email, name: 'Grace' });
  const expiresAt = world.clock.now() + 7 * 86_400;
  const to = { channel: 'email', address: email };
  expect(world.messages.at(-1)).toMatchObject({ to, locale: 'de', senderName: 'Kiosk', expiresAt });
  await invite(world, owner, { email: guest(), locale: 'fr' });
  expect(world.messages.at(-1)).toMatchObject({ locale: 'fr' });
  const { json } = await owner.call('GET', path);
  expect(json['items']).toContainEqual({
    ...{ id, email, name: 'Grace', locale: 'de', invited_by: owner.id },
    ...{ created_at: world.clock.now(), expires_at: expiresAt, standing: 'good' },
  });
});

it('is refused where one to the address waits, or the address is a user’s', async () => {
  const email = guest();
  await invite(world, owner, { email });
  for (const taken of [email, email.toUpperCase(), alice.email])
    expect((await owner.call('POST', path, { body: { email: taken } })).status).toBe(409);
});

it('goes to one plain address only', async () => {
  for (const email of [
    'a@x.test\r\nBcc: b@y.test',
    'a@x.test,b@y.test',
    'Alice <a@x.test>',
    '+4420794600',
    'a',
  ])
    expect((await owner.call('POST', '/pools/default/invitations', { body: { email } })).status, email).toBe(
      400,
    );
});

it.each([
  [['phone_code'], 409],
  [['passkey', 'phone_code'], 409],
  [['phone_code', 'email_code'], 201],
  [['password', 'phone_code'], 201],
])('is refused where nobody signs in by e-mail: %j is answered %i', async (methods, status) => {
  const settings = '/pools/phones/settings';
  const sign = async (names: readonly string[]) => {
    const { etag } = await owner.call('GET', settings);
    const written = { body: { sign_in: { methods: names } }, etag };
    expect((await owner.call('PUT', settings, written)).status).toBe(200);
  };
  const phones = '/pools/phones/invitations';
  await sign(['email_code']);
  const { id } = await invite(world, owner, { email: guest() }, 'phones');
  await sign(methods);
  const sent = world.messages.length;
  const first = await owner.call('POST', phones, { body: { email: guest() } });
  const again = await owner.call('POST', `${phones}/${id}/resend`);
  expect([first.status, again.status]).toEqual([status, status === 201 ? 200 : 409]);
  if (status === 201) return;
  for (const { json } of [first, again])
    expect(json).toMatchObject({
      type: `${world.origin}/errors/admin-invitation`,
      detail: expect.stringContaining('add password or email_code to its sign-in methods'),
    });
  expect(world.messages).toHaveLength(sent);
});

it('what an administrator does with it is in the audit trail', async () => {
  world.clock.advance(60);
  const since = world.clock.now();
  const { id } = await invite(world, owner, { email: guest() });
  await owner.call('POST', `/pools/default/invitations/${id}/resend`);
  const second = await invite(world, owner, { email: guest() });
  await owner.call('DELETE', `/pools/default/invitations/${second.id}`);
  // What is noted without waiting is written before what is written after it.
  await settled(world);
  const { events } = await world.storage.audit.list(poolOf('default'), { limit: 100 });
  const ours = events.filter(({ type, happenedAt }) => happenedAt >= since && type.startsWith('invitation.'));
  expect(ours.map(({ type, outcome, reason = '' }) => `${type} ${outcome} ${reason}`).sort()).toEqual(
    [
      `invitation.created done ${id}`,
      `invitation.created done ${second.id}`,
      `invitation.resent done ${id}`,
      `invitation.revoked done ${second.id}`,
    ].sort(),
  );
});
