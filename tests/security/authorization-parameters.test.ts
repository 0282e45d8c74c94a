/** Hostile authorization requests: what is asked for, about whom, and how fresh — OIDC Core §3.1.2, §5.5; rows AZ-21 to AZ-50. */
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { basic, claimsOf, pkce, responseOf, signIn } from '../testkit/relying-party.ts';
import { alice, bob } from '../testkit/world.ts';
import { c9Secret } from './clients.ts';
import { expectPage, expectRedirect, expectRefused } from './expectations.ts';
import { c1, useFixture } from './fixture.ts';
import { poolOf } from './invariants.ts';

const fixture = useFixture();
const url = () => `${fixture().world.issuer}/auth`;
const whole = { ...c1, response_type: 'code', scope: 'openid', state: 'st', nonce: 'no' };
const third = { client_id: 'c9', redirect_uri: 'https://third.test/cb' };

/** A POSTed request: what it carries may be longer than an address. */
const posted = (parameters: Record<string, string>, browser = new Browser()) =>
  browser.post(url(), { ...whole, prompt: 'none', ...parameters });

describe('prompt and max_age', () => {
  it('AZ-21: prompt=none shows nothing, and says what is missing', async () => {
    expectRedirect(await fixture().ask({ prompt: 'none' }), 'login_required');
    expectRedirect(await fixture().askSignedIn({ ...third, prompt: 'none' }), 'consent_required');
  });

  it('AZ-22: prompt holds defined values, none stands alone, and an empty one is none at all', async () => {
    for (const prompt of ['none login', 'none consent', 'bogus', 'LOGIN', 'login  consent', 'login '])
      expectRedirect(await fixture().askSignedIn({ prompt }), 'invalid_request', prompt);
    expect(responseOf(await fixture().askSignedIn({ prompt: '' })).has('code')).toBe(true);
  });

  it('AZ-24: max_age asks for a sign-in that is young enough, in digits', async () => {
    const { world } = fixture();
    const browser = new Browser();
    await signIn(world, browser, c1);
    world.clock.advance(2);
    for (const max_age of ['0', '1'])
      expectRedirect(await fixture().ask({ max_age, prompt: 'none' }, browser), 'login_required', max_age);
    const again = await signIn(world, browser, { ...c1, max_age: '1' });
    const { json } = await fixture().redeem(responseOf(again).get('code') ?? '');
    expect(claimsOf(json['id_token'])['auth_time']).toBe(world.clock.now());
    for (const max_age of ['-1', 'abc', '1e9', '0x1', '1.5', ' 1', 'NaN'])
      expectRedirect(await fixture().askSignedIn({ max_age }), 'invalid_request', max_age);
    for (const max_age of ['99999999999999999999', '9'.repeat(4000)])
      expect(responseOf(await fixture().askSignedIn({ max_age })).has('code'), max_age).toBe(true);
  });
});

