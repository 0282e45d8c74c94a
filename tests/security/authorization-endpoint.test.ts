/** Hostile authorization requests: who asks, and where the answer goes — RFC 9700 §4.1, §4.4, §4.12; rows AZ-01 to AZ-20, AZ-36 to AZ-38. */
import { describe, expect, it } from 'vitest';
import { Browser, readForm } from '../testkit/browser.ts';
import { pkce, responseOf } from '../testkit/relying-party.ts';
import { alice } from '../testkit/world.ts';
import { expectPage, expectRedirect } from './expectations.ts';
import { c1, useFixture } from './fixture.ts';

const fixture = useFixture();
const issuer = () => fixture().world.issuer;
const get = (query: string, browser = new Browser()) => browser.get(`${issuer()}/auth?${query}`);
const spa = { client_id: 'c2', redirect_uri: 'https://spa.test/cb' };

/** What differs from request to request: the correlation id. */
const withoutId = (body: string, headers: Headers) =>
  body.replaceAll(headers.get('x-correlation-id') ?? 'none', '');

describe('the redirect URI', () => {
  const hostile = (uris: readonly string[], base = {}) =>
    Promise.all(
      uris.map(async redirect_uri => {
        const page = await fixture().ask({ ...base, redirect_uri });
        expectPage(page, 'invalid_request', redirect_uri);
        expect(page.body).not.toContain('evil');
      }),
    );

  it('AZ-01: is compared byte for byte', () =>
    hostile(
      [
        '/cb/x',
        '/CB',
        '/cb/',
        '/cb/../cb',
        '/%63b',
        '/cb%2f',
        '/cb;x',
        '/cb/..;/evil',
        '/cb?y=1',
        '/cb?x=1&x=1',
        '/cb?X=1',
        '/cb?x=1&y=2',
        '/cb?',
        '/cb ',
        '/cb\r\n',
      ].map(path => `https://rp.test${path}`),
    ));

  it('AZ-02: has no authority but the registered one', () =>
    hostile([
      'https://rp.test@evil.test/cb',
      'https://a@b@evil.test/cb',
      'https://rp.test\\@evil.test/cb',
      'https://rp.test%40evil.test/cb',
      'https://rp.test:443/cb',
      'https://rp.test./cb',
      'https://rp.test.evil.test/cb',
      'https:rp.test/cb',
      '//rp.test/cb',
      'https:///rp.test/cb',
      'HTTPS://rp.test/cb',
      'http://rp.test/cb',
      ' https://rp.test/cb',
      'javascript:alert(1)//https://rp.test/cb',
      'data:text/html,evil',
    ]));

  it('AZ-04: has no fragment', () => hostile(['https://rp.test/cb#x', 'https://rp.test/cb#']));

  it('AZ-05: is named by every request, even of a client with only one', async () => {
    expectPage(await fixture().ask({ redirect_uri: undefined }), 'invalid_request');
    expectPage(await fixture().ask({ redirect_uri: '' }), 'invalid_request');
    expectPage(await fixture().ask({ client_id: 'c2', redirect_uri: undefined }), 'invalid_request');
  });

  it('AZ-06: of a loopback literal may differ in its port, and in nothing else', async () => {
    const native = { client_id: 'c4', ...pkce().challenge, prompt: 'none' };
    for (const port of ['', ':51234', ':1', ':65535']) {
      const page = await fixture().ask({ ...native, redirect_uri: `http://127.0.0.1${port}/cb` });
      expectRedirect(page, 'login_required');
      expect(page.location).toContain(`http://127.0.0.1${port}/cb?`);
    }
    const uris = [
      'http://127.0.0.1:51234/cb?z=1',
      'http://127.0.0.2/cb',
      'http://localhost:51234/cb',
      'http://[::1]/cb',
      'http://127.1/cb',
      'http://2130706433/cb',
      'http://127.0.0.1.evil.test/cb',
      'http://127.0.0.1:51234@evil.test/cb',
      'http://127.0.0.1:99999/cb',
      'http://127.0.0.1:/cb',
      'https://127.0.0.1:51234/cb',
      'com.example.app:/cb/x',
      'com.example.app://cb',
    ];
    await hostile(uris, native);
  });

  it('AZ-06: with a port that does not exist breaks no page on the way', async () => {
    const browser = new Browser();
    const page = await fixture().ask(
      { client_id: 'c4', redirect_uri: 'http://127.0.0.1:99999/cb', ...pkce().challenge },
      browser,
    );
    expectPage(await browser.follow(page, fixture().world.origin), 'invalid_request');
  });
});

