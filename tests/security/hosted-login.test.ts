/** The hosted login, its pages and the set-up under attack — OWASP ASVS 5 §6.3, CWE-204, CWE-601, CWE-79; rows HL. */
import { createSystemRandom } from '@symbolon/foundation';
import { createLogin, createPasswordHasher } from '@symbolon/login';
import { describe, expect, it } from 'vitest';
import { Browser, readForm } from '../testkit/browser.ts';
import { alice } from '../testkit/world.ts';
import { expectRedirect } from './expectations.ts';
import { useFixture } from './fixture.ts';
import { poolOf } from './invariants.ts';

const fixture = useFixture();
const sessionCookie = 'symbolon-session-default';
const third = { client_id: 'c9', redirect_uri: 'https://third.test/cb' };

const loginPage = async (browser: Browser, parameters: Record<string, string> = {}) =>
  browser.follow(await fixture().ask(parameters, browser), fixture().world.origin);
const right = { identifier: alice.username, password: alice.password };

/** Hashes of `password` as other servers keep them, each quicker to verify than ours. */
const takenOver = {
  bcrypt: '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  pbkdf2: '$pbkdf2-sha256$i=1$c2FsdA$VawEblbjCJ/sFpHCJUS2Bg',
  scrypt: '$scrypt$ln=4,r=8,p=1$TmFDbA$VawEblbjCJ/sFpHCJUS2Bg',
  'weak argon2': '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
};

describe('the login', () => {
  const attempt = async (identifier: string, password: string) => {
    const browser = new Browser();
    const page = await browser.submit(await loginPage(browser), { identifier, password });
    const body = page.body
      .replaceAll(page.headers.get('x-correlation-id') ?? 'none', '')
      .replace(/name="ticket" value="[^"]*"/, '')
      .replace(/value="[^"]*"/g, 'value')
      .replace(/\?ticket=[\w-]*/g, '?ticket');
    return { status: page.status, body, cookies: page.headers.getSetCookie(), length: page.headers.get('x') };
  };

  it('HL-01: says the same of a wrong password, of nobody, and of one who has no password', async () => {
    const wrong = await attempt('alice', 'wrong-wrong-wrong');
    expect([wrong.status, wrong.cookies]).toEqual([400, []]);
    for (const identifier of [
      'ghost',
      'carol',
      'carol@example.com',
      'alice@example.com',
      '\u0007',
      'x'.repeat(5000),
    ])
      expect(await attempt(identifier, 'wrong-wrong-wrong'), identifier.slice(0, 20)).toEqual(wrong);
    const empty = await attempt('alice', '');
    expect(await attempt('ghost', '')).toEqual(empty);
    const long = await attempt('alice', 'x'.repeat(2000));
    expect(await attempt('ghost', 'x'.repeat(2000))).toEqual(long);
  });

  it('HL-02: does as much work for nobody as for somebody', async () => {
    const { world } = fixture();
    const random = createSystemRandom();
    const hasher = createPasswordHasher({ random });
    const verified: string[] = [];
    const login = createLogin({
      stores: world.storage,
      clock: world.clock.now,
      random,
      hasher: {
        ...hasher,
        verify(stored, password) {
          verified.push(/^\$[^$]+\$[^$]+\$[^$]+/.exec(stored)?.[0] ?? 'unknown');
          return hasher.verify(stored, password);
        },
      },
    });
    const ours = '$argon2id$v=19$m=19456,t=2,p=1';
    const attempt = async (identifier: string, password: string) => {
      verified.length = 0;
      const { kind } = await login.signIn(poolOf('default'), {
        identifier,
        password,
        remoteAddress: '192.0.2.9',
      });
      return kind;
    };
    for (const identifier of ['alice', 'ghost', 'carol', '\u0007'])
      for (const password of ['wrong', 'x'.repeat(80), 'x'.repeat(1024)]) {
        expect(await attempt(identifier, password)).toBe('refused');
        expect(verified, `${identifier} ${password.length}`).toEqual([ours]);
      }
    for (const [username, passwordHash] of Object.entries(takenOver)) {
      await world.storage.users.create(
        poolOf('default'),
        {
          id: username,
          identifiers: [{ kind: 'username', value: username }],
          passwordHash,
          claims: {},
          managedBy: 'console',
        },
        world.clock.now(),
      );
      expect(await attempt(username, 'wrong')).toBe('refused');
      expect(verified, username).toHaveLength(2);
      expect(verified, username).toContain(ours);
    }
    for (let failures = 0; failures < 10; failures++) {
      await attempt('alice', 'wrong');
      await attempt('ghost', 'wrong');
    }
    for (const identifier of ['alice', 'ghost'])
      expect([await attempt(identifier, 'wrong'), verified]).toEqual(['blocked', []]);
  });

  it('HL-09: takes no step without the proof of the one before', async () => {
    const { world } = fixture();
    const browser = new Browser();
    const login = await loginPage(browser, third);
    const ticket = readForm(login).hidden.get('ticket') ?? '';
    for (const path of ['/consent', '/logout'])
      for (const decision of ['allow', 'sign_out'])
        expect((await browser.post(world.origin + path, { ticket, decision })).status, path).toBe(403);
    for (const path of ['/consent', '/mfa/setup', '/password/update', '/required-action'])
      expect((await browser.get(world.origin + path)).status, path).toBeGreaterThanOrEqual(400);
    const signedIn = await fixture().signedIn();
    const consent = await signedIn.follow(await fixture().ask(third, signedIn), world.origin);
    const withoutSession = signedIn.copy();
    withoutSession.setCookie(sessionCookie, '');
    const page = await withoutSession.follow(
      await withoutSession.submit(consent, { decision: 'allow' }),
      world.origin,
    );
    expect([page.location, page.body.includes('id="password"')]).toEqual([undefined, true]);
    const afterCancel = await browser.submit(login, { action: 'cancel' });
    expectRedirect(afterCancel, 'access_denied');
  });

  it('HL-09: a ticket that was answered signs nobody in by itself, and one that expired begins anew', async () => {
    const browser = new Browser();
    const login = await loginPage(browser);
    await browser.submit(login, right);
    browser.setCookie(sessionCookie, '');
    const replayed = await browser.get(login.url);
    expect(replayed.body).toContain('id="password"');
    fixture().world.clock.advance(3600);
    const expired = await browser.submit(login, right);
    expect(expired.headers.getSetCookie().some(cookie => cookie.startsWith(sessionCookie))).toBe(false);
    expect([expired.location, expired.body.includes('id="password"')]).toEqual([undefined, true]);
    expect((await browser.submit(expired, right)).location).toContain('code=');
  });

  it('HL-13: leads on to the client that asked, and nowhere else', async () => {
    const targets = [
      '//evil.test',
      '/\\evil.test',
      '/%2f%2fevil.test',
      '/\t/evil.test',
      'https:evil.test',
      'javascript:alert(1)',
      '/login/../..//evil.test',
    ];
    for (const target of targets) {
      const names = {
        returnTo: target,
        next: target,
        continue: target,
        return_to: target,
        redirect: target,
        url: target,
      };
      const browser = new Browser();
      const login = await loginPage(browser, names);
      const url = new URL(login.url);
      for (const [name, value] of Object.entries(names)) url.searchParams.set(name, value);
      const shown = await browser.get(url.href);
      const page = await browser.submit(shown, { ...right, ...names });
      expect(page.location?.startsWith('https://rp.test/cb?code='), target).toBe(true);
    }
  });
});

