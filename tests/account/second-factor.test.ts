/** The authenticator app and the passkeys of the account page — rows HL-06, HL-08, WA-06. */
import { describe, expect, it } from 'vitest';
import { authenticatorApp } from '../testkit/authenticator-app.ts';
import { Browser, type Page } from '../testkit/browser.ts';
import { defaultPool } from '../testkit/messages.ts';
import { authorizationUrl, signIn } from '../testkit/relying-party.ts';
import {
  at,
  carol,
  changeSettings,
  isSignedIn,
  send,
  signedIn,
  ticketOf,
  withCarol,
  world,
} from './carol.ts';

withCarol();

const credentials = () => world.storage.credentials.of(defaultPool, 'carol');

const secretIn = ({ body }: Page): string => /id="secret">([A-Z2-7]{32})</.exec(body)?.[1] ?? '';
const codesIn = ({ body }: Page): string[] =>
  (/id="recovery-codes">([^<]+)</.exec(body)?.[1] ?? '').trim().split('\n');

/** Carol with an app; the recovery codes that she was told. */
async function enrolled(browser: Browser) {
  const page = await browser.get(at('/authenticator'));
  const app = authenticatorApp(world, secretIn(page));
  const wrong = await browser.post(at('/authenticator'), { ticket: ticketOf(page), code: '000000' });
  expect([wrong.status, (await credentials()).totp]).toEqual([400, undefined]);
  const told = await browser.post(at('/authenticator'), { ticket: ticketOf(page), code: app.code() });
  return { app, codes: codesIn(told) };
}

describe('an authenticator app', () => {
  it('is set up by one who has just signed in, and asked for at the next sign-in', async () => {
    const browser = await signedIn();
    const { app, codes } = await enrolled(browser);
    expect(codes).toHaveLength(10);
    expect((await browser.get(at(''))).body).toContain('Recovery codes left: 10');
    const another = new Browser();
    const second = await signIn(world, another, {}, carol);
    expect([second.body.includes('One more step'), await isSignedIn(another)]).toEqual([true, false]);
    world.clock.advance(30);
    await another.submit(second, { code: app.code() });
    expect(await isSignedIn(another)).toBe(true);
  });

  it('has one secret for as long as the page is open, and another after the next sign-in', async () => {
    const browser = await signedIn();
    const secret = secretIn(await browser.get(at('/authenticator')));
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(secretIn(await browser.get(at('/authenticator')))).toBe(secret);
    world.clock.advance(1);
    const again = await browser.follow(
      await browser.get(authorizationUrl(world, { prompt: 'login' })),
      world.origin,
    );
    await browser.submit(again, { identifier: carol.username, password: carol.password });
    expect(secretIn(await browser.get(at('/authenticator')))).not.toBe(secret);
  });

  it('gets new recovery codes, the former ones being worth nothing', async () => {
    const browser = await signedIn();
    const { codes } = await enrolled(browser);
    const renewed = codesIn(await send(browser, '/authenticator-change', { change: 'renew' }));
    expect([renewed.length, renewed.some(code => codes.includes(code))]).toEqual([10, false]);
    const another = new Browser();
    const second = await signIn(world, another, {}, carol);
    const form = await another.submit(second, { action: 'recovery_code' });
    const asked = await another.follow(form, world.origin);
    await another.submit(asked, { code: codes[0] ?? '', recovery_code: codes[0] ?? '' });
    expect(await isSignedIn(another)).toBe(false);
  });

  it('is removed, and no longer asked for', async () => {
    const browser = await signedIn();
    await enrolled(browser);
    const page = await send(browser, '/authenticator-change', { change: 'remove' });
    expect(page.body).toContain('The authenticator app was removed.');
    expect((await credentials()).totp).toBeUndefined();
    expect(await isSignedIn(await signedIn())).toBe(true);
  });
});

describe('a sign-in that is no longer fresh', () => {
  it.each([
    ['/authenticator', { code: '123456' }],
    ['/authenticator-change', { change: 'remove' }],
    ['/passkey', { action: 'passkey', passkey: '{}' }],
    ['/passkey-removal', { credential_id: 'x' }],
  ] as const)('changes nothing at %s, and leads to the sign-in', async (path, fields) => {
    await changeSettings({ sign_in: { methods: ['password', 'passkey'] } });
    const browser = await signedIn();
    await enrolled(browser);
    if (path === '/authenticator') await world.storage.credentials.removeTotp(defaultPool, 'carol');
    const before = await credentials();
    world.clock.advance(301);
    const ticket = ticketOf(await browser.get(at('')));
    const answer = await browser.post(at(path), { ticket, ...fields });
    expect([answer.status, answer.location]).toEqual([303, expect.stringContaining('/login?ticket=')]);
    expect(await credentials()).toEqual(before);
  });
});
