/** Session, prompt, max_age, hints and consent — OIDC Core §3.1.2.1, §3.1.2.3, §3.1.2.4. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  authorizationUrl,
  basic,
  claimsOf,
  redeem,
  responseOf,
  signIn,
  tokens,
} from '../testkit/relying-party.ts';
import { alice, bob, createWorld, type World, web } from '../testkit/world.ts';

const asking = { ...web, client_id: 'asking', client_name: 'Asking application', skip_consent: false };

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [web, asking, { ...web, client_id: 'alike', access_token_typ: 'JWT' }],
  });
});
afterAll(() => world.close());

const ask = async (browser: Browser, parameters: Record<string, string | undefined> = {}) =>
  browser.follow(await browser.get(authorizationUrl(world, parameters)), world.origin);

const idTokenOf = async (browser: Browser, parameters: Record<string, string | undefined> = {}) =>
  claimsOf(
    (await redeem(world, String(responseOf(await ask(browser, parameters)).get('code')))).json['id_token'],
  );

async function signedIn(who: { username: string; password: string } = alice): Promise<Browser> {
  const browser = new Browser();
  await signIn(world, browser, {}, who);
  return browser;
}

describe('the session', () => {
  it('answers a second request without asking, with the same sub, sid and auth_time', async () => {
    const browser = await signedIn();
    const first = await idTokenOf(browser);
    world.clock.advance(60);
    const second = await idTokenOf(browser);
    expect(second).toMatchObject({ sub: first['sub'], sid: first['sid'], auth_time: first['auth_time'] });
  });

  it('lives a day without use, and fourteen days in all', async () => {
    const browser = await signedIn();
    for (let day = 0; day < 13; day++) {
      world.clock.advance(86_399);
      expect(responseOf(await ask(browser, { prompt: 'none' })).has('code')).toBe(true);
    }
    world.clock.advance(86_400);
    expect(responseOf(await ask(browser, { prompt: 'none' })).get('error')).toBe('login_required');
    const idle = await signedIn();
    world.clock.advance(86_401);
    expect(responseOf(await ask(idle, { prompt: 'none' })).get('error')).toBe('login_required');
  });

  it('ends with the browser unless the end-user asked to be kept signed in', async () => {
    const submit = async (typed: Record<string, string>) => {
      const browser = new Browser();
      const page = await browser.submit(await ask(browser), {
        identifier: alice.username,
        password: alice.password,
        ...typed,
      });
      return page.headers.getSetCookie().find(cookie => cookie.startsWith('symbolon-session'));
    };
    expect(await submit({})).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await submit({ remember: 'on' })).toMatch(/; Max-Age=1209600$/);
  });
});

describe('OIDC Core §3.1.2.1: prompt and max_age', () => {
  it('prompt=none without a session: login_required, no page', async () => {
    const page = await new Browser().get(authorizationUrl(world, { prompt: 'none' }));
    expect(page.status).toBe(303);
    expect(Object.fromEntries(responseOf(page))).toMatchObject({
      error: 'login_required',
      state: 'st',
      iss: world.issuer,
    });
  });

  it('prompt=login asks again although there is a session, and auth_time moves', async () => {
    const browser = await signedIn();
    const before = await idTokenOf(browser);
    world.clock.advance(10);
    const page = await ask(browser, { prompt: 'login' });
    expect(page.body).toContain('id="password"');
    const back = await browser.submit(page, { identifier: alice.username, password: alice.password });
    const after = claimsOf((await redeem(world, String(responseOf(back).get('code')))).json['id_token']);
    expect(Number(after['auth_time'])).toBe(Number(before['auth_time']) + 10);
    expect(after['sub']).toBe(before['sub']);
  });

  it.each([
    ['0', true],
    ['5', true],
    ['10', false],
    ['10000', false],
    ['99999999999999999999', false],
  ])('max_age=%s after ten seconds: asks again %s', async (maxAge, again) => {
    const browser = await signedIn();
    world.clock.advance(10);
    expect((await ask(browser, { max_age: maxAge })).body.includes('id="password"')).toBe(again);
  });

  it.each(['-1', 'abc', '1e9', '0x1', '1.5'])('max_age=%s is no number of seconds', async maxAge => {
    expect(responseOf(await ask(new Browser(), { max_age: maxAge })).get('error')).toBe('invalid_request');
  });

  it.each(['none login', 'bogus', 'login bogus'])('prompt=%s is refused', async prompt => {
    expect(responseOf(await ask(new Browser(), { prompt })).get('error')).toBe('invalid_request');
  });
});

describe('OIDC Core §3.1.2.1: hints', () => {
  it('login_hint fills the field in', async () => {
    expect((await ask(new Browser(), { login_hint: 'buffy@example.com' })).body).toContain(
      'value="buffy@example.com"',
    );
  });

  it('id_token_hint of the one who is signed in passes silently, expired or not', async () => {
    const browser = await signedIn();
    const set = await tokens(world, 'openid', browser);
    world.clock.advance(7200);
    const response = responseOf(
      await ask(browser, { prompt: 'none', id_token_hint: String(set['id_token']) }),
    );
    expect(response.has('code')).toBe(true);
  });

  it('id_token_hint of another is never answered with this one’s code', async () => {
    const set = await tokens(world);
    const browser = await signedIn(bob);
    const hint = String(set['id_token']);
    expect(responseOf(await ask(browser, { prompt: 'none', id_token_hint: hint })).get('error')).toBe(
      'login_required',
    );
    const page = await ask(browser, { id_token_hint: hint });
    expect(page.body).toContain('id="password"');
    const stillBob = await browser.submit(page, { identifier: bob.username, password: bob.password });
    expect(responseOf(stillBob).get('error')).toBe('login_required');
  });

  it('id_token_hint of one end-user and a sub of another are answered for neither (§3.1.2.2)', async () => {
    const browser = await signedIn();
    const set = await tokens(world, 'openid', browser);
    const { sub } = claimsOf((await tokens(world, 'openid', await signedIn(bob)))['id_token']);
    const asked = { prompt: 'none', id_token_hint: String(set['id_token']) };
    const ofSub = (value: unknown) => JSON.stringify({ id_token: { sub: { value } } });
    const other = responseOf(await ask(browser, { ...asked, claims: ofSub(sub) }));
    expect([other.get('error'), other.has('code')]).toEqual(['invalid_request', false]);
    const same = await ask(browser, { ...asked, claims: ofSub(claimsOf(set['id_token'])['sub']) });
    expect(responseOf(same).has('code')).toBe(true);
  });

  it('an access token is no hint, however much it looks like one (RFC 8725 §3.12)', async () => {
    const alike = { client_id: 'alike' };
    const code = responseOf(await signIn(world, new Browser(), alike)).get('code') ?? '';
    const { json } = await redeem(world, code, {}, basic('alike', web.client_secret));
    const hint = String(json['access_token']);
    expect(responseOf(await ask(new Browser(), { ...alike, id_token_hint: hint })).get('error')).toBe(
      'invalid_request',
    );
    const leaving = { id_token_hint: hint, post_logout_redirect_uri: 'https://rp.test/bye' };
    const left = await new Browser().get(`${world.issuer}/session/end?${new URLSearchParams(leaving)}`);
    expect(left.location).toBeUndefined();
  });

  it('an id_token_hint that we did not make is refused', async () => {
    const set = await tokens(world);
    for (const hint of ['junk', `${String(set['id_token']).slice(0, -4)}AAAA`, String(set['access_token'])]) {
      expect(responseOf(await ask(new Browser(), { id_token_hint: hint })).get('error')).toBe(
        'invalid_request',
      );
    }
  });
});

describe('OIDC Core §3.1.2.4: consent', () => {
  const parameters = { client_id: 'asking', scope: 'openid email offline_access' };

  it('is asked once, remembered, and asked again for more', async () => {
    const browser = await signedIn();
    const page = await ask(browser, parameters);
    expect(page.body).toContain('Asking application');
    expect(page.body).toContain('id="allow"');
    expect(responseOf(await browser.submit(page, { decision: 'allow' })).has('code')).toBe(true);
    expect(responseOf(await ask(browser, parameters)).has('code')).toBe(true);
    expect((await ask(browser, { ...parameters, scope: 'openid email phone' })).body).toContain('id="allow"');
    expect((await ask(browser, { ...parameters, prompt: 'consent' })).body).toContain('id="allow"');
  });

  it('is not assumed: prompt=none answers consent_required, a no access_denied', async () => {
    const browser = await signedIn(bob);
    expect(responseOf(await ask(browser, { ...parameters, prompt: 'none' })).get('error')).toBe(
      'consent_required',
    );
    const page = await ask(browser, parameters);
    expect(responseOf(await browser.submit(page, { decision: 'deny' })).get('error')).toBe('access_denied');
    expect(responseOf(await ask(browser, { ...parameters, prompt: 'none' })).get('error')).toBe(
      'consent_required',
    );
  });

  it('cancelling the sign-in answers access_denied too', async () => {
    const browser = new Browser();
    expect(responseOf(await browser.submit(await ask(browser), { action: 'cancel' })).get('error')).toBe(
      'access_denied',
    );
  });

  it('follows prompt=login consent through both pages', async () => {
    const browser = await signedIn();
    const login = await ask(browser, { ...parameters, prompt: 'login consent' });
    const consent = await browser.follow(
      await browser.submit(login, { identifier: alice.username, password: alice.password }),
      world.origin,
    );
    expect(consent.body).toContain('id="allow"');
    expect(responseOf(await browser.submit(consent, { decision: 'allow' })).has('code')).toBe(true);
  });
});

describe('a ticket', () => {
  it('opens only in the browser that began', async () => {
    const browser = new Browser();
    const page = await ask(browser);
    const stranger = new Browser();
    expect((await stranger.get(page.url)).status).toBe(403);
    expect(
      (await stranger.submit(page, { identifier: alice.username, password: alice.password })).status,
    ).toBe(403);
  });

  it('is begun anew by a bookmark, on the way to the account page', async () => {
    const browser = new Browser();
    const bookmarked = await browser.get(`${world.origin}/login`);
    const page = await browser.follow(bookmarked, world.origin);
    expect(page.body).toContain('<h1 class="symbolon-title">Sign in</h1>');
    const done = await browser.submit(page, { identifier: alice.username, password: alice.password });
    expect(done.location).toBe(`${world.origin}/u`);
    expect((await browser.get(`${world.origin}/login`)).location).toBe(`${world.origin}/u`);
    expect((await browser.submit(page, { action: 'cancel' })).location).toBe(`${world.origin}/`);
  });

  it('expires, and the sign-in begins again with the same request', async () => {
    const browser = new Browser();
    const page = await ask(browser);
    world.clock.advance(3601);
    const again = await browser.follow(
      await browser.submit(page, { identifier: alice.username, password: alice.password }),
      world.origin,
    );
    expect(again.body).toContain('id="password"');
    expect(
      responseOf(await browser.submit(again, { identifier: alice.username, password: alice.password })).get(
        'state',
      ),
    ).toBe('st');
  });

  it('of two tabs both end well', async () => {
    const browser = new Browser();
    const [one, two] = [await ask(browser, { state: 'one' }), await ask(browser, { state: 'two' })];
    const typed = { identifier: alice.username, password: alice.password };
    expect(responseOf(await browser.submit(two, typed)).get('state')).toBe('two');
    expect(responseOf(await browser.submit(one, typed)).get('state')).toBe('one');
  });
});