describe('the end-user', () => {
  it("AZ-25: an id_token_hint of alice never gets bob's code", async () => {
    const { id_token } = await fixture().tokens();
    const page = await fixture().ask(
      { prompt: 'none', id_token_hint: String(id_token) },
      await fixture().signedIn(bob),
    );
    expectRedirect(page, 'login_required');
    const claims = JSON.stringify({ id_token: { sub: { value: 'alice-sub' } } });
    expectRedirect(
      await fixture().ask({ prompt: 'none', claims }, await fixture().signedIn(bob)),
      'login_required',
    );
  });

  it('AZ-25: nor does signing in as somebody else than was asked for', async () => {
    const { id_token } = await fixture().tokens();
    const page = await signIn(
      fixture().world,
      new Browser(),
      { ...c1, id_token_hint: String(id_token) },
      bob,
    );
    expectRedirect(page, 'login_required');
  });

  it('AZ-28: asking in a thousand languages costs no memory of any', async () => {
    const browser = new Browser();
    const bodies = new Set<string>();
    for (let index = 0; index < 40; index++) {
      const page = await fixture().ask({ ui_locales: `xx-${index}`, theme: `t${index}` }, browser);
      const login = await browser.get(page.location ?? '', { 'accept-language': `yy-${index}` });
      bodies.add(login.body.replace(/(?:name="ticket" value="|\?ticket=)[^"]*"/g, ''));
    }
    expect(bodies.size).toBe(1);
  });
});

describe('scope and claims', () => {
  it('AZ-29: scope is a short list of words, and unknown ones are not granted', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `s${index}`).join(' ');
    for (const scope of [many, 'openid '.repeat(9_000).trim(), '"', 'a\\b', 'a\tb', 'openid  email', 'é'])
      expectRedirect(await posted({ scope }), 'invalid_scope', scope.slice(0, 20));
    expectPage(
      await new Browser().get(`${url()}?${new URLSearchParams(c1)}&response_type=code&scope=%00`),
      'invalid_request',
    );
    const { json } = await fixture().redeem(
      await fixture().code({ scope: 'openid admin phone __proto__ api' }),
    );
    expect(json['scope']).toBe('openid');
  });

  it('AZ-30: claims is a small object of the defined shape, and touches no prototype', async () => {
    const deep = `{"userinfo":${'{"a":'.repeat(100)}1${'}'.repeat(101)}`;
    const long = JSON.stringify({ userinfo: { ['x'.repeat(9_000)]: null } });
    for (const claims of [
      '{"x',
      '[]',
      'null',
      '1',
      deep,
      long,
      '{"userinfo":[]}',
      '{"userinfo":{"a":1}}',
      '{"id_token":{"a":null,"a":null}}',
    ])
      expectRedirect(await posted({ claims }), 'invalid_request', claims.slice(0, 20));
    const big = await fetch(url(), {
      method: 'POST',
      body: new URLSearchParams({ ...whole, claims: 'x'.repeat(1_000_000) }),
    });
    expect(big.status).toBe(413);
    for (const claims of [
      '{"__proto__":{"a":1}}',
      '{"userinfo":{"__proto__":{"value":1},"constructor":null,"toString":null,"<script>":null}}',
      '{"id_token":{"iss":null,"aud":{"value":"evil"},"sub":null,"exp":null,"hasOwnProperty":null}}',
    ]) {
      const { json } = await fixture().redeem(await fixture().code({ claims }));
      const userinfo = await fetch(`${fixture().world.issuer}/me`, {
        headers: { authorization: `Bearer ${String(json['access_token'])}` },
      });
      expect(await userinfo.json(), claims).toEqual({ sub: 'alice-sub' });
      expect(claimsOf(json['id_token'])).toMatchObject({
        aud: 'c1',
        iss: fixture().world.issuer,
        sub: 'alice-sub',
      });
    }
    expect(Reflect.get({}, 'a')).toBeUndefined();
  });

  it('AZ-40: claims asked for by name give away no more than the scopes that the end-user agrees to', async () => {
    const { world } = fixture();
    const browser = await fixture().signedIn();
    const claims = JSON.stringify({ userinfo: { email: null, phone_number: null } });
    const page = await browser.follow(await fixture().ask({ ...third, claims }, browser), world.origin);
    expect(page.body).toContain('id="allow"');
    expect(page.body).toMatch(/email/i);
    expect(page.body).toMatch(/phone/i);
    const restricted = await fixture().redeem(await fixture().code({ claims }));
    const userinfo = await fetch(`${world.issuer}/me`, {
      headers: { authorization: `Bearer ${String(restricted.json['access_token'])}` },
    });
    expect(await userinfo.json()).toEqual({ sub: 'alice-sub', email: alice.email });
  });
});

describe('consent', () => {
  const ask = async (scope: string, browser: Browser) =>
    browser.follow(await fixture().ask({ ...third, scope }, browser), fixture().world.origin);
  const redeemThird = (code: string | null) =>
    fixture().redeem(code ?? '', { redirect_uri: third.redirect_uri }, basic('c9', c9Secret));

  it('AZ-40: is asked again for what was not agreed to, and grants nothing that was not asked', async () => {
    const browser = await fixture().signedIn();
    const first = await browser.submit(await ask('openid profile', browser), {
      decision: 'allow',
      scope: 'openid profile email admin',
    });
    const { json } = await redeemThird(responseOf(first).get('code'));
    expect(json['scope']).toBe('openid profile');
    expect(responseOf(await ask('openid profile', browser)).has('code')).toBe(true);
    const more = await ask('openid profile email offline_access', browser);
    expect(more.body).toContain('id="allow"');
    expectRedirect(await browser.submit(more, { decision: 'deny' }), 'access_denied');
    expect((await ask('openid profile email', browser)).body).toContain('id="allow"');
  });

  it('AZ-40: given for one request, or by one browser, is none for another', async () => {
    const { world } = fixture();
    const mine = await ask('openid email', await fixture().signedIn(bob));
    const stranger = await fixture().signedIn();
    expect((await stranger.submit(mine, { decision: 'allow' })).status).toBe(403);
    const ofLogin = await stranger.follow(await fixture().ask({ prompt: 'login' }, stranger), world.origin);
    const ticket = new URL(ofLogin.url).searchParams.get('ticket') ?? '';
    const crossed = await stranger.post(`${world.origin}/consent`, { ticket, decision: 'allow' });
    expect([crossed.status, crossed.location]).toEqual([403, undefined]);
  });

  it('AZ-40: of alice is none of bob, who signed in meanwhile in the same browser', async () => {
    const { world } = fixture();
    const browser = new Browser();
    await signIn(world, browser, c1, alice);
    const asked = await ask('openid email', browser);
    await signIn(world, browser, { ...c1, prompt: 'login' }, bob);
    const page = await browser.follow(await browser.submit(asked, { decision: 'allow' }), world.origin);
    const { json } = await fixture().redeem(
      responseOf(page).get('code') ?? '',
      { redirect_uri: third.redirect_uri },
      basic(third.client_id, c9Secret),
    );
    expect(claimsOf(json['id_token'])['sub']).toBe('alice-sub');
  });

  it('AZ-40: of alice is asked again where her session has ended meanwhile', async () => {
    const { world } = fixture();
    const browser = new Browser();
    await signIn(world, browser, c1, alice);
    const asked = await ask('openid phone', browser);
    browser.setCookie('symbolon-session-default', 'gone');
    await signIn(world, browser, c1, bob);
    const page = await browser.follow(await browser.submit(asked, { decision: 'allow' }), world.origin);
    expect(page.location).toBeUndefined();
    expect(page.body).toContain('id="allow"');
    expect(page.body).toContain('Bob Example');
  });
});

