/** Signing in with a code sent to an address — NIST SP 800-63B §5.1.3.2, RFC 8176 §2. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { errorsOf, hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import { redeem, responseOf } from '../testkit/relying-party.ts';
import { alice, createWorld, type World, web } from '../testkit/world.ts';

const methods = ['password', 'email_code', 'phone_code'];
let world: World;
beforeAll(async () => {
  world = await createWorld({
    pool: { sign_in: { methods } },
    applications: [
      web,
      { ...web, client_id: 'codes', sign_in: { methods: ['email_code', 'password'] } },
      { ...web, client_id: 'phones', sign_in: { methods: ['phone_code', 'passkey'] } },
    ],
  });
});
afterAll(() => world.close());

const wrongThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** At the page of the code, asked for by the sign-in page of `web`. */
async function asked(identifier: string = alice.email, fields: Record<string, string> = {}) {
  // Nobody waits out what an earlier test has counted.
  world.clock.advance(3600);
  const flow = hostedFlow(world, new Browser());
  const login = await flow.open();
  return { flow, login, page: await flow.submit(login, { identifier, action: 'code', ...fields }) };
}

const claimsOf = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString());

describe('a code by e-mail', () => {
  it('signs its owner in, with amr otp and the level of one factor', async () => {
    const { flow, page } = await asked('ALICE@example.com');
    expect(titleOf(page)).toBe('Enter the code');
    const code = await world.codeFor(alice.email);
    expect(code).toMatch(/^\d{6}$/);
    const done = await flow.submit(page, { code: ` ${code.slice(0, 3)}-${code.slice(3)} ` });
    const tokens = await redeem(world, responseOf(done).get('code') ?? '');
    expect(claimsOf(tokens.json['id_token'])).toMatchObject({
      amr: ['otp'],
      acr: 'urn:symbolon:acr:single-factor',
    });
  });

  it('says the language, the sender and when it ends', async () => {
    await asked();
    await world.codeFor(alice.email);
    expect(world.messages.at(-1)).toMatchObject({
      to: { channel: 'email', address: alice.email },
      tidings: { kind: 'sign_in_code' },
      senderName: web.client_name,
      applicationId: web.client_id,
      locale: 'en',
      expiresAt: world.clock.now() + 300,
    });
  });

  it('is right once', async () => {
    const { flow, page } = await asked();
    const code = await world.codeFor(alice.email);
    expect((await flow.submit(page, { code })).location).toContain('code=');
    const again = await flow.submit(page, { code });
    expect([again.status, errorsOf(again)]).toEqual([
      400,
      ['This code has expired or was tried too often. Send a new one.'],
    ]);
  });

  it('is dead after five minutes, and after five wrong tries', async () => {
    const late = await asked();
    const code = await world.codeFor(alice.email);
    world.clock.advance(300);
    expect(errorsOf(await late.flow.submit(late.page, { code }))[0]).toContain('expired');
    const guessed = await asked();
    const right = await world.codeFor(alice.email);
    for (let tries = 0; tries < 5; tries++)
      expect(errorsOf(await guessed.flow.submit(guessed.page, { code: wrongThan(right) }))[0]).toContain(
        'not right',
      );
    expect(errorsOf(await guessed.flow.submit(guessed.page, { code: right }))[0]).toContain('too often');
  });

  it('is replaced by the next one that is sent', async () => {
    const { flow, page } = await asked();
    const first = await world.codeFor(alice.email);
    const resent = await flow.submit(page, { action: 'resend' });
    expect([resent.status, resent.body.includes('a new code is on its way')]).toEqual([200, true]);
    const second = await world.codeFor(alice.email);
    if (first !== second)
      expect(errorsOf(await flow.submit(resent, { code: first }))[0]).toContain('not right');
    expect((await flow.submit(resent, { code: second })).location).toContain('code=');
  });

  it('goes out five times in a row, then one has to wait', async () => {
    const { flow, page } = await asked();
    for (let sent = 1; sent < 5; sent++) await flow.submit(page, { action: 'resend' });
    const blocked = await flow.submit(page, { action: 'resend' });
    expect([blocked.status, blocked.headers.get('retry-after')]).toEqual([429, '1']);
    for (let sent = 0; sent < 5; sent++) await world.codeFor(alice.email);
  });

  it('leads back to the sign-in page, which works as before', async () => {
    const { flow, page } = await asked();
    await world.codeFor(alice.email);
    const login = await flow.submit(page, { action: 'back' });
    expect(titleOf(login)).toBe('Sign in to Web application');
    const done = await flow.submit(login, { identifier: 'alice', password: alice.password });
    expect(done.location).toContain('code=');
  });

  it('survives reload, also of an hour ago', async () => {
    const { flow, page } = await asked();
    await world.codeFor(alice.email);
    expect(titleOf(await flow.browser.get(page.url))).toBe('Enter the code');
    world.clock.advance(3601);
    const old = await flow.browser.get(page.url);
    expect([old.status, errorsOf(old)[0]]).toEqual([200, expect.stringContaining('expired')]);
    const resent = await flow.submit(old, { action: 'resend' });
    const code = await world.codeFor(alice.email);
    expect((await flow.submit(resent, { code })).location).toContain('code=');
  });

  it('keeps the wish to stay signed in', async () => {
    const { flow, page } = await asked(alice.email, { remember: 'on' });
    const done = await flow.browser.submit(page, { code: await world.codeFor(alice.email) });
    const cookie = done.headers.getSetCookie().find(value => value.startsWith('symbolon-session'));
    expect(cookie).toContain('Max-Age=1209600');
  });
});

it('a code by text message signs in with amr otp and sms', async () => {
  const { flow, page } = await asked('+41 44 123 45 67');
  const code = await world.codeFor(alice.phone);
  expect(world.messages.at(-1)?.to.channel).toBe('sms');
  const tokens = await redeem(world, responseOf(await flow.submit(page, { code })).get('code') ?? '');
  expect(claimsOf(tokens.json['id_token'])['amr']).toEqual(['otp', 'sms']);
});

describe('the sign-in page', () => {
  it('wants an address before it sends a code', async () => {
    for (const identifier of ['alice', '', 'nobody at all', 'a@b@c.test']) {
      const { page } = await asked(identifier);
      expect([page.status, errorsOf(page)]).toEqual([
        400,
        ['Enter your email address or phone number, and a code will be sent there.'],
      ]);
    }
  });

  it('offers the methods in the order that the application wants', async () => {
    const flow = hostedFlow(world, new Browser());
    const page = await flow.open({ client_id: 'codes' });
    expect([page.body.includes('id="password"'), page.body.includes('Send me a code')]).toEqual([
      false,
      true,
    ]);
    const other = await flow.submit(page, { action: 'password', identifier: 'alice' });
    expect(other.body).toContain('id="password"');
    const done = await flow.submit(other, { identifier: 'alice', password: alice.password });
    expect(done.location).toContain('code=');
  });

  it('takes no proof by a method that is off', async () => {
    const flow = hostedFlow(world, new Browser());
    const page = await flow.open({ client_id: 'phones' });
    const byPassword = await flow.submit(page, { identifier: 'alice', password: alice.password });
    expect([byPassword.status, byPassword.location]).toEqual([400, undefined]);
    const byEmail = await flow.submit(page, { identifier: alice.email, action: 'code' });
    expect([byEmail.status, errorsOf(byEmail)[0]]).toEqual([400, expect.stringContaining('phone number')]);
  });
});
