/** Hostile request objects and pushed requests — RFC 9101 §5, §6, §10; RFC 9126 §4, §7; rows AZ-41 to AZ-49. */
import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { claimsOf, responseOf, signIn } from '../testkit/relying-party.ts';
import { c3Key, c5Secret, innerRequestUris } from './clients.ts';
import { expectPage, expectRedirect, expectRefused } from './expectations.ts';
import { asC1, c1, useFixture } from './fixture.ts';
import { assertionClaims, assertionFields, jws, unsigned, withKey, withSecret } from './jws.ts';

const fixture = useFixture();
const c3 = { client_id: 'c3', redirect_uri: 'https://rp3.test/cb' };
const c12 = { client_id: 'c12', redirect_uri: 'https://rp12.test/cb' };
const header = { alg: 'ES256', kid: 'c3-key', typ: 'oauth-authz-req+jwt' };

/** What C3 signs when it asks for a code. */
const claims = (changes: object = {}): Record<string, unknown> => ({
  iss: 'c3',
  aud: fixture().world.issuer,
  ...c3,
  response_type: 'code',
  scope: 'openid',
  state: 'inside',
  nonce: 'inside',
  ...changes,
});
const object = (changes: object = {}, head: object = {}, sign = withKey(c3Key)) =>
  jws({ ...header, ...head }, claims(changes), sign);
const askWith = (request: string, beside: Record<string, string | undefined> = {}) =>
  fixture().askSignedIn({ ...c3, ...beside, request });

