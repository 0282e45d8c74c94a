/** Hostile logout requests — OpenID Connect RP-Initiated Logout 1.0 §2, §3, §6; rows LO. */
import { describe, expect, it } from 'vitest';
import { Browser, readForm } from '../testkit/browser.ts';
import { claimsOf, headerOf, introspect, responseOf, signIn, userinfo } from '../testkit/relying-party.ts';
import { expectPage, expectRefused } from './expectations.ts';
import { asC1, c1, useFixture } from './fixture.ts';
import { jws, reworded, unsigned } from './jws.ts';

const fixture = useFixture();
const bye = 'https://rp.test/bye';

interface Visitor {
  readonly browser: Browser;
  readonly idToken: string;
  readonly set: Record<string, unknown>;
}

async function visitor(scope = 'openid'): Promise<Visitor> {
  const browser = new Browser();
  const page = await signIn(fixture().world, browser, { ...c1, scope });
  const { json } = await fixture().redeem(responseOf(page).get('code') ?? '');
  return { browser, idToken: String(json['id_token']), set: json };
}

const leave = (browser: Browser, parameters: Record<string, string>) =>
  browser.get(`${fixture().world.issuer}/session/end?${new URLSearchParams(parameters)}`);
const isSignedIn = async (browser: Browser) =>
  responseOf(await fixture().ask({ prompt: 'none' }, browser)).has('code');

describe('where a logout leads', () => {
  it('a hint without a value is none (RFC 6749 §3.1)', async () => {
    const asked = { client_id: 'c1', post_logout_redirect_uri: bye, id_token_hint: '' };
    expect((await leave(new Browser(), asked)).location).toBe(bye);
  });

  it('LO-01: is registered byte for byte, or nowhere', async () => {
    const { browser, idToken } = await visitor();
    const hostile = [
      `${bye}?x=1`,
      `${bye}/x`,
      `${bye}/`,
      'https://rp.test/BYE',
      'https://u@rp.test/bye',
      'https://rp.test@evil.test/bye',
      `${bye}#x`,
      `${bye}#`,
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      'javascript:alert(1)',
      'http://rp.test/bye',
      'https://spa.test/bye',
      c1.redirect_uri,
      'https://rp.test:443/bye',
    ];
    for (const post_logout_redirect_uri of hostile) {
      const page = await leave(browser, { id_token_hint: idToken, post_logout_redirect_uri, state: 'st' });
      expectPage(page, 'invalid_request', post_logout_redirect_uri);
      expect(page.body).not.toContain('evil');
    }
    expect(await isSignedIn(browser)).toBe(true);
    const page = await leave(browser, { id_token_hint: idToken, post_logout_redirect_uri: bye, state: 'st' });
    expect(page.location).toBe(`${bye}?state=st`);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('LO-02: is nowhere for one who cannot say which client asks', async () => {
    const { browser, idToken } = await visitor();
    const { world } = fixture();
    const hints = [
      undefined,
      jws({ ...headerOf(idToken), alg: 'none' }, claimsOf(idToken), unsigned),
      reworded(idToken, claims => ({ ...claims, aud: 'c2' })),
      `${idToken.slice(0, -4)}AAAA`,
      'x',
    ];
    for (const hint of hints) {
      const parameters = {
        post_logout_redirect_uri: bye,
        ...(hint !== undefined && { id_token_hint: hint }),
      };
      const page = await browser.follow(await leave(browser, parameters), world.origin);
      expect([page.status, page.location], hint?.slice(0, 20)).toEqual([200, undefined]);
      expect(page.body).not.toContain('rp.test');
      const afterwards = await leave(new Browser(), parameters);
      expect([afterwards.status, afterwards.location]).toEqual([200, undefined]);
      if (hint === undefined) continue;
      const named = await leave(new Browser(), { ...parameters, client_id: 'c1' });
      expect([named.status, named.location], hint.slice(0, 20)).toEqual([200, undefined]);
    }
    const crossed = {
      id_token_hint: idToken,
      client_id: 'c2',
      post_logout_redirect_uri: 'https://spa.test/bye',
    };
    expectPage(await leave(browser, crossed), 'invalid_request');
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('LO-02: is said once', async () => {
    const { browser, idToken } = await visitor();
    const url = `${fixture().world.issuer}/session/end?${new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: bye })}`;
    for (const twice of [
      'post_logout_redirect_uri=https%3A%2F%2Fevil.test',
      `id_token_hint=${idToken}`,
      'state=a&state=b',
    ])
      expectPage(await browser.get(`${url}&${twice}`), 'invalid_request');
    const split = await browser.post(url, { post_logout_redirect_uri: 'https://evil.test' });
    expectPage(split, 'invalid_request');
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('LO-05: carries hostile values as text', async () => {
    const hostile = '"><script>alert(1)</script>\r\nX: y';
    const { browser, idToken } = await visitor();
    const parameters = { state: hostile, ui_locales: hostile, logout_hint: hostile };
    const asked = await browser.follow(await leave(browser, parameters), fixture().world.origin);
    expect(asked.body).not.toContain('alert(1)');
    const gone = await leave(browser, {
      ...parameters,
      id_token_hint: idToken,
      post_logout_redirect_uri: bye,
    });
    expect(new URL(gone.location ?? '').searchParams.get('state')).toBe(hostile);
    expect(gone.headers.get('location')).toMatch(/^[\x21-\x7e]+$/);
  });
});

describe('who is signed out', () => {
  it('LO-04: nobody by a link alone', async () => {
    const { browser, set } = await visitor();
    const { world } = fixture();
    const page = await browser.follow(await leave(browser, {}), world.origin);
    expect(readForm(page).action).toBe(`${world.origin}/logout`);
    expect(await isSignedIn(browser)).toBe(true);
    const kept = await browser.submit(page, { decision: 'stay' });
    expect(kept.location).toBe(`${world.origin}/`);
    expect((await userinfo(world, set['access_token'])).status).toBe(200);
    await browser.submit(page, { decision: 'sign_out' });
    expect(await isSignedIn(browser)).toBe(false);
    expect((await userinfo(world, set['access_token'])).status).toBe(401);
  });

  it('LO-04: nobody by the ID token of another session, be it of the same user', async () => {
    const [mine, other] = [await visitor(), await visitor()];
    const page = await leave(mine.browser, { id_token_hint: other.idToken, post_logout_redirect_uri: bye });
    expect(page.location).toMatch(/\/logout\?ticket=/);
    expect(await isSignedIn(mine.browser)).toBe(true);
    expect(await isSignedIn(other.browser)).toBe(true);
  });

  it('LO-10: whoever is, is so everywhere, save for what was granted offline', async () => {
    const { world } = fixture();
    const online = await visitor();
    const offline = await fixture().redeem(
      responseOf(await fixture().ask({ scope: 'openid offline_access' }, online.browser)).get('code') ?? '',
    );
    const unspent = responseOf(await fixture().ask({}, online.browser)).get('code') ?? '';
    const before = online.browser.copy();
    await leave(online.browser, { id_token_hint: online.idToken });
    expect(await isSignedIn(before)).toBe(false);
    expectRefused(await fixture().redeem(unspent), 400, 'invalid_grant');
    expect((await introspect(world, online.set['access_token'], asC1)).json).toEqual({ active: false });
    expect((await fixture().refresh(offline.json['refresh_token'])).status).toBe(200);
  });
});