describe('the client', () => {
  it('AZ-08: is one of this issuer, enabled, and whoever asks is not told which it is not', async () => {
    const ids = ['nobody', 'foreign', 'c7', 'x'.repeat(10_000), '__proto__', 'constructor', 'toString', 'C1'];
    const bodies = new Set<string>();
    for (const client_id of ids) {
      const page = await fixture().ask({ client_id });
      expectPage(page, 'invalid_client', client_id.slice(0, 20));
      bodies.add(withoutId(page.body, page.headers));
    }
    const ofItsOwn = { client_id: 'foreign', redirect_uri: 'https://foreign.test/cb' };
    const page = await fixture().ask(ofItsOwn);
    bodies.add(withoutId(page.body, page.headers));
    expect(bodies.size).toBe(1);
  });

  it('AZ-09: and its redirect URI are named once, in query and form together', async () => {
    const [id, uri] = ['client_id=c1', `redirect_uri=${encodeURIComponent(c1.redirect_uri)}`];
    const rest = 'response_type=code&scope=openid';
    const evil = `redirect_uri=${encodeURIComponent('https://evil.test/cb')}`;
    for (const query of [
      `${id}&${uri}&${evil}&${rest}`,
      `${id}&${evil}&${uri}&${rest}`,
      `${id}&${uri}&${uri}&${rest}`,
      `${id}&client_id=c2&${uri}&${rest}`,
      `client_id=c2&${id}&${uri}&${rest}`,
      `${id}&client_id=&${uri}&${rest}`,
    ]) {
      expectPage(await get(query), 'invalid_request', query);
    }
    const whole = { ...c1, response_type: 'code', scope: 'openid' };
    for (const query of [evil, uri, 'client_id=c2', id]) {
      expectPage(await new Browser().post(`${issuer()}/auth?${query}`, whole), 'invalid_request', query);
    }
  });
});

