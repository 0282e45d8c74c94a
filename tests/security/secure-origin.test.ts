/** The server behind https: what its cookies and headers promise — RFC 6265bis §4.1.3, RFC 6797; rows SC-01, SC-08, SC-12. */
import { expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { authorizationUrl, responseOf, signIn } from '../testkit/relying-party.ts';
import { c1, useFixture } from './fixture.ts';

const fixture = useFixture({ origin: 'https://op.test' });

it('SC-01: every cookie is for this host, over TLS, out of reach of scripts', async () => {
  const { world } = fixture();
  const browser = new Browser();
  const cookies: string[] = [];
  const redirect = await browser.get(authorizationUrl(world, c1));
  const login = await browser.get(redirect.location ?? '');
  const granted = await browser.submit(login, {
    identifier: 'alice',
    password: 'correct horse battery staple',
    remember: 'on',
  });
  expect(granted.location).toContain('code=');
  const logout = await browser.get(`${world.issuer}/session/end`);
  const left = await browser.submit(await browser.get(logout.location ?? ''), { decision: 'sign_out' });
  for (const page of [redirect, login, granted, logout, left]) cookies.push(...page.headers.getSetCookie());
  expect(cookies.length).toBeGreaterThanOrEqual(3);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-symbolon-[\w-]+=[\w-]*; /);
    expect(cookie).toMatch(/; Path=\/(?:;|$)/);
    // The browser state opens nothing: the frame of Session Management §3.2 has to read it.
    if (!/^__Host-symbolon-browser-state-default=[\w-]{43};/.test(cookie))
      expect(cookie).toMatch(/; HttpOnly(?:;|$)/);
    expect(cookie).toMatch(/; Secure(?:;|$)/);
    expect(cookie).not.toMatch(/domain/i);
    expect(cookie.length).toBeLessThan(4096);
    // The session travels into frames, for silent renewal by web_message, and its state for the frame that tells of it.
    expect(cookie).toMatch(
      /^__Host-symbolon-(?:session|browser-state)-/.test(cookie) ? /SameSite=(?:Lax|None)/ : /SameSite=Lax/,
    );
  }
  expect(new Set(cookies.map(cookie => cookie.split('=', 1)[0])).size).toBeLessThanOrEqual(8);
});

it('SC-12: a cookie without the prefix of this host, as any subdomain may set, is nobody', async () => {
  const { world } = fixture();
  const browser = new Browser();
  await signIn(world, browser, c1);
  const value = browser.cookies.get('__Host-symbolon-session-default') ?? '';
  expect(value).toHaveLength(43);
  const tossed = new Browser();
  tossed.setCookie('symbolon-session-default', value);
  expect(responseOf(await fixture().ask({ prompt: 'none' }, tossed)).get('error')).toBe('login_required');
});

it('SC-08: every answer says to come back over TLS', async () => {
  for (const path of [
    '/',
    '/nowhere',
    '/oidc/me',
    '/oidc/auth',
    '/oidc/.well-known/jwks.json',
    '/health/live',
  ])
    expect(
      (await fetch(`${fixture().world.origin}${path}`)).headers.get('strict-transport-security'),
      path,
    ).toMatch(/^max-age=\d{8}/);
});

it('DC-01: and is found under its own name only', async () => {
  const { world } = fixture();
  const metadata: unknown = await (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json();
  expect(metadata).toMatchObject({
    issuer: 'https://op.test/oidc',
    token_endpoint: 'https://op.test/oidc/token',
  });
  for (const host of [
    'evil.test',
    'op.test:99999',
    'op.test.',
    'op.test@evil',
    'OP.test.evil',
    'op.test, evil.test',
  ]) {
    const message = fixture().message('GET /oidc/.well-known/openid-configuration', [`Host: ${host}`]);
    expect(
      (await fixture().raw(message)).responses.map(({ status }) => status),
      host,
    ).toEqual([421]);
  }
  const own = await fixture().raw(fixture().message('GET /oidc/.well-known/openid-configuration'));
  expect(own.responses.map(({ status }) => status)).toEqual([200]);
});
