/** Device authorization — RFC 8628. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { claimsOf, introspect, post, refresh, userinfo } from '../testkit/relying-party.ts';
import { alice, createWorld, type World, web } from '../testkit/world.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
const television = {
  client_id: 'television',
  client_name: 'Television',
  token_endpoint_auth_method: 'none',
  grant_types: [grantType, 'refresh_token'],
  response_types: [],
};

let world: World;
beforeAll(async () => {
  const applications = [web, television, { ...television, client_id: 'other' }];
  const resources = [{ identifier: 'shows', audience: 'https://shows.example', actions: ['watch'] }];
  world = await createWorld({ applications, pool: { resources } });
});
afterAll(() => world.close());

const begin = (fields: Record<string, string> = {}) =>
  post(`${world.issuer}/device_authorization`, {
    client_id: 'television',
    scope: 'openid profile offline_access',
    ...fields,
  });
const poll = (deviceCode: unknown, clientId = 'television', more: Record<string, string> = {}) =>
  post(`${world.issuer}/token`, {
    grant_type: grantType,
    client_id: clientId,
    device_code: String(deviceCode),
    ...more,
  });

async function decide(userCode: unknown, decision: 'allow' | 'deny', browser = new Browser()) {
  const page = await browser.get(`${world.origin}/device?user_code=${String(userCode)}`);
  let next = await browser.follow(await browser.submit(page, { user_code: String(userCode) }), world.origin);
  if (next.body.includes('id="password"')) {
    next = await browser.follow(
      await browser.submit(next, { identifier: alice.username, password: alice.password }),
      world.origin,
    );
  }
  return browser.follow(await browser.submit(next, { decision }), world.origin);
}

describe('RFC 8628 §3.2: the device', () => {
  it('is given a code for itself and one to show', async () => {
    const { status, json } = await begin();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      device_code: expect.stringMatching(/^[\w-]{43}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: `${world.origin}/device`,
      verification_uri_complete: `${world.origin}/device?user_code=${String(json['user_code'])}`,
      expires_in: 600,
      interval: 5,
    });
  });

  it('must have registered the grant', async () => {
    const { json } = await post(`${world.issuer}/device_authorization`, {
      client_id: web.client_id,
      client_secret: web.client_secret,
    });
    expect(json['error']).toBe('unauthorized_client');
  });
});

describe('RFC 8628 §3.3, §3.5: the end-user and the poll', () => {
  it('gives tokens once the end-user has allowed it, once', async () => {
    const { json } = await begin();
    expect((await poll(json['device_code'])).json['error']).toBe('authorization_pending');
    const done = await decide(json['user_code'], 'allow');
    expect(done.status).toBe(200);
    expect(done.body).toContain('Your device is connected');
    world.clock.advance(5);
    const tokens = await poll(json['device_code']);
    expect(tokens.status).toBe(200);
    expect(tokens.json).toMatchObject({ token_type: 'Bearer', scope: 'openid profile offline_access' });
    expect(claimsOf(tokens.json['id_token'])).toMatchObject({ aud: 'television', amr: ['pwd'] });
    expect((await userinfo(world, tokens.json['access_token'])).json).toMatchObject({
      name: 'Alice Example',
    });
    expect((await refresh(world, tokens.json['refresh_token'], { client_id: 'television' }, {})).status).toBe(
      200,
    );
    world.clock.advance(5);
    expect((await poll(json['device_code'])).json['error']).toBe('invalid_grant');
  });

  it('asks an end-user who is signed in to compare, and always for consent', async () => {
    const browser = new Browser();
    await decide((await begin()).json['user_code'], 'allow', browser);
    const { json } = await begin();
    const page = await browser.get(String(json['verification_uri_complete']));
    expect(page.body).toContain(`value="${String(json['user_code'])}"`);
    expect((await poll(json['device_code'])).json['error']).toBe('authorization_pending');
    const consent = await browser.follow(
      await browser.submit(page, { user_code: String(json['user_code']) }),
      world.origin,
    );
    expect(consent.body).toContain('Television');
    expect(consent.body).toContain('id="allow"');
  });

  it('TK-29: says no where the end-user did', async () => {
    const { json } = await begin();
    expect((await decide(json['user_code'], 'deny')).body).toContain('Your device was not connected');
    expect((await poll(json['device_code'])).json['error']).toBe('access_denied');
  });

  it('takes no for an answer from one who does not sign in for it', async () => {
    const { json } = await begin();
    const browser = new Browser();
    const page = await browser.get(`${world.origin}/device?user_code=${String(json['user_code'])}`);
    const login = await browser.follow(
      await browser.submit(page, { user_code: String(json['user_code']) }),
      world.origin,
    );
    expect(login.body).toContain('id="password"');
    const after = await browser.follow(await browser.submit(login, { action: 'cancel' }), world.origin);
    expect(after.body).toContain('Your device was not connected');
    expect((await poll(json['device_code'])).json['error']).toBe('access_denied');
  });

  it('TK-29: slows down whoever asks too often, by five seconds each time', async () => {
    const { json } = await begin();
    const ask = async (after: number) => {
      world.clock.advance(after);
      return (await poll(json['device_code'])).json['error'];
    };
    expect(await ask(0)).toBe('authorization_pending');
    expect(await ask(4)).toBe('slow_down');
    expect(await ask(9)).toBe('slow_down');
    expect(await ask(15)).toBe('authorization_pending');
  });

  it('ends after ten minutes, for both', async () => {
    const { json } = await begin();
    world.clock.advance(600);
    expect((await poll(json['device_code'])).json['error']).toBe('expired_token');
    const browser = new Browser();
    const page = await browser.get(`${world.origin}/device`);
    expect((await browser.submit(page, { user_code: String(json['user_code']) })).status).toBe(400);
  });

  it('gives a token for the API that is asked for, and for no other (RFC 8707 §2.2)', async () => {
    const { json } = await begin();
    await decide(json['user_code'], 'allow');
    const ask = (resource: string) => poll(json['device_code'], 'television', { resource });
    expect((await ask('https://unknown.example')).json['error']).toBe('invalid_target');
    const { json: tokens } = await ask('https://shows.example');
    expect(claimsOf(tokens['access_token'])['aud']).toBe('https://shows.example');
  });

  it('TK-29: belongs to its client', async () => {
    const { json } = await begin();
    await decide(json['user_code'], 'allow');
    expect((await poll(json['device_code'], 'other')).json['error']).toBe('invalid_grant');
    expect((await poll('no-such-code')).json['error']).toBe('invalid_grant');
    expect((await poll(json['device_code'])).status).toBe(200);
  });

  it('takes the code as people type it', async () => {
    const { json } = await begin();
    const typed = ` ${String(json['user_code']).toLowerCase().replace('-', ' ')} `;
    const browser = new Browser();
    const page = await browser.get(`${world.origin}/device`);
    expect(
      (await browser.follow(await browser.submit(page, { user_code: typed }), world.origin)).body,
    ).toContain('id="password"');
  });

  it('TK-29: 64 polls of an approved code at once: one set of tokens', async () => {
    const { json } = await begin();
    await decide(json['user_code'], 'allow');
    const answers = await Promise.all(Array.from({ length: 64 }, () => poll(json['device_code'])));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect((await introspect(world, winners[0]?.json['access_token'])).json).toEqual({ active: false });
    expect((await userinfo(world, winners[0]?.json['access_token'])).status).toBe(200);
  });

  it('TK-29: limits guesses from one address', async () => {
    const browser = new Browser();
    const page = await browser.get(`${world.origin}/device`);
    const statuses = [];
    for (let guess = 0; guess < 25; guess++)
      statuses.push((await browser.submit(page, { user_code: `BBBB-${guess}` })).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
