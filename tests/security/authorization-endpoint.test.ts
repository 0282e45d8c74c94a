/** Hostile authorization requests: what is answered, and how — RFC 9700 §4.3, §4.4, §4.12; rows AZ-10 to AZ-20, AZ-36 to AZ-38. */
import { describe, expect, it } from 'vitest';
import { Browser, readForm } from '../testkit/browser.ts';
import { pkce, responseOf } from '../testkit/relying-party.ts';
import { alice } from '../testkit/world.ts';
import { expectRedirect } from './expectations.ts';
import { c1, useFixture } from './fixture.ts';

const fixture = useFixture();
const issuer = () => fixture().world.issuer;
const get = (query: string, browser = new Browser()) => browser.get(`${issuer()}/auth?${query}`);
const spa = { client_id: 'c2', redirect_uri: 'https://spa.test/cb' };

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
    expect(policy).toContain('form-action https:;');
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

describe('answers that hold tokens', () => {
  const c6 = { client_id: 'c6', redirect_uri: 'https://rp6.test/cb' };
  const types = ['id_token', 'id_token token', 'code id_token', 'code id_token token'];

  it('AZ-33: need a nonce where an ID token is among them', async () => {
    for (const response_type of types) {
      const page = await fixture().askSignedIn({ ...c6, response_type, nonce: undefined });
      expectRedirect(page, 'invalid_request', response_type);
      expect(new URL(page.location ?? '').search, response_type).toBe('');
    }
    const page = await fixture().askSignedIn({ ...c6, response_type: 'code token', nonce: undefined });
    expect(responseOf(page).has('access_token')).toBe(true);
  });

  it('AZ-14: never travel in a query, nor with a refresh token', async () => {
    for (const response_type of [...types, 'code token']) {
      const inQuery = await fixture().askSignedIn({ ...c6, response_type, response_mode: 'query' });
      expectRedirect(inQuery, 'invalid_request', response_type);
      expect(new URL(inQuery.location ?? '').search, response_type).toBe('');
      const page = await fixture().askSignedIn({ ...c6, response_type, scope: 'openid offline_access' });
      expect(new URL(page.location ?? '').search, response_type).toBe('');
      expect(responseOf(page).has('refresh_token'), response_type).toBe(false);
      expect(responseOf(page).has('error'), response_type).toBe(false);
    }
  });

  it('AZ-16: are handed by web_message to the origin of the redirect URI, and to no other', async () => {
    const hostile = '</script><script>alert(1)</script>\u2028';
    const page = await fixture().askSignedIn({ response_mode: 'web_message', state: hostile });
    expect(page.status).toBe(200);
    const answer = /<script type="application\/json" id="answer">(.*?)<\/script>/s.exec(page.body)?.[1] ?? '';
    expect(JSON.parse(answer)).toMatchObject({
      origin: 'https://rp.test',
      message: { type: 'authorization_response', response: { state: hostile, iss: issuer() } },
    });
    expect(page.body).not.toContain('alert(1)</script>');
    expect(page.body).not.toMatch(/postMessage\([^)]*['"]\*/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-ancestors https://rp.test;');
    expect(policy).toMatch(/script-src 'sha256-[^']+';/);
    const native = { client_id: 'c4', redirect_uri: 'com.example.app:/cb', ...pkce().challenge };
    expectRedirect(
      await fixture().askSignedIn({ ...native, response_mode: 'web_message' }),
      'unsupported_response_mode',
    );
  });

  it('AZ-52: are meant for no API that is not declared', async () => {
    for (const resource of ['https://unknown.test', 'relative', 'https://api.test#x', ''.padEnd(3000, 'x')])
      expectRedirect(await fixture().askSignedIn({ resource }), 'invalid_target', resource.slice(0, 30));
  });
});
