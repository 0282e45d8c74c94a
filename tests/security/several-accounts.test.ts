/** Choosing among accounts by those to whom they do not belong — OWASP ASVS 5 §3, §7; rows SC-01, SC-02, SC-05. */
import { describe, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { claimsOf, responseOf, signIn } from '../testkit/relying-party.ts';
import { alice, bob } from '../testkit/world.ts';
import { c1, useFixture } from './fixture.ts';
import { expectForgeriesRefused } from './forgeries.ts';

const fixture = useFixture();
const cookie = 'symbolon-session-default';

async function withBoth(browser = new Browser()) {
  const { world } = fixture();
  const sids: string[] = [];
  for (const who of [alice, bob]) {
    world.clock.advance(1);
    const page = await signIn(world, browser, { ...c1, prompt: 'login' }, who);
    const { json } = await fixture().redeem(responseOf(page).get('code') ?? '');
    sids.push(String(claimsOf(json['id_token'])['sid']));
  }
  return { browser, sids };
}

const chooserIn = async (browser: Browser): Promise<Page> =>
  browser.follow(await fixture().ask({ prompt: 'select_account' }, browser), fixture().world.origin);

describe('an account', () => {
  it('SC-02: of another browser cannot be chosen or signed out by its sid, which is no secret', async () => {
    const victim = await withBoth();
    const attacker = new Browser();
    await signIn(fixture().world, attacker, c1, bob);
    const page = await chooserIn(attacker);
    for (const sid of [...victim.sids, 'x', ''])
      for (const field of ['account', 'sign_out']) {
        const answer = await attacker.submit(page, { [field]: sid });
        expect([answer.status, answer.location, answer.headers.getSetCookie()], field).toEqual([
          400,
          undefined,
          [],
        ]);
      }
    expect(responseOf(await fixture().ask({ prompt: 'none' }, victim.browser)).has('code')).toBe(true);
  });

  it('SC-02: is known by a new value after each sign-in, the others by theirs, and none of the old ones opens anything', async () => {
    const { browser } = await withBoth();
    const [ofBob = '', ofAlice = ''] = browser.cookies.get(cookie)?.split('.') ?? [];
    await signIn(fixture().world, browser, { ...c1, prompt: 'login' }, alice);
    const [again, other, ...more] = browser.cookies.get(cookie)?.split('.') ?? [];
    expect([other, more]).toEqual([ofBob, []]);
    expect(again).not.toBe(ofAlice);
    const thief = new Browser();
    thief.setCookie(cookie, ofAlice);
    expect(responseOf(await fixture().ask({ prompt: 'none' }, thief)).get('error')).toBe('login_required');
  });

  it('SC-02: is not taken over by one whose value was planted before', async () => {
    const attacker = new Browser();
    await signIn(fixture().world, attacker, c1, bob);
    const planted = attacker.cookies.get(cookie) ?? '';
    const victim = new Browser();
    victim.setCookie(cookie, planted);
    const before = await signIn(fixture().world, victim, { ...c1, prompt: 'login' }, alice);
    expect(responseOf(before).has('code')).toBe(true);
    const seen = await attacker.get(`${fixture().world.origin}/u`);
    expect(seen.body).not.toContain('Alice Example');
  });

  it('SC-05: is neither chosen nor signed out by a form of another site', async () => {
    const { browser, sids } = await withBoth();
    const page = await chooserIn(browser);
    await expectForgeriesRefused(browser, page, { account: sids[0] ?? '' });
    await expectForgeriesRefused(browser, page, { sign_out: sids[0] ?? '' });
    expect((await browser.get(`${fixture().world.origin}/u`)).body).toContain('Bob Example');
  });

  it('SC-01: beside others takes few cookies, and none of a session that a script could read', async () => {
    const { browser } = await withBoth();
    const page = await chooserIn(browser);
    const { sids } = await withBoth(browser);
    const answer = await browser.submit(page, { account: sids[0] ?? '' });
    const set = answer.headers.getSetCookie().filter(header => header.startsWith(cookie));
    expect(set).toHaveLength(1);
    for (const header of set) expect(header).toMatch(/HttpOnly/);
    expect(browser.cookies.size).toBeLessThanOrEqual(8);
    for (const [name, value] of browser.cookies) expect(`${name}=${value}`.length).toBeLessThanOrEqual(4096);
  });
});