describe('pages about errors', () => {
  it('HL-22: say what the server knows, and nothing that the address says', async () => {
    const { origin, issuer } = fixture().world;
    const mark = '<img src=x onerror=alert(1)>evil';
    const names = [
      'error',
      'error_description',
      'error_uri',
      'error_hint',
      'client_name',
      'ui_locales',
      'lang',
      'locale',
      'client_id',
      'logout_hint',
      'state',
      'ticket',
    ];
    const query = new URLSearchParams(names.map(name => [name, mark]));
    for (const path of [
      '/login',
      '/consent',
      '/logout',
      '/setup',
      '/',
      '/nowhere',
      '/errors/internal',
      `/${encodeURIComponent(mark)}`,
    ]) {
      const page = await new Browser().get(`${origin}${path}?${query}`);
      expect(page.body, path).not.toContain('evil');
    }
    for (const path of ['/auth', '/session/end', '/me']) {
      const page = await new Browser().get(`${issuer}${path}?${query}`);
      expect(page.body, path).not.toContain('evil');
    }
    const consent = await fixture().signedIn();
    const page = await consent.follow(await fixture().ask(third, consent), origin);
    expect(page.body).toContain('Third &lt;b>party');
    expect(page.body).not.toContain('<b>party');
  });
});

it('HL-25: the set-up link works once, and is gone for good', async () => {
  const { world } = fixture();
  const url = world.setupUrl ?? '';
  const visitor = new Browser();
  const fields = {
    username: 'root',
    password: 'a long enough password',
    password_again: 'a long enough password',
  };
  for (const wrong of ['', '?ticket=', '?ticket=x', `?ticket=${'A'.repeat(43)}`])
    expect((await visitor.get(`${world.origin}/setup${wrong}`)).status, wrong).toBe(400);
  const page = await visitor.get(url);
  const [first, second] = await Promise.all([
    visitor.submit(page, fields),
    visitor.submit(page, { ...fields, username: 'root2' }),
  ]);
  expect([first.status, second.status].sort()).toEqual([303, 400]);
  expect((await visitor.get(url)).status).toBe(400);
  expect((await visitor.submit(page, { ...fields, username: 'mallory' })).status).toBe(400);
  await world.restart();
  expect(world.setupUrl).toBeUndefined();
  expect((await visitor.get(url)).status).toBe(400);
});
