/** The account page: what end-users see of themselves, change, take back and end. */
import { describe, expect, it } from 'vitest';
import { enrolApp } from '../testkit/authenticator-app.ts';
import { Browser } from '../testkit/browser.ts';
import { defaultPool } from '../testkit/messages.ts';
import { authorizationUrl, claimsOf, refresh, signIn, tokens, userinfo } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import {
  at,
  carol,
  changeSettings,
  create,
  isSignedIn,
  passwordHash,
  send,
  signedIn,
  ticketOf,
  withCarol,
  world,
} from './carol.ts';

withCarol();

describe('whoever is not signed in', () => {
  it('signs in first, and comes back', async () => {
    const browser = new Browser();
    const login = await browser.follow(await browser.get(at('')), world.origin);
    expect(login.body).toContain('name="password"');
    const after = await browser.submit(login, { identifier: carol.username, password: carol.password });
    const page = await browser.follow(after, world.origin);
    expect([page.url, page.status]).toEqual([at(''), 200]);
    expect(page.body).toContain('carol@example.org');
  });

  it('is led to the sign-in by a form, too, and nothing is done', async () => {
    const answer = await new Browser().post(at('/profile'), { name: 'Mallory' });
    expect([answer.status, answer.location]).toEqual([303, expect.stringContaining('/login?ticket=')]);
  });
});

