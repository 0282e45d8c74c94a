/** A new password for one who lost theirs — OWASP ASVS 5 §6.4. */
import { afterAll, beforeEach, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { errorsOf, hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import { authorizationUrl, refresh, tokens } from '../testkit/relying-party.ts';
import { alice, createWorld, type World } from '../testkit/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await createWorld();
});
afterAll(() => world.close());

const chosen = 'a new password of mine';

/** At the page of the new password. */
async function proven(identifier: string = alice.email) {
  const flow = hostedFlow(world, new Browser());
  const login = await flow.open();
  const code = await flow.submit(await flow.go(login, '/recover'), { identifier });
  return { flow, page: await flow.submit(code, { code: await world.codeFor(alice.email) }) };
}

it('leads from the address by the code to the password, and back to sign in', async () => {
  const { flow, page } = await proven();
  expect(titleOf(page)).toBe('Choose a new password');
  const short = await flow.submit(page, { password: 'short' });
  expect([short.status, errorsOf(short)[0]]).toEqual([400, expect.stringContaining('at least 12')]);
  expect(errorsOf(await flow.submit(page, { password: '' }))[0]).toBe('Choose a password.');
  const login = await flow.submit(page, { password: chosen });
  expect(login.body).toContain('Your password has been changed');
  const old = await flow.submit(login, { identifier: 'alice', password: alice.password });
  expect([old.status, old.location]).toEqual([400, undefined]);
  expect((await flow.submit(login, { identifier: 'alice', password: chosen })).location).toContain('code=');
});

it('ends every session and every grant of the user, and tells them', async () => {
  const browser = new Browser();
  const set = await tokens(world, 'openid offline_access', browser);
  expect((await browser.get(authorizationUrl(world, { prompt: 'none' }))).location).toContain('code=');
  const { flow, page } = await proven();
  await flow.submit(page, { password: chosen });
  expect((await browser.get(authorizationUrl(world, { prompt: 'none' }))).location).toContain(
    'error=login_required',
  );
  expect((await refresh(world, set['refresh_token'])).json['error']).toBe('invalid_grant');
  const me = await fetch(`${world.issuer}/me`, {
    headers: { authorization: `Bearer ${String(set['access_token'])}` },
  });
  expect(me.status).toBe(401);
  await expect.poll(() => world.messages.at(-1)?.tidings.kind).toBe('password_changed');
});

it('wants an address, says the same of every one, and limits how often', async () => {
  const flow = hostedFlow(world, new Browser());
  const page = await flow.go(await flow.open(), '/recover');
  for (const identifier of ['', 'alice'])
    expect(errorsOf(await flow.submit(page, { identifier }))).toEqual([
      'Enter the email address or phone number of your account.',
    ]);
  const address = 'ghost@example.com';
  for (let sent = 0; sent < 5; sent++)
    expect((await flow.submit(page, { identifier: address })).status).toBe(200);
  expect((await flow.submit(page, { identifier: address })).status).toBe(429);
  expect(world.messages).toEqual([]);
});

it('begins again where it took too long, or the password was changed meanwhile', async () => {
  const { flow, page } = await proven();
  const other = await proven();
  await other.flow.submit(other.page, { password: chosen });
  const dead = await flow.submit(page, { password: 'another password of mine' });
  expect([dead.status, dead.body.includes('Please start again')]).toEqual([400, true]);
  const late = await proven();
  world.clock.advance(900);
  const expired = await late.flow.submit(late.page, { password: 'a third password of mine' });
  expect([expired.status, expired.body.includes('Please start again')]).toEqual([400, true]);
  expect(titleOf(await late.flow.submit(expired, { identifier: alice.email }))).toBe('Enter the code');
});

it('is not offered where nobody signs in by password', async () => {
  await world.restart({ pool: { sign_in: { methods: ['email_code'] } } });
  const flow = hostedFlow(world, new Browser());
  const login = await flow.open();
  expect(login.body).not.toContain('/recover');
  const url = login.url.replace('/login', '/recover');
  const page = await flow.browser.follow(await flow.browser.get(url), world.origin);
  expect(titleOf(page)).toBe('Sign in to Web application');
});
