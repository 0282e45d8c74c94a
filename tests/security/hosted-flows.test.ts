/** Codes, sign-up and recovery under attack — OWASP ASVS 5 §6.3, §6.4, CWE-204, CWE-640; rows HL. */
import type { AttemptStore, OneTimeCodeStore, UserStore } from '@symbolon/login';
import type { Storage } from '@symbolon/storage';
import { beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Page, readForm } from '../testkit/browser.ts';
import { errorsOf, titleOf } from '../testkit/hosted-flow.ts';
import { authorizationUrl } from '../testkit/relying-party.ts';
import { alice } from '../testkit/world.ts';
import { c1, useFixture } from './fixture.ts';
import { flowSteps } from './flow-steps.ts';

/** The calls of the login at its stores, in their order. */
const calls: string[] = [];

const heard = <Store extends object>(name: string, store: Store): Store =>
  new Proxy(store, {
    get(target, method, receiver) {
      const value: unknown = Reflect.get(target, method, receiver);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        calls.push(`${name}.${String(method)}`);
        return Reflect.apply(value, target, given);
      };
    },
  });

const around = (storage: Storage): Storage => ({
  ...storage,
  users: heard<UserStore>('users', storage.users),
  attempts: heard<AttemptStore>('attempts', storage.attempts),
  oneTimeCodes: heard<OneTimeCodeStore>('codes', storage.oneTimeCodes),
});

const fixture = useFixture({
  around,
  pool: { sign_in: { methods: ['password', 'email_code'] }, sign_up: true },
});
const world = () => fixture().world;
const { begin, open, stranger, store } = flowSteps(world);

// Nobody waits out what an earlier test has counted.
beforeEach(() => world().clock.advance(3600));

/** A page without what differs from one visit to the next. */
const bodyOf = (page: Page): string =>
  page.body
    .replaceAll(page.headers.get('x-correlation-id') ?? 'none', '')
    .replace(/value="[^"]*"/g, 'value')
    .replace(/\?ticket=[\w-]*/g, '?ticket')
    .replace(/<bdi class="symbolon-name">[^<]*@[^<]*<\/bdi>/, 'address');

/** Each way to have a code sent: the page from which it is asked for. */
const doors = {
  'sign-in': async (identifier: string) => {
    const flow = begin();
    return { flow, asked: () => flow.open(c1), fields: { identifier, action: 'code' } };
  },
  recovery: async (identifier: string) => {
    const { flow, page } = await open('/recover');
    return { flow, asked: async () => page, fields: { identifier } };
  },
  'sign-up': async (email: string) => {
    const { flow, page } = await open('/sign-up');
    return { flow, asked: async () => page, fields: { email } };
  },
} as const;

describe.each(Object.entries(doors))('a code for %s', (_name, door) => {
  async function attempt(address: string) {
    const { flow, asked, fields } = await door(address);
    const form = await asked();
    calls.length = 0;
    const sent = await flow.browser.submit(form, fields);
    const page = await flow.browser.get(sent.location ?? '');
    const [asking] = [calls.splice(0)];
    const wrong = await flow.browser.submit(page, { code: 'abcdef' });
    return {
      statuses: [sent.status, page.status, wrong.status],
      path: new URL(page.url).pathname,
      cookies: [sent, page, wrong].flatMap(answer => answer.headers.getSetCookie()),
      bodies: [bodyOf(page), bodyOf(wrong)],
      headers: [...page.headers.keys()],
      asking,
      judging: calls.splice(0),
    };
  }

  it('HL-01, HL-02: is asked for and judged alike, with the same work, whoever has the address', async () => {
    await store('unproven');
    await store('shadowed', {
      claims: { email_verified: false, phone_number_verified: true },
    });
    const somebody = await attempt(alice.email);
    expect(somebody.statuses).toEqual([303, 200, 400]);
    expect(somebody.asking).toContain('codes.put');
    expect(somebody.judging).toContain('codes.redeem');
    for (const address of [stranger(), 'carol@example.com', 'unproven@example.org', 'shadowed@example.org'])
      expect(await attempt(address), address).toEqual(somebody);
  });
});

it('HL-01: no code reaches one to whom the address does not lead', async () => {
  const sent = world().messages.length;
  await store('half', { claims: { email_verified: false, phone_number_verified: true } });
  for (const identifier of [stranger(), 'half@example.org']) {
    const flow = begin();
    await flow.submit(await flow.open(c1), { identifier, action: 'code' });
    const { flow: other, page } = await open('/recover');
    await other.submit(page, { identifier });
  }
  // What is sent for another address afterwards would arrive after these.
  const flow = begin();
  await flow.submit(await flow.open(c1), { identifier: alice.email, action: 'code' });
  await world().codeFor(alice.email);
  expect(
    world()
      .messages.slice(sent)
      .map(({ to }) => to.address),
  ).toEqual([alice.email]);
});