describe('what travels', () => {
  it('AZ-34: state and nonce come back as they went, through the login and without', async () => {
    const states = [
      'x'.repeat(4096),
      'ünïcødé 🗝 日本語',
      'a\r\nX: y',
      'a b+c%20d&e=f#g?h',
      '"<>\'\\`',
      '\u2028\u0001',
    ];
    for (const state of states) {
      const page = await fixture().askSignedIn({ state });
      expect(responseOf(page).get('state')).toBe(state);
      expect(page.headers.get('x')).toBeNull();
      expect(page.headers.get('location')).toMatch(/^[\x21-\x7e]+$/);
    }
    const afterLogin = await signIn(fixture().world, new Browser(), { ...c1, state: states.join('') });
    expect(responseOf(afterLogin).get('state')).toBe(states.join(''));
    expect(responseOf(await fixture().askSignedIn({ state: undefined })).has('state')).toBe(false);
    for (const nonce of ['n'.repeat(64), 'n'.repeat(512), 'é"\\']) {
      const { json } = await fixture().redeem(await fixture().code({ nonce }));
      expect(claimsOf(json['id_token'])['nonce']).toBe(nonce);
    }
    expectPage(await new Browser().get(`${url()}?${new URLSearchParams(whole)}&x=%00`), 'invalid_request');
  });

  it('AZ-33: a code flow needs no nonce', async () => {
    const { json } = await fixture().redeem(await fixture().code({ nonce: undefined }));
    expect('nonce' in claimsOf(json['id_token'])).toBe(false);
  });

  it('AZ-50: codes are random, tell no order, are stored as hashes and expire', async () => {
    const { world } = fixture();
    const browser = await fixture().signedIn();
    const codes: string[] = [];
    for (let index = 0; index < 80; index++)
      codes.push(responseOf(await fixture().ask({}, browser)).get('code') ?? '');
    expect(new Set(codes.map(code => code.slice(0, 43))).size).toBe(codes.length);
    expect(new Set(codes.map(code => code.slice(-22))).size).toBe(codes.length);
    expect(new Set(codes.map(code => code.slice(0, 1))).size).toBeGreaterThan(20);
    expect([...codes].sort()).not.toEqual(codes);
    expect(codes.every(code => /^[\w-]{65}$/.test(code))).toBe(true);
    const [code = ''] = codes;
    const stored = await world.storage.authorizations.find(poolOf('default'), code.slice(-22));
    expect(JSON.stringify(stored)).not.toContain(code.slice(0, 43));
    world.clock.advance(599);
    expect((await fixture().redeem(code)).status).toBe(200);
    world.clock.advance(1);
    expectRefused(await fixture().redeem(codes[1] ?? ''), 400, 'invalid_grant');
  });

  it('AZ-17: a challenge of one request proves nothing for another', async () => {
    const spa = { client_id: 'c2', redirect_uri: 'https://spa.test/cb' };
    const [mine, theirs] = [pkce(), pkce()];
    const code = await fixture().code({ ...spa, ...theirs.challenge });
    const fields = { ...spa, code_verifier: mine.verifier };
    expectRefused(await fixture().redeem(code, fields, {}), 400, 'invalid_grant');
  });
});
