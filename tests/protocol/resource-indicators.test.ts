/** Which of the APIs that were granted a token is meant for — RFC 8707 §2, RFC 9068 §3. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  type Answer,
  authorizationUrl,
  basic,
  claimsOf,
  introspect,
  post,
  responseOf,
} from '../testkit/relying-party.ts';
import { alice, createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const [books, orders, other] = ['https://books.example', 'https://orders.example', 'https://other.example'];
const resources = [books, orders, other].map((audience, index) => ({
  identifier: `api${index}`,
  audience,
  actions: ['read'],
}));
const grant_types = [...web.grant_types, 'password'];
/** An API that asks about tokens: its name is the audience of those that are meant for it. */
const api = {
  client_secret: web.client_secret,
  grant_types: ['client_credentials'],
  response_types: [],
};
const formats = ['jwt', 'opaque', 'uuid'] as const;
const key = {
  access_key: 'AK1',
  secret_key: 'secret-key-of-AK1',
  application: 'jwt',
  allow: ['api0:read'],
};

let world: World;
beforeAll(async () => {
  const applications = formats.map(format => ({
    ...web,
    client_id: format,
    grant_types,
    access_token_format: format,
  }));
  const apis = [books, orders].map(client_id => ({ ...api, client_id }));
  world = await createWorld({
    applications: [...applications, ...apis],
    pool: { resources, access_keys: [key] },
  });
});
afterAll(() => world.close());

const as = (clientId: string) => basic(clientId, web.client_secret);
const ask = (clientId: string, fields: Record<string, string>, asked: readonly string[] = []) =>
  post(
    `${world.issuer}/token`,
    new URLSearchParams([...Object.entries(fields), ...asked.map(uri => ['resource', uri])]),
    as(clientId),
  );

async function codeFor(clientId: string, asked: readonly string[] = [books, orders]): Promise<string> {
  const url = authorizationUrl(world, { client_id: clientId, scope: 'openid offline_access' });
  const more = asked.map(uri => `&resource=${encodeURIComponent(uri)}`).join('');
  const browser = new Browser();
  const page = await browser.follow(await browser.get(url + more), world.origin);
  const submitted = await browser.submit(page, { identifier: alice.username, password: alice.password });
  return responseOf(await browser.follow(submitted, world.origin)).get('code') ?? '';
}
const redeem = (clientId: string, code: string, asked: readonly string[] = []) =>
  ask(clientId, { grant_type: 'authorization_code', code, redirect_uri: redirectUri }, asked);
const refresh = (clientId: string, { json }: Answer, asked: readonly string[] = []) =>
  ask(clientId, { grant_type: 'refresh_token', refresh_token: String(json['refresh_token']) }, asked);

const audienceOf = async (clientId: string, { json }: Answer) => {
  const { aud } = (await introspect(world, json['access_token'], as(clientId))).json;
  if (clientId === 'jwt') expect(claimsOf(json['access_token'])['aud']).toEqual(aud);
  return aud;
};

describe.each(formats)('§2.2: an access token (%s)', format => {
  it('is meant for all that was granted, or for what of it is asked for, each time anew', async () => {
    const whole = await redeem(format, await codeFor(format));
    expect(await audienceOf(format, whole)).toEqual([books, orders]);
    const first = await redeem(format, await codeFor(format), [books]);
    expect(await audienceOf(format, first)).toBe(books);
    const second = await refresh(format, first, [orders]);
    expect(await audienceOf(format, second)).toBe(orders);
    expect(await audienceOf(format, await refresh(format, second))).toEqual([books, orders]);
    expect(await audienceOf(format, first)).toBe(books);
  });

  it('is told to the API that it is meant for, by whose name that API asks, and to no other (RFC 7662 §4)', async () => {
    const { json } = await redeem(format, await codeFor(format), [books]);
    const told = async (name: string) => (await introspect(world, json['access_token'], as(name))).json;
    expect(await told(books)).toMatchObject({ active: true, aud: books, client_id: format });
    expect(await told(orders)).toEqual({ active: false });
  });

  it('is refused for an API that was not granted, and the code stays unspent', async () => {
    const code = await codeFor(format);
    const refused = { status: 400, json: { error: 'invalid_target' } };
    expect(await redeem(format, code, [other])).toMatchObject(refused);
    expect(await redeem(format, code, [books, other])).toMatchObject(refused);
    const set = await redeem(format, code);
    expect(set.status).toBe(200);
    expect(await refresh(format, set, ['https://unknown.example'])).toMatchObject(refused);
    expect((await refresh(format, set)).status).toBe(200);
  });

  it('of a grant that named no API is for none', async () => {
    const code = await codeFor(format, []);
    expect((await redeem(format, code, [books])).json['error']).toBe('invalid_target');
    expect(await audienceOf(format, await redeem(format, code, [format]))).toBe(format);
  });

  it('by password is meant for what is asked for', async () => {
    const fields = { grant_type: 'password', username: alice.username, password: alice.password };
    expect(await audienceOf(format, await ask(format, fields, [orders]))).toBe(orders);
    expect((await ask(format, fields, ['https://unknown.example'])).json['error']).toBe('invalid_target');
  });
});

describe('an access key', () => {
  it('has tokens that are meant for itself, and is told so', async () => {
    const fields = { grant_type: 'client_credentials', client_id: 'AK1', client_secret: key.secret_key };
    expect((await ask('jwt', fields, [books])).json['error']).toBe('invalid_target');
    expect(claimsOf((await ask('jwt', fields)).json['access_token'])['aud']).toBe('AK1');
  });
});