describe('HL-09: a step', () => {
  it('opens with its own ticket alone, whatever was asked for before', async () => {
    const flow = begin();
    const login = await flow.open(c1);
    const code = await flow.submit(login, { identifier: alice.email, action: 'code' });
    await world().codeFor(alice.email);
    const tickets = [login, code].map(page => readForm(page).hidden.get('ticket') ?? '');
    const typed = { password: 'a password of mine', code: '000000', email: stranger() };
    const opens = new Set(['/login 0', '/sign-up 0', '/recover 0', '/login/code 1']);
    for (const path of [
      '/login',
      '/login/code',
      '/sign-up',
      '/sign-up/code',
      '/sign-up/details',
      '/recover',
      '/recover/code',
      '/recover/password',
      '/consent',
    ])
      for (const [index, ticket] of tickets.entries()) {
        if (opens.has(`${path} ${index}`)) continue;
        const url = `${world().origin}${path}`;
        expect((await flow.browser.get(`${url}?ticket=${ticket}`)).status, path).toBe(403);
        expect((await flow.browser.post(url, { ticket, ...typed })).status, path).toBe(403);
      }
  });

  it('does not outlive its proof by another way back', async () => {
    const { flow, page } = await open('/recover');
    const code = await flow.submit(page, { identifier: alice.email });
    await world().codeFor(alice.email);
    const login = await flow.submit(code, { action: 'back' });
    const again = await flow.browser.post(`${world().origin}/recover/password`, {
      ticket: readForm(code).hidden.get('ticket') ?? '',
      password: 'a password of mine',
    });
    expect([titleOf(login), again.status]).toEqual(['Choose a new password', 403]);
  });
});

describe('HL-10: a code for recovery', () => {
  const chosen = 'a password that was recovered';

  it('works for its purpose and its address alone', async () => {
    const { flow, page } = await open('/recover');
    const recovery = await flow.submit(page, { identifier: alice.email });
    const code = await world().codeFor(alice.email);
    const other = await flow.submit(page, { identifier: 'bob@example.com' });
    const login = await flow.submit(await flow.open(c1), { identifier: alice.email, action: 'code' });
    const signInCode = await world().codeFor(alice.email);
    if (code !== signInCode) {
      expect(errorsOf(await flow.submit(login, { code }))[0]).toContain('not right');
      expect(errorsOf(await flow.submit(recovery, { code: signInCode }))[0]).toContain('not right');
    }
    expect((await flow.submit(other, { code })).status).toBe(400);
    expect(titleOf(await flow.submit(recovery, { code }))).toBe('Choose a new password');
  });

  it('of a hundred parallel guesses counts a hundred', async () => {
    const { flow, page } = await open('/recover');
    const code = await flow.submit(page, { identifier: alice.email });
    const right = await world().codeFor(alice.email);
    const guess = () => flow.browser.copy().submit(code, { code: 'wrong' });
    const statuses = (await Promise.all(Array.from({ length: 100 }, guess))).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
    world().clock.advance(299);
    expect((await flow.submit(code, { code: right })).status).toBeGreaterThanOrEqual(400);
  });

  it('changes the password once, of twenty who have its ticket, and ends what there was', async () => {
    const browser = await fixture().signedIn();
    const set = await fixture().tokens('openid offline_access');
    const { flow, page } = await open('/recover');
    const code = await flow.submit(page, { identifier: alice.email });
    const choose = await flow.submit(code, { code: await world().codeFor(alice.email) });
    // What was proven is worth nothing once the session of another browser is asked for it.
    expect((await new Browser().submit(choose, { password: chosen })).status).toBe(403);
    const submit = (_: unknown, index: number) =>
      flow.browser.copy().submit(choose, { password: `${chosen} ${index}` });
    const answers = await Promise.all(Array.from({ length: 20 }, submit));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect((await flow.browser.submit(choose, { password: chosen })).status).toBe(400);
    expect((await flow.submit(code, { code: '000000' })).status).toBe(400);
    const silent = await browser.get(authorizationUrl(world(), { ...c1, prompt: 'none' }));
    expect(silent.location).toContain('login_required');
    expect((await fixture().refresh(set['refresh_token'])).json['error']).toBe('invalid_grant');
  });

  it('HL-12: is not touched by one who only looks', async () => {
    const { flow, page } = await open('/recover');
    const code = await flow.submit(page, { identifier: alice.email });
    const right = await world().codeFor(alice.email);
    for (const method of ['GET', 'HEAD'])
      for (const path of ['/recover/code', '/recover/password', '/login/code'])
        await fetch(`${world().origin}${path}?code=${right}&password=${encodeURIComponent(chosen)}`, {
          method,
        });
    await flow.browser.get(`${code.url}&code=${right}`);
    const foreign = await flow.browser.post(
      readForm(code).action,
      { ticket: readForm(code).hidden.get('ticket') ?? '', code: right },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(foreign.status).toBe(403);
    expect(titleOf(await flow.submit(code, { code: right }))).toBe('Choose a new password');
  });
});