describe('the answer', () => {
  const whole = `client_id=c1&redirect_uri=${encodeURIComponent(c1.redirect_uri)}&response_type=code&scope=openid&state=st&nonce=no`;

  it('AZ-10: is an error where a parameter came twice, without a state that did', async () => {
    const twice = [
      'scope',
      'nonce',
      'response_type',
      'code_challenge',
      'prompt',
      'max_age',
      'request',
      'unknown',
    ];
    for (const name of twice) {
      const page = await get(`${whole}&${name}=a&${name}=b`);
      expect(expectRedirect(page, 'invalid_request', name).get('state')).toBe('st');
    }
    const page = await get(`${whole}&state=other`);
    expect(expectRedirect(page, 'invalid_request').has('state')).toBe(false);
  });

  it('AZ-12: by form_post carries hostile values as text, under a policy without inline scripts', async () => {
    const state = `"><script>alert(1)</script>'&`;
    const page = await fixture().askSignedIn({ response_mode: 'form_post', state });
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('<script>alert');
    expect(readForm(page).hidden.get('state')).toBe(state);
    expect(readForm(page).action).toBe('https://rp.test/cb');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'sha256-[^']+';/);
    expect(policy).toContain('form-action https://rp.test;');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const error = await fixture().ask({
      response_mode: 'form_post',
      state,
      prompt: 'none',
      error_description: state,
    });
    expect(readForm(error).hidden.get('error')).toBe('login_required');
    expect(error.body).not.toContain('<script>alert');
  });

  it('AZ-13: names a response_type that is missing or does not exist', async () => {
    expectRedirect(await fixture().ask({ response_type: undefined }), 'invalid_request');
    for (const response_type of ['foo', 'code foo', 'CODE', 'code code', 'none'])
      expectRedirect(await fixture().ask({ response_type }), 'unsupported_response_type', response_type);
  });

  it('AZ-14: never holds tokens for a client that registered for codes only', async () => {
    for (const response_type of [
      'token',
      'id_token',
      'code token',
      'code id_token',
      'id_token token',
      'token code',
    ]) {
      const error = response_type === 'token' ? 'unsupported_response_type' : 'unauthorized_client';
      const page = await fixture().askSignedIn({ response_type });
      expectRedirect(page, error, response_type);
      expect(new URL(page.location ?? '').hash, response_type).toContain(`error=${error}`);
      const inQuery = await fixture().askSignedIn({ response_type, response_mode: 'query' });
      expectRedirect(inQuery, error, response_type);
      expect(new URL(inQuery.location ?? '').search, response_type).toBe('');
    }
  });

  it('AZ-16: travels only by a response mode that exists', async () => {
    for (const response_mode of ['bogus', 'query.jwt', 'form_post.jwt', 'QUERY', '__proto__'])
      expectRedirect(
        await fixture().askSignedIn({ response_mode }),
        'unsupported_response_mode',
        response_mode,
      );
  });

  it('AZ-17: is no code for a public client without a challenge', async () => {
    expectRedirect(await fixture().askSignedIn(spa), 'invalid_request');
    expectRedirect(await fixture().askSignedIn({ ...spa, code_challenge: '' }), 'invalid_request');
  });

  it('AZ-18: is no code for any challenge but S256', async () => {
    const { challenge } = pkce();
    for (const code_challenge_method of ['plain', undefined, 's256', 'S512', ''])
      expectRedirect(
        await fixture().askSignedIn({ ...spa, ...challenge, code_challenge_method }),
        'invalid_request',
        code_challenge_method,
      );
    for (const code_challenge of ['short', 'x'.repeat(129), `${'x'.repeat(43)}+`])
      expectRedirect(
        await fixture().askSignedIn({ ...spa, ...challenge, code_challenge }),
        'invalid_request',
      );
    const metadata: unknown = await (await fetch(`${issuer()}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({ code_challenge_methods_supported: ['S256'] });
  });

  it('AZ-20: names its issuer, on success and on error, whichever host was asked', async () => {
    const { world } = fixture();
    const pages = [
      await fixture().askSignedIn(),
      await fixture().ask({ prompt: 'none' }),
      await fixture().ask({ scope: '"' }),
      await fixture().ask({ response_type: undefined }),
      await fixture().askSignedIn({ response_type: 'token' }),
    ];
    const login = await new Browser().get(`${world.issuer}/auth?${whole}`);
    expect(login.status).toBe(303);
    for (const page of pages) expect(responseOf(page).getAll('iss')).toEqual([world.issuer]);
    const tenant = `${world.origin}/other/oidc`;
    const query = `${whole}&prompt=none`;
    const page = await new Browser().get(`${tenant}/auth?${query}`, { 'x-forwarded-host': 'evil.test' });
    expect(responseOf(page).getAll('iss')).toEqual([tenant]);
    const metadata: unknown = await (await fetch(`${tenant}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({ issuer: tenant, authorization_response_iss_parameter_supported: true });
  });

  it('AZ-20: names its issuer where the end-user turned away', async () => {
    const browser = new Browser();
    const login = await browser.follow(await fixture().ask({}, browser), fixture().world.origin);
    const page = await browser.submit(login, { action: 'cancel' });
    expect(expectRedirect(page, 'access_denied').get('iss')).toBe(issuer());
  });
});

describe('the endpoint', () => {
  const whole = { ...c1, response_type: 'code', scope: 'openid', prompt: 'none', state: 'st' };

  it('AZ-36: takes GET and a POSTed form, and nothing else', async () => {
    expectRedirect(await new Browser().post(`${issuer()}/auth`, whole), 'login_required');
    const query = new URLSearchParams(whole);
    const url = `${issuer()}/auth?${query}`;
    const json = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(whole),
      redirect: 'manual',
    });
    expect([json.status, json.headers.get('location')]).toEqual([400, null]);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(url, { method, redirect: 'manual' });
      expect([response.status, response.headers.get('allow')], method).toEqual([405, 'GET, POST, HEAD']);
    }
    const head = await fetch(url, { method: 'HEAD', redirect: 'manual' });
    expect([head.status, await head.text()]).toEqual([303, '']);
  });

  it('AZ-37: sends the browser on with 303, so that a password is never posted twice', async () => {
    const browser = new Browser();
    const login = await browser.follow(await fixture().ask({}, browser), fixture().world.origin);
    const page = await browser.submit(login, { identifier: alice.username, password: alice.password });
    expect(page.status).toBe(303);
    expect(page.location).toContain(`${c1.redirect_uri}?code=`);
  });

  it('AZ-38: refers nobody to anybody, and loads nothing from elsewhere', async () => {
    const browser = new Browser();
    const redirect = await fixture().ask({}, browser);
    const login = await browser.follow(redirect, fixture().world.origin);
    const granted = await fixture().askSignedIn();
    for (const page of [redirect, login, granted])
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(login.body).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    expect(login.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