describe('request objects', () => {
  it('AZ-41: are signed by the client that asks', async () => {
    const pem = createPublicKey(c3Key).export({ type: 'spki', format: 'pem' });
    const good = object();
    const [head = '', body = '', signature = ''] = good.split('.');
    const forged = [
      object({}, { alg: 'none' }, unsigned),
      object({}, { alg: 'HS256' }, withSecret(pem)),
      object({}, { alg: 'HS256' }, withSecret(c5Secret)),
      object({}, { alg: 'ES384' }),
      object({}, { kid: 'other' }),
      object({}, { crit: ['exp'] }),
      object({}, { jku: `${fixture().sink}/jwks` }, () => Buffer.alloc(64)),
      `${head}.${body}.`,
      `${head}.${body}`,
      `${head}.${Buffer.from(JSON.stringify(claims({ scope: 'openid email' }))).toString('base64url')}.${signature}`,
      jws(header, '[]', withKey(c3Key)),
      jws(header, 'null', withKey(c3Key)),
      jws('[]', claims(), withKey(c3Key)),
      jws('"x"', claims(), withKey(c3Key)),
      jws(header, JSON.stringify(claims()).replace('{', '{"scope":"openid",'), withKey(c3Key)),
      'x',
      'a.b.c.d.e',
    ];
    for (const request of forged)
      expectRedirect(await askWith(request), 'invalid_request_object', request.slice(0, 80));
    expect(responseOf(await askWith(good)).has('code')).toBe(true);
  });

  it("AZ-41, JW-08: are not a client's other signed tokens, nor another client's", async () => {
    const { world } = fixture();
    const assertion = jws(
      { alg: 'ES256', kid: 'c3-key' },
      assertionClaims('c3', world.issuer, world.clock.now()),
      withKey(c3Key),
    );
    expectRedirect(await askWith(assertion), 'invalid_request_object');
    const ofC3 = { client_id: 'c1', redirect_uri: c1.redirect_uri };
    expectRedirect(await fixture().askSignedIn({ ...ofC3, request: object() }), 'invalid_request_object');
    const { id_token } = await fixture().tokens();
    expectRedirect(await fixture().askSignedIn({ request: String(id_token) }), 'invalid_request_object');
  });

  it('JW-08: are no client assertions, for all that they hold what one holds (RFC 9101 §10.8)', async () => {
    const { world } = fixture();
    const said = assertionClaims('c3', world.issuer, world.clock.now());
    const answerTo = async (typ?: string) => {
      const claims = { ...said, jti: `as ${typ}`, client_id: 'c3', response_type: 'code' };
      const assertion = jws({ alg: 'ES256', kid: 'c3-key', ...(typ && { typ }) }, claims, withKey(c3Key));
      const fields = { grant_type: 'refresh_token', refresh_token: 'x', ...assertionFields(assertion) };
      return (await fixture().call('/token', fields)).json['error'];
    };
    expect(await answerTo('oauth-authz-req+jwt')).toBe('invalid_client');
    for (const typ of [undefined, 'JWT', 'client-authentication+jwt', 'application/jwt'])
      expect(await answerTo(typ), typ).toBe('invalid_grant');
  });

  it('AZ-42: name their client and their issuer, hold no other object, and are in time', async () => {
    const now = fixture().world.clock.now();
    const wrong = [
      { client_id: 'c1' },
      { client_id: undefined },
      { client_id: ['c3'] },
      { iss: 'c1' },
      { aud: 'https://op2.test' },
      { aud: [] },
      { request: 'x' },
      { request_uri: fixture().sink },
      { exp: now - 30 },
      { exp: `${now + 60}` },
      { nbf: now + 31 },
      { nbf: 'now' },
      { state: '\0' },
      { nonce: '\ud800' },
    ];
    for (const changes of wrong)
      expectRedirect(await askWith(object(changes)), 'invalid_request_object', JSON.stringify(changes));
    expectPage(await askWith(object({ redirect_uri: 'https://evil.test/cb' })), 'invalid_request');
    expectPage(await askWith(object({ redirect_uri: undefined })), 'invalid_request');
  });

  it('AZ-42: count alone: what stands beside them is not merged', async () => {
    const beside = {
      scope: 'openid email',
      state: 'outside',
      nonce: 'outside',
      response_type: 'token',
      prompt: 'none',
      max_age: 'x',
    };
    const page = await askWith(object({ state: undefined, nonce: undefined }), beside);
    expect(responseOf(page).has('state')).toBe(false);
    const { world } = fixture();
    const assertion = jws(
      { alg: 'ES256', kid: 'c3-key' },
      assertionClaims('c3', world.issuer, world.clock.now()),
      withKey(c3Key),
    );
    const fields = { ...c3, ...assertionFields(assertion) };
    const { json } = await fixture().redeem(responseOf(page).get('code') ?? '', fields, {});
    expect(json['scope']).toBe('openid');
    expect(claimsOf(json['id_token'])['nonce']).toBeUndefined();
    const silent = await fixture().ask({ ...c3, prompt: 'login', request: object({ prompt: 'none' }) });
    expectRedirect(silent, 'login_required');
  });

  it('AZ-44: by reference are fetched from nowhere but where the client registered them', async () => {
    const inner = [
      fixture().sink,
      'http://169.254.169.254/latest/',
      'http://[::ffff:127.0.0.1]/',
      'http://0/',
      'file:///etc/passwd',
      'gopher://127.0.0.1/',
      'data:application/jwt,x',
    ];
    for (const request_uri of inner)
      expectRedirect(await fixture().askSignedIn({ request_uri }), 'request_uri_not_supported', request_uri);
    for (const request_uri of inner) {
      const page = await fixture().askSignedIn({ ...c12, request_uri });
      const response = expectRedirect(page, 'invalid_request_uri', request_uri);
      expect(response.get('error_uri')).toContain('request-uri-unregistered');
    }
  });

  it('AZ-44: by reference are not fetched from inside, though the client registered them', async () => {
    for (const request_uri of innerRequestUris)
      expectRedirect(
        await fixture().askSignedIn({ ...c12, request_uri }),
        'invalid_request_uri',
        request_uri,
      );
  });
});

