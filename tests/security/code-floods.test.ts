/** Codes guessed at and asked for by the hundred — NIST SP 800-63B §5.2.2, OWASP ASVS 5 §6.3.1, §6.6; row HL-04. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enrolApp, removeApp } from '../testkit/authenticator-app.ts';
import { Browser, type Page, readForm } from '../testkit/browser.ts';
import { hostedFlow } from '../testkit/hosted-flow.ts';
import { responseOf } from '../testkit/relying-party.ts';
import { alice, createWorld, type World } from '../testkit/world.ts';

const stranger = '198.51.100.7';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    server: { trusted_proxies: ['127.0.0.1'] },
    pool: { sign_in: { methods: ['password', 'email_code'], second_factor: 'optional' } },
  });
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(3600));

/** Sends the form of a page from a network address. */
const send = (browser: Browser, page: Page, typed: Record<string, string>, address: string) =>
  browser.post(
    readForm(page).action,
    { ...Object.fromEntries(readForm(page).hidden), ...typed },
    { 'x-forwarded-for': address },
  );

const signInPage = (browser: Browser) => hostedFlow(world, browser).open({ prompt: 'login' });

/** Signs in with the password, as far as that leads. */
async function byPassword(browser: Browser, address: string): Promise<Page> {
  const typed = { identifier: alice.username, password: alice.password };
  return browser.follow(await send(browser, await signInPage(browser), typed, address), world.origin);
}

/** The page on which a code is typed; undefined where none was sent any more. */
async function askForCode(browser: Browser, address: string): Promise<Page | undefined> {
  const sent = await send(
    browser,
    await signInPage(browser),
    { identifier: alice.email, action: 'code' },
    address,
  );
  return sent.location === undefined ? undefined : browser.get(sent.location);
}

async function askedForCode(browser: Browser, address: string): Promise<{ page: Page; code: string }> {
  const page = await askForCode(browser, address);
  if (page === undefined) throw new Error('no code was sent');
  return { page, code: await world.codeFor(alice.email) };
}

/** A browser in which alice was signed in once. */
async function knownBrowser(): Promise<Browser> {
  const browser = new Browser();
  expect(responseOf(await byPassword(browser, '192.0.2.1')).has('code')).toBe(true);
  for (const name of [...browser.cookies.keys()]) if (!name.includes('device')) browser.setCookie(name, '');
  return browser;
}

const wrongThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Asks for codes and guesses at each until both are refused, over and over. */
async function besiege(address: string, times: number): Promise<void> {
  for (let asked = 0; asked < times; asked++) {
    const browser = new Browser();
    const page = await askForCode(browser, address);
    if (page === undefined) continue;
    const code = await world.codeFor(alice.email);
    for (let guess = 0; guess < 6; guess++) await send(browser, page, { code: wrongThan(code) }, address);
  }
}

describe('HL-04: while strangers ask for codes to her address and guess at them without end', () => {
  it('alice gets a code of her own in a browser in which she was before, and signs in with it', async () => {
    const browser = await knownBrowser();
    await besiege(stranger, 40);
    expect(await askForCode(new Browser(), '192.0.2.1')).toBeUndefined();
    const { page, code } = await askedForCode(browser, '192.0.2.1');
    expect(responseOf(await send(browser, page, { code }, '192.0.2.1')).has('code')).toBe(true);
    // What was right there has not given the strangers new codes.
    expect(await askForCode(new Browser(), '192.0.2.1')).toBeUndefined();
  });

  it('also at the address that the strangers use', async () => {
    const browser = await knownBrowser();
    await besiege(stranger, 40);
    const { page, code } = await askedForCode(browser, stranger);
    expect(responseOf(await send(browser, page, { code }, stranger)).has('code')).toBe(true);
  });

  it('the code that she has asked for lives on, whatever codes are asked for elsewhere and guessed at', async () => {
    const browser = await knownBrowser();
    const { page, code } = await askedForCode(browser, '192.0.2.1');
    await besiege(stranger, 3);
    expect(responseOf(await send(browser, page, { code }, '192.0.2.1')).has('code')).toBe(true);
  });

  it('a code that was asked for elsewhere is worth nothing in her browser, and hers nothing elsewhere', async () => {
    const browser = await knownBrowser();
    const other = new Browser();
    const hers = await askedForCode(browser, '192.0.2.1');
    const theirs = await askedForCode(other, stranger);
    expect((await send(browser, hers.page, { code: theirs.code }, '192.0.2.1')).status).toBe(400);
    expect((await send(other, theirs.page, { code: hers.code }, stranger)).status).toBe(400);
    expect(responseOf(await send(browser, hers.page, { code: hers.code }, '192.0.2.1')).has('code')).toBe(
      true,
    );
  });

  it('a hundred parallel guesses at one code count as a hundred, there as elsewhere', async () => {
    for (const browser of [new Browser(), await knownBrowser()]) {
      const { page, code } = await askedForCode(browser, '192.0.2.1');
      const guesses = await Promise.all(
        Array.from({ length: 100 }, () =>
          send(browser.copy(), page, { code: wrongThan(code) }, '192.0.2.1').then(({ body, status }) =>
            status === 400 && body.includes('not right') ? 'judged' : 'turned away',
          ),
        ),
      );
      expect(guesses.filter(guess => guess === 'judged')).toHaveLength(5);
      expect(responseOf(await send(browser, page, { code }, '192.0.2.1')).has('code')).toBe(false);
    }
  });

  it('her browser has a budget of its own, and all that are known for her have one together', async () => {
    const browsers = await Promise.all(Array.from({ length: 7 }, knownBrowser));
    const asked = async (browser: Browser) => (await askForCode(browser, '192.0.2.1')) !== undefined;
    const [first = new Browser(), ...others] = browsers;
    const outcomes: boolean[] = [];
    for (let times = 0; times < 6; times++) outcomes.push(await asked(first));
    expect(outcomes).toEqual([true, true, true, true, true, false]);
    const sent: boolean[] = [];
    for (const browser of others) for (let times = 0; times < 5; times++) sent.push(await asked(browser));
    expect(sent.filter(Boolean)).toHaveLength(20);
    world.clock.advance(900);
    expect(await asked(first)).toBe(true);
  });
});

describe('HL-04: while one who knows her password guesses at her second factor', () => {
  it('alice gets in from a browser in which she was before, and the guesser stays out', async () => {
    const browser = await knownBrowser();
    const app = await enrolApp(world, alice.username);
    for (let pass = 0; pass < 3; pass++) {
      const guesser = new Browser();
      const page = await byPassword(guesser, stranger);
      for (let guess = 0; guess < 5; guess++) await send(guesser, page, { code: 'abcdef' }, stranger);
    }
    const elsewhere = new Browser();
    const refused = await byPassword(elsewhere, '192.0.2.1');
    expect((await send(elsewhere, refused, { code: app.code() }, '192.0.2.1')).status).toBe(429);
    const page = await byPassword(browser, '192.0.2.1');
    expect(responseOf(await send(browser, page, { code: app.code() }, '192.0.2.1')).has('code')).toBe(true);
    await removeApp(world, alice.username);
  });
});
