/** Sign-ins guessed at by the thousand — NIST SP 800-63B §5.2.2, OWASP ASVS 5 §6.3.1; rows HL-04, HL-05. */
import { createSystemRandom } from '@symbolon/foundation';
import { createFailureBudget, createLogin, defaultFailureLimits, type PasswordHasher } from '@symbolon/login';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Page, readForm } from '../testkit/browser.ts';
import { hostedFlow } from '../testkit/hosted-flow.ts';
import { settled } from '../testkit/settled.ts';
import { alice, bob, createWorld, type World } from '../testkit/world.ts';
import { poolOf } from './invariants.ts';

const most = 40;
const deviceCookie = 'symbolon-device-default';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    server: { trusted_proxies: ['127.0.0.1'], most_failed_sign_ins_per_minute: most },
  });
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(3600));

interface Person {
  readonly username: string;
  readonly password: string;
}

/** Types a password at the sign-in page, from that address. */
async function attempt(
  who: Person,
  address: string,
  { browser = new Browser(), password = who.password } = {},
): Promise<Page> {
  const page = await hostedFlow(world, browser).open({ prompt: 'login' });
  const fields = { ...Object.fromEntries(readForm(page).hidden), identifier: who.username, password };
  return browser.post(readForm(page).action, fields, { 'x-forwarded-for': address });
}

/** A browser in which they signed in once, and out again. */
async function knownBrowser(who: Person): Promise<Browser> {
  const browser = new Browser();
  expect((await attempt(who, '192.0.2.1', { browser })).status).toBe(303);
  for (const name of [...browser.cookies.keys()]) if (!name.includes('device')) browser.setCookie(name, '');
  return browser;
}

async function besiege(who: Person, times = 30): Promise<void> {
  for (let guess = 0; guess < times; guess++) await attempt(who, '198.51.100.7', { password: 'wrong' });
}

describe('HL-04: while strangers guess at a password without end', () => {
  it('its owner gets in from a browser in which they were before, and the strangers stay out', async () => {
    const browser = await knownBrowser(alice);
    await besiege(alice);
    expect((await attempt(alice, '192.0.2.1')).status).toBe(429);
    expect((await attempt(alice, '192.0.2.1', { browser })).status).toBe(303);
    // What was right there has not given the strangers new guesses.
    expect((await attempt(alice, '192.0.2.1')).status).toBe(429);
    expect((await attempt(alice, '198.51.100.7', { password: 'wrong' })).status).toBe(429);
  });

  it('also at the address that the strangers use', async () => {
    const browser = await knownBrowser(alice);
    await besiege(alice, 101);
    expect((await attempt(bob, '198.51.100.7')).status).toBe(429);
    expect((await attempt(alice, '198.51.100.7', { browser })).status).toBe(303);
  });

  it('such a browser has a budget of its own, which touches nobody else', async () => {
    const browser = await knownBrowser(alice);
    for (let guess = 0; guess < 10; guess++)
      expect((await attempt(alice, '192.0.2.1', { browser, password: 'wrong' })).status).toBe(400);
    expect((await attempt(alice, '192.0.2.1', { browser })).status).toBe(429);
    expect((await attempt(alice, '192.0.2.2')).status).toBe(303);
    world.clock.advance(900);
    expect((await attempt(alice, '192.0.2.1', { browser })).status).toBe(303);
  });

  it('it helps nobody else, altered it helps nobody at all, and after half a year it is forgotten', async () => {
    const ofBob = await knownBrowser(bob);
    const ofAlice = await knownBrowser(alice);
    const altered = ofAlice.copy();
    const value = ofAlice.cookies.get(deviceCookie) ?? '';
    altered.setCookie(deviceCookie, `${value.slice(0, -4)}${value.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`);
    await besiege(alice);
    for (const browser of [ofBob, altered])
      expect((await attempt(alice, '192.0.2.1', { browser })).status).toBe(429);
    world.clock.advance(180 * 86_400);
    await besiege(alice);
    expect((await attempt(alice, '192.0.2.1', { browser: ofAlice })).status).toBe(429);
  });

  it('a browser is known for all who sign in in it, in one small cookie that says nothing of them', async () => {
    const browser = await knownBrowser(alice);
    expect((await attempt(bob, '192.0.2.1', { browser })).status).toBe(303);
    await besiege(alice);
    const first = browser.cookies.get(deviceCookie) ?? '';
    expect((await attempt(alice, '192.0.2.1', { browser })).status).toBe(303);
    expect(first).toMatch(/^[\w-]{100,1000}$/);
    expect(Buffer.from(first, 'base64url').includes('userId')).toBe(false);
  });
});

