/** Requests that do not travel in the open: pushed (RFC 9126), or as a signed object (RFC 9101). */
import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { type Answer, basic, post, redeem, responseOf, webAuthentication } from '../testkit/relying-party.ts';
import { alice, createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pushing = { ...web, client_id: 'pushing', require_pushed_authorization_requests: true };

let world: World;
beforeAll(async () => {
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] };
  world = await createWorld({ applications: [{ ...web, jwks }, pushing, { ...web, client_id: 'other' }] });
});
afterAll(() => world.close());

const parameters = {
  client_id: 'web',
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid',
  state: 'pushed',
  nonce: 'no',
};
const push = (fields: Record<string, string> = {}, headers = webAuthentication): Promise<Answer> =>
  post(`${world.issuer}/par`, { ...parameters, ...fields }, headers);
const begin = async (browser: Browser, fields: Record<string, string>) =>
  browser.follow(
    await browser.get(`${world.issuer}/auth?${new URLSearchParams({ client_id: 'web', ...fields })}`),
    world.origin,
  );
const typed = { identifier: alice.username, password: alice.password };

describe('RFC 9126: pushed authorization requests', () => {
  it('are answered 201 with a request_uri, and lead to a code', async () => {
    const { status, json, headers } = await push();
    expect(status).toBe(201);
    expect(json).toMatchObject({
      expires_in: 60,
      request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/),
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const browser = new Browser();
    const page = await begin(browser, {
      request_uri: String(json['request_uri']),
      scope: 'openid admin',
      state: 'outside',
    });
    const response = responseOf(await browser.submit(page, typed));
    expect(response.get('state')).toBe('pushed');
    expect((await redeem(world, String(response.get('code')))).json['scope']).toBe('openid');
  });

  it('do not mind parameters without a value, there or here (RFC 6749 §3.1)', async () => {
    const { status, json } = await push({ request_uri: '', registration: '' });
    expect(status).toBe(201);
    const fields = { request_uri: String(json['request_uri']), request: '', registration: '' };
    const browser = new Browser();
    expect(responseOf(await browser.submit(await begin(browser, fields), typed)).has('code')).toBe(true);
  });

  it('work once: refresh the page before the end as you like, and never after (RFC 9126 §7.3)', async () => {
    const requestUri = String((await push()).json['request_uri']);
    const browser = new Browser();
    const [one, two] = [
      await begin(browser, { request_uri: requestUri }),
      await begin(browser, { request_uri: requestUri }),
    ];
    expect(responseOf(await browser.submit(one, typed)).has('code')).toBe(true);
    expect((await browser.submit(two, typed)).status).toBe(400);
    expect((await begin(browser, { request_uri: requestUri })).status).toBe(400);
  });

  it('64 answers at once: one code', async () => {
    const browser = new Browser();
    await browser.submit(
      await begin(browser, { request_uri: String((await push()).json['request_uri']) }),
      typed,
    );
    const requestUri = String((await push()).json['request_uri']);
    const url = `${world.issuer}/auth?${new URLSearchParams({ client_id: 'web', request_uri: requestUri })}`;
    const pages = await Promise.all(Array.from({ length: 64 }, () => browser.copy().get(url)));
    expect(pages.filter(page => responseOf(page).has('code'))).toHaveLength(1);
  });

  it('must be begun with within a minute, by their own client, unchanged', async () => {
    const requestUri = String((await push()).json['request_uri']);
    expect((await begin(new Browser(), { request_uri: requestUri, client_id: 'other' })).status).toBe(400);
    expect(
      (
        await begin(new Browser(), {
          request_uri: `${requestUri.slice(0, -1)}${requestUri.endsWith('A') ? 'B' : 'A'}`,
        })
      ).status,
    ).toBe(400);
    const browser = new Browser();
    const page = await begin(browser, { request_uri: requestUri });
    world.clock.advance(61);
    expect((await begin(new Browser(), { request_uri: requestUri })).status).toBe(400);
    expect(responseOf(await browser.submit(page, typed)).has('code')).toBe(true);
  });

  it('are judged when they are pushed', async () => {
    expect(await push({ redirect_uri: 'https://evil.test/' })).toMatchObject({
      status: 400,
      json: { error: 'invalid_request' },
    });
    expect(await push({ response_type: 'id_token' })).toMatchObject({
      status: 400,
      json: { error: 'unauthorized_client' },
    });
    expect(await push({ request_uri: 'urn:x' })).toMatchObject({
      status: 400,
      json: { error: 'invalid_request' },
    });
    expect(await push({}, basic('web', 'wrong'))).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
  });

  it('can be required of a client', async () => {
    const direct = await new Browser().get(
      `${world.issuer}/auth?${new URLSearchParams({ ...parameters, client_id: 'pushing' })}`,
    );
    expect(responseOf(direct).get('error')).toBe('invalid_request');
    const { json } = await push({ client_id: 'pushing' }, basic('pushing', web.client_secret));
    expect(
      (await begin(new Browser(), { client_id: 'pushing', request_uri: String(json['request_uri']) })).body,
    ).toContain('id="password"');
  });
});

describe('RFC 9101: request objects', () => {
  const sign = (
    claims: Record<string, unknown>,
    alg = 'ES256',
    key: Parameters<SignJWT['sign']>[0] = privateKey,
  ) =>
    new SignJWT({ ...parameters, iss: 'web', aud: world.issuer, state: 'signed', ...claims })
      .setProtectedHeader({ alg, kid: 'k1' })
      .sign(key);

  it('are all that counts, whatever stands beside them', async () => {
    const browser = new Browser();
    const request = await sign({ exp: world.clock.now() + 60, max_age: 600 });
    const page = await begin(browser, {
      request,
      redirect_uri: 'https://evil.test/',
      state: 'outside',
      scope: 'openid email',
    });
    const response = responseOf(await browser.submit(page, typed));
    expect(response.get('state')).toBe('signed');
    expect((await redeem(world, String(response.get('code')))).json['scope']).toBe('openid');
  });

  it('may be signed with the secret of the client', async () => {
    const request = await sign({}, 'HS256', new TextEncoder().encode(web.client_secret));
    expect((await begin(new Browser(), { request })).body).toContain('id="password"');
  });

  it.each([
    ['another client_id', { client_id: 'other' }],
    ['another issuer of the object', { iss: 'other' }],
    ['another audience', { aud: 'https://elsewhere.test' }],
    ['past', { exp: 1 }],
    ['not yet', { nbf: 4_000_000_000 }],
    ['a request in the request', { request: 'x' }],
    ['a request_uri in the request', { request_uri: 'urn:x' }],
  ])('are refused for %s', async (_name, claims) => {
    const page = await begin(new Browser(), { ...parameters, request: await sign(claims) });
    expect(responseOf(page).get('error')).toBe('invalid_request_object');
  });

  it('are refused unsigned, wrongly signed, and by reference', async () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(parameters)).toString('base64url')}.`;
    for (const request of [await sign({}, 'ES256', stranger), unsigned, 'junk']) {
      expect(responseOf(await begin(new Browser(), { ...parameters, request })).get('error')).toBe(
        'invalid_request_object',
      );
    }
    expect(
      responseOf(await begin(new Browser(), { ...parameters, request_uri: 'https://rp.test/r' })).get(
        'error',
      ),
    ).toBe('request_uri_not_supported');
  });
});