describe('pushed requests', () => {
  const whole = {
    redirect_uri: c1.redirect_uri,
    response_type: 'code',
    scope: 'openid',
    state: 'pushed',
    nonce: 'no',
  };
  const push = (fields: Record<string, string> = {}, headers = asC1) =>
    fixture().call('/par', { ...whole, ...fields }, headers);
  const pushed = async () => String((await push()).json['request_uri']);
  const use = (request_uri: string, beside: Record<string, string | undefined> = {}, browser?: Browser) =>
    browser
      ? fixture().ask({ client_id: 'c1', redirect_uri: undefined, ...beside, request_uri }, browser)
      : fixture().askSignedIn({ client_id: 'c1', redirect_uri: undefined, ...beside, request_uri });

  it('AZ-46: are used once, by their client, in a minute, and as they were given', async () => {
    const { world } = fixture();
    const uri = await pushed();
    for (const altered of [
      `${uri}x`,
      uri.slice(0, -1),
      uri.replace(/.$/, last => (last === 'A' ? 'B' : 'A')),
    ])
      expectPage(await use(altered), 'invalid_request_uri', altered);
    expectPage(await use(uri, { client_id: 'c10' }), 'invalid_request_uri');
    expectPage(await use(uri, { client_id: undefined }), 'invalid_request_uri');
    const tenant = await new Browser().get(
      `${world.origin}/other/oidc/auth?${new URLSearchParams({ client_id: 'c1', request_uri: uri })}`,
    );
    expectPage(tenant, 'invalid_request_uri');
    expect(responseOf(await use(uri)).get('state')).toBe('pushed');
    expectPage(await use(uri), 'invalid_request_uri');
    const late = await pushed();
    world.clock.advance(60);
    expectPage(await use(late), 'invalid_request_uri');
  });

  it('AZ-46: of many uses at once one gets a code', async () => {
    const uri = await pushed();
    const browser = await fixture().signedIn();
    const pages = await Promise.all(Array.from({ length: 20 }, () => use(uri, {}, browser.copy())));
    expect(pages.filter(page => responseOf(page).has('code'))).toHaveLength(1);
  });

  it('AZ-46: are not changed by what stands beside them', async () => {
    const beside = {
      scope: 'openid email',
      state: 'outside',
      redirect_uri: 'https://rp.test/cb?x=1',
      response_type: 'token',
      prompt: 'none',
    };
    const page = await use(await pushed(), beside);
    expect(page.location?.startsWith('https://rp.test/cb?code=')).toBe(true);
    expect(responseOf(page).get('state')).toBe('pushed');
    const { json } = await fixture().redeem(responseOf(page).get('code') ?? '');
    expect(json['scope']).toBe('openid');
    expectPage(
      await use(await pushed(), { request: object(), redirect_uri: undefined }),
      'invalid_request_uri',
    );
  });

  it('AZ-46: may be begun again until they are answered, however long the sign-in takes', async () => {
    const { world } = fixture();
    const uri = await pushed();
    const browser = new Browser();
    const login = await browser.follow(await use(uri, {}, browser), world.origin);
    await browser.follow(await use(uri, {}, browser), world.origin);
    world.clock.advance(600);
    const page = await browser.submit(login, {
      identifier: 'alice',
      password: 'correct horse battery staple',
    });
    expect(responseOf(page).has('code')).toBe(true);
    expectPage(await use(uri), 'invalid_request_uri');
  });

  it('AZ-48: are the only ones that some clients send', async () => {
    const c11 = { client_id: 'c11', redirect_uri: 'https://rp11.test/cb' };
    expectRedirect(await fixture().askSignedIn(c11), 'invalid_request');
    const signed = object({ iss: 'c11', ...c11 });
    expectRedirect(await fixture().askSignedIn({ ...c11, request: signed }), 'invalid_request');
  });

  it('AZ-49: are in no cookie, page, address or log', async () => {
    const { world, watch } = fixture();
    const state = 'a-state-that-was-pushed-and-is-told-to-the-client-only';
    watch.lastingSecret(state);
    const { json } = await push({ state, login_hint: 'x' });
    const browser = new Browser();
    const redirect = await use(String(json['request_uri']), {}, browser);
    const login = await browser.follow(redirect, world.origin);
    for (const text of [redirect.location, login.url, login.body, [...browser.cookies].join(' ')])
      expect(text).not.toContain(state);
  });

  it('RFC 9126 §2: are pushed by the client itself, as it authenticates elsewhere', async () => {
    expectRefused(await push({ client_id: 'c1' }, {}), 401, 'invalid_client');
    expectRefused(await push({ client_id: 'c10' }), 400, 'invalid_request');
    expectRefused(await push({ request_uri: 'urn:ietf:params:oauth:request_uri:x' }), 400, 'invalid_request');
    expectRefused(await push({ redirect_uri: 'https://evil.test/cb' }), 400, 'invalid_request');
    expectRefused(await push({ response_type: 'token' }), 400, 'unsupported_response_type');
    expectRefused(await push({ scope: '"' }), 400, 'invalid_scope');
    expectRefused(await push({ request: 'x' }), 400, 'invalid_request_object');
    const page = await signIn(fixture().world, new Browser(), {
      ...c1,
      request_uri: await pushed(),
      redirect_uri: undefined,
    });
    expect(responseOf(page).has('code')).toBe(true);
  });
});