describe('HL-05: one password tried at many accounts', () => {
  const trail = async () => {
    await settled(world);
    const { events } = await world.storage.audit.list(poolOf('default'), { limit: 500 });
    return events.filter(({ type }) => type === 'login.budget_used_up');
  };
  const ghost = (index: number): Person => ({ username: `ghost-${index}`, password: 'Summer2026' });

  it('from everywhere: is turned away for the rest of the minute, as the throttle does, with one event', async () => {
    const browser = await knownBrowser(alice);
    const before = (await trail()).length;
    const statuses: number[] = [];
    for (let index = 0; index < most + 5; index++)
      statuses.push((await attempt(ghost(index), `10.${index}.0.1`)).status);
    expect(statuses).toEqual([...Array(most).fill(400), ...Array(5).fill(429)]);
    const turnedAway = await attempt(bob, '203.0.113.9');
    expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await attempt(alice, '192.0.2.1', { browser })).status).toBe(303);
    const events = (await trail()).slice(0, (await trail()).length - before);
    expect(events.map(({ outcome, reason, remoteAddress }) => [outcome, reason, remoteAddress])).toEqual([
      ['refused', `${most} failures in 60 s over all accounts and networks`, `10.${most}.0.1`],
    ]);
    expect(world.log.join('')).toContain('so many sign-ins fail that others are turned away');
    world.clock.advance(60);
    expect((await attempt(bob, '203.0.113.9')).status).toBe(303);
  });

  it('sign-ins that succeed are never counted, nor those that are turned away already', async () => {
    for (let index = 0; index < most + 5; index++)
      expect((await attempt(bob, `10.${index}.0.1`)).status).toBe(303);
    await besiege(bob, most + 20);
    expect((await attempt(alice, '203.0.113.9')).status).toBe(303);
  });

  it('from one network: its 300 failures are a quarter of an hour, and others go on', async () => {
    let now = 1_800_000_000;
    const told: string[] = [];
    const hasher: PasswordHasher = {
      hash: async () => ({ kind: 'hashed', hash: '' }),
      verify: async () => ({ kind: 'wrong' }),
      needsRehash: () => false,
      isAsCostly: () => true,
    };
    const everywhere = { attempts: 5000, window: 60 };
    const login = createLogin({
      stores: world.storage,
      clock: () => now,
      random: createSystemRandom(),
      hasher,
      failures: createFailureBudget(
        () => now,
        { ...defaultFailureLimits, everywhere },
        (_pool, { of, remoteAddress }) => void told.push(`${of} ${remoteAddress}`),
      ),
    });
    const guess = async (index: number, remoteAddress: string) =>
      (
        await login.signIn(poolOf('default'), {
          identifier: `ghost-${index}`,
          password: 'Summer2026',
          remoteAddress,
        })
      ).kind;
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => guess(index, `100.64.3.${index % 250}`)),
    );
    expect(outcomes.filter(kind => kind === 'refused')).toHaveLength(300);
    expect(told).toEqual(['network 100.64.3.50']);
    expect(await guess(1, '100.64.4.1')).toBe('refused');
    const sixes = await Promise.all(
      Array.from({ length: 400 }, (_, index) => guess(2000 + index, `2001:db8:7:${index}::1`)),
    );
    expect(sixes.filter(kind => kind === 'refused')).toHaveLength(300);
    expect(await guess(1, '2001:db8:8::1')).toBe('refused');
    now += 900;
    expect(await guess(5000, '100.64.3.1')).toBe('refused');
  });
});
