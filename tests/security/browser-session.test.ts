/** Sessions, cookies and forged forms — RFC 6265bis, RFC 9700 §4.7, §4.16, OWASP ASVS 5 §3; rows SC. */
import { describe, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { authorizationUrl, responseOf, signIn } from '../testkit/relying-party.ts';
import { alice, bob } from '../testkit/world.ts';
import { expectRedirect } from './expectations.ts';
import { c1, useFixture } from './fixture.ts';
import { expectForgeriesRefused } from './forgeries.ts';

const fixture = useFixture();
const sessionCookie = 'symbolon-session-default';
const third = { client_id: 'c9', redirect_uri: 'https://third.test/cb' };

const loginPage = async (browser: Browser, parameters: Record<string, string> = {}) =>
  browser.follow(await fixture().ask(parameters, browser), fixture().world.origin);
const right = { identifier: alice.username, password: alice.password };

/** Whether whoever holds these cookies is somebody. */
const isSomebody = async (browser: Browser) =>
  responseOf(await fixture().ask({ prompt: 'none' }, browser)).has('code');

function withCookie(value: string): Browser {
  const browser = new Browser();
  browser.setCookie(sessionCookie, value);
  return browser;
}

describe('sessions', () => {
  it('SC-02: begin under a new name at each sign-in, and the old name is nobody', async () => {
    const browser = new Browser();
    browser.setCookie(sessionCookie, 'chosen-by-the-attacker');
    const before = await loginPage(browser);
    expect(await isSomebody(browser.copy())).toBe(false);
    await browser.submit(before, right);
    const first = browser.cookies.get(sessionCookie) ?? '';
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(await isSomebody(withCookie('chosen-by-the-attacker'))).toBe(false);
    expect(await isSomebody(withCookie(first))).toBe(true);
    await signIn(fixture().world, browser, { ...c1, prompt: 'login' });
    const second = browser.cookies.get(sessionCookie) ?? '';
    expect(second).not.toBe(first);
    expect(await isSomebody(withCookie(first))).toBe(false);
    expect(await isSomebody(withCookie(second))).toBe(true);
    for (const altered of [second.slice(0, -1), `${second}A`, second.toUpperCase(), ''])
      expect(await isSomebody(withCookie(altered)), altered).toBe(false);
  });

  it('SC-09: end after a day without use and after two weeks in any case, on the server', async () => {
    const { world } = fixture();
    const browser = new Browser();
    await signIn(world, browser, c1);
    for (let day = 0; day < 13; day++) {
      world.clock.advance(86_000);
      expect(await isSomebody(browser), `day ${day}`).toBe(true);
    }
    world.clock.advance(86_000);
    world.clock.advance(14 * 86_400 - 14 * 86_000 - 1);
    const idle = new Browser();
    await signIn(world, idle, c1);
    world.clock.advance(86_399);
    const fresh = idle.copy();
    world.clock.advance(1);
    expect(await isSomebody(fresh)).toBe(false);
    expect(await isSomebody(browser)).toBe(false);
  });

  it('SC-09: outlive the browser only where the end-user said so', async () => {
    const forgetful = new Browser();
    const brief = await forgetful.submit(await loginPage(forgetful), right);
    const remembering = new Browser();
    const kept = await remembering.submit(await loginPage(remembering), { ...right, remember: 'on' });
    const cookieOf = (page: Page) =>
      page.headers.getSetCookie().find(cookie => cookie.startsWith(sessionCookie));
    expect(cookieOf(brief)).not.toContain('Max-Age');
    expect(cookieOf(kept)).toContain(`Max-Age=${14 * 86_400}`);
  });

  it('SC-12: tossed, doubled and countless cookies change nothing and break nothing', async () => {
    const { world } = fixture();
    const browser = await fixture().signedIn();
    const value = browser.cookies.get(sessionCookie) ?? '';
    const path = `${new URL(authorizationUrl(world, { ...c1, prompt: 'none' })).pathname}${new URL(authorizationUrl(world, { ...c1, prompt: 'none' })).search}`;
    const ask = async (cookie: string) => {
      const { responses } = await fixture().raw(fixture().message(`GET ${path}`, [`Cookie: ${cookie}`]));
      return [responses[0]?.status, /code=/.test(responses[0]?.headers.get('location') ?? '')];
    };
    const many = Array.from({ length: 200 }, (_, index) => `c${index}=${index}`).join('; ');
    expect(await ask(`${many}; ${sessionCookie}=${value}`)).toEqual([303, true]);
    expect(await ask(`x${sessionCookie}=${value}`)).toEqual([303, false]);
    expect(await ask(`__Host-${sessionCookie}=${value}`)).toEqual([303, false]);
    expect(await ask(`${sessionCookie}=x; ${sessionCookie}=y`)).toEqual([303, false]);
    expect(await ask(';;;=;==;,')).toEqual([303, false]);
    expect(await ask(`${sessionCookie}=${'x'.repeat(15_000)}`)).toEqual([303, false]);
    expect((await ask(`x=${'x'.repeat(17_000)}`))[0]).toBe(431);
  });

  it('SC-10: leave no page with data behind', async () => {
    const browser = await fixture().signedIn();
    const consent = await browser.follow(await fixture().ask(third, browser), fixture().world.origin);
    expect(consent.body).toContain('Alice Example');
    expect(consent.headers.get('cache-control')).toBe('no-store');
    const url = consent.url;
    browser.setCookie(sessionCookie, 'gone');
    const back = await browser.follow(await browser.get(url), fixture().world.origin);
    expect(back.body).not.toContain('Alice Example');
  });
});

describe('forms of other sites', () => {
  it('SC-04: sign nobody in', async () => {
    const browser = new Browser();
    const page = await loginPage(browser);
    await expectForgeriesRefused(browser, page, right);
    expect(await isSomebody(browser)).toBe(false);
    expect((await browser.submit(page, right)).location).toContain('code=');
  });

  it('SC-05: consent to nothing', async () => {
    const browser = await fixture().signedIn();
    const page = await browser.follow(await fixture().ask(third, browser), fixture().world.origin);
    await expectForgeriesRefused(browser, page, { decision: 'allow' });
    expectRedirect(await fixture().ask({ ...third, prompt: 'none' }, browser), 'consent_required');
  });

  it('SC-05: sign nobody out', async () => {
    const browser = await fixture().signedIn(bob);
    const { world } = fixture();
    const page = await browser.follow(await browser.get(`${world.issuer}/session/end`), world.origin);
    await expectForgeriesRefused(browser, page, { decision: 'sign_out' });
    expect(await isSomebody(browser)).toBe(true);
  });

  it('SC-06: frame no page of ours', async () => {
    const browser = await fixture().signedIn();
    const { origin, issuer } = fixture().world;
    const bookmarked = async (path: string) => {
      const stranger = new Browser();
      return stranger.follow(await stranger.get(origin + path), origin);
    };
    const pages = [
      await loginPage(new Browser()),
      await browser.follow(await fixture().ask(third, browser), origin),
      await browser.follow(await browser.get(`${issuer}/session/end`), origin),
      await fixture().ask({ client_id: 'nobody' }),
      await bookmarked('/login'),
      await bookmarked('/recover'),
      ...(await Promise.all(
        ['/', '/nowhere', '/login?ticket=x', '/consent', '/setup', '/errors/internal'].map(path =>
          browser.get(origin + path),
        ),
      )),
    ];
    for (const { headers, url } of pages) {
      expect(headers.get('content-security-policy'), url).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options'), url).toBe('DENY');
    }
  });
});
