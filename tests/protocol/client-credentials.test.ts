/** Client credentials, by clients and by access keys — RFC 6749 §4.4, RFC 8707, RFC 9068. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poolOf } from '../security/invariants.ts';
import {
  type Answer,
  basic,
  claimsOf,
  headerOf,
  introspect,
  post,
  revoke,
  userinfo,
} from '../testkit/relying-party.ts';
import { createWorld, spa, type World, web } from '../testkit/world.ts';

const machine = {
  client_id: 'machine',
  client_secret: 'machine-secret-machine-secret-machine',
  grant_types: ['client_credentials'],
  response_types: [],
  scope: 'report:read report:write',
};
const key = {
  access_key: 'AK1',
  secret_key: 'secret-key-of-AK1',
  application: 'web',
  allow: ['book:*:read', 'order:7:*'],
  access_token_lifetime: 60,
};

const resources = [
  { identifier: 'book', audience: 'https://books.example', actions: ['read', 'write'] },
  { identifier: 'order', audience: 'https://orders.example', actions: ['read', 'ship'] },
];

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [web, spa, machine, { ...machine, client_id: 'opaque', access_token_format: 'opaque' }],
    pool: { resources, access_keys: [key] },
  });
});
afterAll(() => world.close());

const request = (fields: Record<string, string> | URLSearchParams, headers: Record<string, string> = {}) =>
  post(
    `${world.issuer}/token`,
    fields instanceof URLSearchParams ? fields : { grant_type: 'client_credentials', ...fields },
    headers,
  );
const byKey = (scope: string) => request({ client_id: 'AK1', client_secret: key.secret_key, scope });
const machineAuthentication = basic(machine.client_id, machine.client_secret);

describe('an access key', () => {
  it('is granted what its rules allow, and told the rest', async () => {
    const { status, json } = await byKey('book:1:read book:1:write order:7:ship order:8:ship nothing:read');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 60,
      scope: 'book:1:read order:7:ship',
      rejected_scope: 'book:1:write order:8:ship nothing:read',
    });
    expect(json).not.toHaveProperty('refresh_token');
    expect(json).not.toHaveProperty('id_token');
  });

  it('gets a token with aud = the key, azp = the application, and no sub', async () => {
    const { json } = await byKey('book:read');
    const claims = claimsOf(json['access_token']);
    expect(claims).toMatchObject({ iss: world.issuer, aud: 'AK1', azp: 'web', scope: 'book:read' });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(60);
    expect(claims).not.toHaveProperty('sub');
    expect(headerOf(json['access_token'])['alg']).toBe('RS256');
  });

  it.each([
    ['book:1:read', true],
    ['book:*:read', true],
    ['book:read', true],
    ['book', false],
    ['book:*:*', false],
    ['*', false],
    ['*:*:*', false],
    ['order:7:read', true],
    ['order:7:*', true],
    ['order:*:read', false],
    ['order:read', false],
    ['book:1:burn', false],
    ['book:1:2:read', false],
    ['book::read', false],
  ])('asking for %s: granted %s', async (scope, granted) => {
    const { json } = await byKey(scope);
    expect(json['scope']).toBe(granted ? scope : '');
    expect(json['rejected_scope']).toBe(granted ? undefined : scope);
  });

  it('is refused with a wrong secret, and cannot use another grant', async () => {
    expect(await request({ client_id: 'AK1', client_secret: 'wrong' })).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
    const answer = await request({
      client_id: 'AK1',
      client_secret: key.secret_key,
      grant_type: 'password',
      username: 'alice',
      password: 'x',
    });
    expect(answer).toMatchObject({ status: 400, json: { error: 'unauthorized_client' } });
  });

  it('wins over the Basic credentials of an application, as the SDK of Authing sends both', async () => {
    const answer = await request(
      { client_id: 'AK1', client_secret: key.secret_key, scope: 'book:read' },
      basic(web.client_id, web.client_secret),
    );
    expect(claimsOf(answer.json['access_token'])['aud']).toBe('AK1');
  });
});

describe('a confidential client', () => {
  it('gets a token about itself, for what it registered', async () => {
    const { status, json } = await request({ scope: 'report:read' }, machineAuthentication);
    expect(status).toBe(200);
    expect(claimsOf(json['access_token'])).toMatchObject({
      sub: 'machine',
      client_id: 'machine',
      aud: 'machine',
      scope: 'report:read',
    });
    expect(json).not.toHaveProperty('refresh_token');
  });

  it.each(['openid', 'offline_access', 'report:delete'])('is refused the scope %s', async scope => {
    expect(await request({ scope }, machineAuthentication)).toMatchObject({
      status: 400,
      json: { error: 'invalid_scope' },
    });
  });

  it('asks for an API by resource, and the token is meant for it (RFC 8707 §2)', async () => {
    const { json } = await request(
      { scope: 'report:read', resource: 'https://books.example' },
      machineAuthentication,
    );
    expect(claimsOf(json['access_token'])['aud']).toBe('https://books.example');
    const both = new URLSearchParams([
      ['grant_type', 'client_credentials'],
      ['resource', 'https://books.example'],
      ['resource', 'https://orders.example'],
    ]);
    expect(claimsOf((await request(both, machineAuthentication)).json['access_token'])['aud']).toEqual([
      'https://books.example',
      'https://orders.example',
    ]);
  });

  it.each(['https://unknown.example', 'book', 'https://books.example#x'])(
    'is refused the resource %s',
    async resource => {
      expect(await request({ resource }, machineAuthentication)).toMatchObject({
        status: 400,
        json: { error: 'invalid_target' },
      });
    },
  );

  it('must have registered the grant, and have credentials at all', async () => {
    expect(await request({}, basic(web.client_id, web.client_secret))).toMatchObject({
      status: 400,
      json: { error: 'unauthorized_client' },
    });
    expect(await request({ client_id: spa.client_id })).toMatchObject({
      status: 400,
      json: { error: 'unauthorized_client' },
    });
  });

  it.each([machine.client_id, 'opaque'])(
    'introspects and revokes its token; userinfo refuses it (%s)',
    async id => {
      const authentication = basic(id, machine.client_secret);
      const token = (await request({ scope: 'report:read' }, authentication)).json['access_token'];
      const { json } = await introspect(world, token, authentication);
      expect(json).toMatchObject({ active: true, client_id: id, scope: 'report:read', token_type: 'Bearer' });
      expect((await userinfo(world, token)).status).toBe(403);
      await revoke(world, token, authentication);
      expect((await introspect(world, token, authentication)).json).toEqual({ active: false });
    },
  );
});

describe('an access key that is gone', () => {
  const stranger = { ...key, access_key: 'AK2', application: 'machine' };
  const ask = (at: World, id = 'AK1') =>
    post(`${at.issuer}/token`, {
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: key.secret_key,
      scope: 'book:1:read',
    });

  it('gets nothing more, and its tokens are revoked, from the moment the file is applied without it', async () => {
    const applications = [web, machine];
    const own = await createWorld({ applications, pool: { resources, access_keys: [key, stranger] } });
    const [first, second] = [await ask(own), await ask(own, 'AK2')];
    expect([first.status, second.status]).toEqual([200, 200]);
    await own.restart({ pool: { resources, access_keys: [stranger] } });
    const refused = await ask(own);
    expect([refused.status, refused.json['error']]).toEqual([401, 'invalid_client']);
    expect((await ask(own, 'AK2')).status).toBe(200);
    const isRevoked = async ({ json }: Answer) => {
      const id = String(claimsOf(json['access_token'])['jti']).slice(0, 22);
      return (await own.storage.authorizations.find(poolOf('default'), id))?.revokedAt !== undefined;
    };
    expect([await isRevoked(first), await isRevoked(second)]).toEqual([true, false]);
    await own.restart({ applications: [web], pool: { resources, access_keys: [] } });
    expect((await ask(own, 'AK2')).status).toBe(401);
    await own.close();
  });

  it('gets nothing while its application is switched off', async () => {
    const own = await createWorld({ applications: [web, machine], pool: { resources, access_keys: [key] } });
    await own.restart({ applications: [{ ...web, enabled: false }, machine] });
    expect((await ask(own)).status).toBe(401);
    await own.restart({ applications: [web, machine] });
    expect((await ask(own)).status).toBe(200);
    await own.close();
  });
});
