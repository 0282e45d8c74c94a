/** Hostile authorization requests: who asks, and where an answer may go — RFC 9700 §4.1; rows AZ-01 to AZ-09. */
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { pkce } from '../testkit/relying-party.ts';
import { expectPage, expectRedirect } from './expectations.ts';
import { c1, useFixture } from './fixture.ts';

const fixture = useFixture();
const issuer = () => fixture().world.issuer;
const get = (query: string, browser = new Browser()) => browser.get(`${issuer()}/auth?${query}`);

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