describe('the profile', () => {
  it('is changed, is told at userinfo, and leaves other claims alone', async () => {
    const browser = await signedIn();
    const page = await send(browser, '/profile', { name: ' Carol\u0007 Danvers ', nickname: 'Cap' });
    expect(page.body).toContain('Your profile was saved.');
    const set = await tokens(world, 'openid profile email', browser);
    const { json } = await userinfo(world, set['access_token']);
    expect(json).toMatchObject({ name: 'Carol Danvers', nickname: 'Cap', email: carol.email });
    const { claims } = (await world.storage.directory.find(defaultPool, 'carol')) ?? {};
    expect(claims).toMatchObject({ aws: 'demo', email_verified: true });
    await send(browser, '/profile', { name: 'Carol' });
    expect((await world.storage.directory.find(defaultPool, 'carol'))?.claims).not.toHaveProperty('nickname');
  });

  it('takes no other claim than those of its form', async () => {
    await send(await signedIn(), '/profile', {
      name: 'Carol',
      email_verified: 'false',
      sub: 'x',
      role: 'owner',
    });
    const user = await world.storage.directory.find(defaultPool, 'carol');
    expect([user?.claims['email_verified'], user?.claims['sub'], user?.role]).toEqual([
      true,
      undefined,
      undefined,
    ]);
  });

  it('of one whom the operator declares is shown and cannot be changed', async () => {
    const browser = new Browser();
    await signIn(world, browser);
    const page = await browser.get(at(''));
    expect(page.body).toContain('Those who run this service look after your profile');
    const ticket = ticketOf(page);
    for (const path of ['/profile', '/password', '/delete'])
      expect((await browser.post(at(path), { ticket, name: 'X', password: 'x' })).location).toBe(at(''));
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('the password', () => {
  const wanted = 'carol has a better one';

  it('is changed by one who knows the present one; every other session and grant ends', async () => {
    const elsewhere = await signedIn();
    const set = await tokens(world, 'openid offline_access', elsewhere);
    const browser = await signedIn();
    const page = await send(browser, '/password', { password: carol.password, new_password: wanted });
    expect(page.body).toContain('Your password was changed.');
    expect([await isSignedIn(browser), await isSignedIn(elsewhere)]).toEqual([true, false]);
    expect((await refresh(world, set['refresh_token'])).json['error']).toBe('invalid_grant');
    await expect.poll(() => world.messages.at(-1)?.tidings.kind).toBe('password_changed');
    const again = new Browser();
    await signIn(world, again, {}, { ...carol, password: wanted });
    expect(await isSignedIn(again)).toBe(true);
  });

  it.each([
    [{ new_password: wanted }, 'That password is not right.'],
    [{ password: 'wrong', new_password: wanted }, 'That password is not right.'],
    [{ password: carol.password }, 'Choose a password.'],
    [{ password: carol.password, new_password: 'short' }, 'at least 12'],
  ])('stays with %j', async (fields, told) => {
    const browser = await signedIn();
    const page = await send(browser, '/password', fields);
    expect([page.status, page.body.includes(told)]).toEqual([400, true]);
    expect((await world.storage.users.find(defaultPool, 'carol'))?.passwordHash).toBe(passwordHash);
  });

  it('is changed by nobody who has signed in just now: when and how they did stays as it was (OIDC Core §2)', async () => {
    const browser = await signedIn();
    const before = claimsOf((await tokens(world, 'openid', browser))['id_token']);
    world.clock.advance(301);
    await send(browser, '/password', { password: carol.password, new_password: wanted });
    const after = claimsOf((await tokens(world, 'openid', browser))['id_token']);
    expect(after).toMatchObject({ auth_time: before['auth_time'], amr: before['amr'] });
    expect((await browser.get(at('/authenticator'))).location).toContain('/login?ticket=');
  });

  it('that was wrong is in the audit trail', async () => {
    await send(await signedIn(), '/delete', { password: 'wrong' });
    await settled(world);
    const query = { types: ['presence.confirmed'], userId: 'carol', limit: 1 };
    const { events } = await world.storage.audit.list(defaultPool, query);
    expect(events[0]).toMatchObject({ outcome: 'refused', reason: 'wrong password' });
    expect(JSON.stringify(events)).not.toContain('"wrong"');
  });

  it('is guessed at no oftener here than at the sign-in (ASVS 5 §6.3.1)', async () => {
    const browser = await signedIn();
    const guess = () => send(browser, '/password', { password: 'wrong', new_password: wanted });
    for (let tries = 0; tries < 10; tries++) expect((await guess()).status).toBe(400);
    expect((await guess()).status).toBe(429);
    expect(
      (await send(browser, '/password', { password: carol.password, new_password: wanted })).status,
    ).toBe(429);
  });

  it('is chosen by one who has none after a fresh sign-in only', async () => {
    await create('dave', undefined, [{ kind: 'email', value: 'dave@example.org' }]);
    await changeSettings({ sign_in: { methods: ['password', 'email_code'] } });
    const browser = await byCode('dave@example.org');
    world.clock.advance(301);
    const late = await send(browser, '/password', { new_password: wanted });
    expect(late.body).toContain('name="identifier"');
    world.clock.advance(60);
    const fresh = await byCode('dave@example.org', browser);
    const page = await send(fresh, '/password', { new_password: wanted });
    expect(page.body).toContain('Your password was changed.');
  });
});

async function byCode(address: string, browser = new Browser()): Promise<Browser> {
  const login = await browser.follow(
    await browser.get(authorizationUrl(world, { prompt: 'login' })),
    world.origin,
  );
  const code = await browser.submit(login, { identifier: address, action: 'code' });
  const asked = await browser.follow(code, world.origin);
  await browser.submit(asked, { code: await world.codeFor(address) });
  return browser;
}

describe('sessions', () => {
  const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };

  it('are listed by browser and system, the present one marked', async () => {
    const elsewhere = new Browser();
    const login = await elsewhere.follow(await elsewhere.get(at('')), world.origin);
    const ticket = ticketOf(login);
    await elsewhere.post(
      `${world.origin}/login`,
      { ticket, identifier: 'carol', password: carol.password },
      firefox,
    );
    const page = await (await signedIn()).get(at(''));
    expect(page.body).toContain('Firefox, Windows');
    expect(page.body.match(/this browser/g)).toHaveLength(1);
  });

  it('are ended one by one, or all but this one', async () => {
    const [first, second, here] = [await signedIn(), await signedIn(), await signedIn()];
    const sids = [...(await here.get(at(''))).body.matchAll(/name="sid" value="([^"]+)"/g)].map(
      ([, sid]) => sid,
    );
    expect(sids).toHaveLength(2);
    await send(here, '/sessions', { sid: sids[0] ?? '' });
    expect([await isSignedIn(first), await isSignedIn(second)].filter(Boolean)).toHaveLength(1);
    const page = await send(here, '/sessions', { which: 'others' });
    expect(page.body).toContain('You were signed out everywhere else.');
    expect([await isSignedIn(first), await isSignedIn(second), await isSignedIn(here)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('of another end-user are out of reach', async () => {
    const hers = new Browser();
    await signIn(world, hers);
    const [session] = await world.storage.directory.sessions(
      defaultPool,
      await idOf('alice'),
      world.clock.now(),
    );
    await send(await signedIn(), '/sessions', { sid: session?.sid ?? '' });
    expect(await isSignedIn(hers)).toBe(true);
  });

  it('end here with the sign-out', async () => {
    const browser = await signedIn();
    expect((await send(browser, '/sign-out', {})).body).toContain('You are signed out');
    expect(await isSignedIn(browser)).toBe(false);
  });
});

const idOf = async (name: string): Promise<string> =>
  (await world.storage.users.findByIdentifier(defaultPool, name))?.id ?? '';

describe('applications', () => {
  it('are listed with what they may do, and lose it all at once', async () => {
    const browser = await signedIn();
    const set = await tokens(world, 'openid email offline_access', browser);
    const page = await browser.get(at(''));
    expect(page.body).toContain('Web application');
    expect(page.body).toContain('openid email offline_access');
    const after = await send(browser, '/applications', { client_id: 'web' });
    expect(after.body).toContain('No application has access to your account at the moment.');
    expect((await refresh(world, set['refresh_token'])).json['error']).toBe('invalid_grant');
    expect((await userinfo(world, set['access_token'])).status).toBe(401);
  });
});

describe('data', () => {
  it('is exported whole, as a file, without a secret', async () => {
    const browser = await signedIn();
    await tokens(world, 'openid offline_access', browser);
    await enrolApp(world, carol.username);
    const key = { credentialId: 'a2V5', publicKey: 'a2V5', counter: 0, transports: [], name: 'Telephone' };
    const passkey = { ...key, userId: 'carol', createdAt: world.clock.now() };
    await world.storage.credentials.addPasskey(defaultPool, passkey, { secretsVersion: 1 });
    const answer = await browser.get(at('/export'));
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    const copy = JSON.parse(answer.body);
    expect(copy).toMatchObject({
      user: { sub: 'carol', claims: { name: 'Carol', aws: 'demo' } },
      sessions: [{ amr: ['pwd'] }],
      agreements: [{ id: 'terms' }],
      authenticator: { recovery_codes: 10 },
      passkeys: [{ name: 'Telephone', created_at: world.clock.now() }],
      authorizations: expect.arrayContaining([expect.objectContaining({ client_id: 'web' })]),
    });
    expect(answer.body).not.toMatch(/argon2|hash|cookie/i);
  });

  it('goes with the account, which nobody else can end (HL-16: its sub is never used again)', async () => {
    const browser = await signedIn();
    const set = await tokens(world, 'openid offline_access', browser);
    expect((await send(browser, '/delete', { password: 'wrong' })).status).toBe(400);
    const page = await send(browser, '/delete', { password: carol.password });
    expect(page.body).toContain('Your account is deleted');
    expect(await world.storage.users.find(defaultPool, 'carol')).toBeUndefined();
    expect((await refresh(world, set['refresh_token'])).json['error']).toBe('invalid_grant');
    expect((await userinfo(world, set['access_token'])).status).toBe(401);
    expect(await isSignedIn(browser)).toBe(false);
  });
});
