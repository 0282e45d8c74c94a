/** Applications by the admin API: registered, changed by version, secrets shown once, two at a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administrator, firstAdministrator } from '../testkit/administrator.ts';
import { basic, freshCode, post, redeem } from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World } from '../testkit/world.ts';

let world: World;
let root: Administrator;
beforeAll(async () => {
  world = await createWorld();
  root = await firstAdministrator(world);
});
afterAll(() => world.close());

const list = '/pools/default/applications';
const machine = { grant_types: ['client_credentials'] };

const clientCredentials = (id: string, secret: unknown) =>
  post(`${world.issuer}/token`, { grant_type: 'client_credentials' }, basic(id, String(secret)));

describe('an application of the admin API', () => {
  it('works from the answer on that registers it, and its secret is never read back', async () => {
    const body = { client_id: 'shop', client_name: 'Shop', redirect_uris: [redirectUri], skip_consent: true };
    const made = await root.call('POST', list, { body });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe('/admin/v1/pools/default/applications/shop');
    const { client_secret: secret, ...rest } = made.json;
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(rest).toMatchObject({ ...body, managed_by: 'console', created_at: world.clock.now() });
    const code = await freshCode(world, { client_id: 'shop' });
    expect(await redeem(world, code, {}, basic('shop', String(secret)))).toMatchObject({ status: 200 });
    for (const path of [`${list}/shop`, list, '/openapi.json', '/pools/default/audit-events']) {
      expect((await root.call('GET', path)).text).not.toContain(String(secret));
    }
    expect((await root.call('GET', `${list}/shop`)).json).toEqual(rest);
  });

  it('is changed by whoever saw its present version', async () => {
    const { etag } = await root.call('POST', list, { body: { client_id: 'versions', ...machine } });
    const path = `${list}/versions`;
    const body = { client_name: 'Renamed' };
    expect((await root.call('PATCH', path, { body })).status).toBe(428);
    expect((await root.call('PATCH', path, { body, etag: '"99"' })).status).toBe(412);
    expect((await root.call('PATCH', path, { body, etag: '*' })).status).toBe(412);
    const both = await Promise.all(
      ['One', 'Two'].map(client_name => root.call('PATCH', path, { body: { client_name }, etag })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const read = await root.call('GET', path);
    expect(read.etag).toBe('"2"');
    const replaced = await root.call('PUT', path, {
      body: { ...machine, access_token_lifetime: 60 },
      etag: read.etag,
    });
    expect(replaced.json).toMatchObject({ access_token_lifetime: 60 });
    expect(replaced.json).not.toHaveProperty('client_name');
    expect((await root.call('DELETE', path, { etag: read.etag })).status).toBe(412);
    expect((await root.call('DELETE', path, { etag: replaced.etag })).status).toBe(204);
    expect((await root.call('GET', path)).status).toBe(404);
  });

  it('may have two secrets, each valid, and never three or none', async () => {
    const { json: made } = await root.call('POST', list, { body: { client_id: 'rotating', ...machine } });
    const secrets = `${list}/rotating/secrets`;
    const second = await root.call('POST', secrets);
    expect(second).toMatchObject({
      status: 201,
      json: { client_secret: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect((await root.call('POST', secrets)).json).toMatchObject({
      status: 409,
      type: `${world.origin}/errors/admin-limit`,
    });
    for (const secret of [made['client_secret'], second.json['client_secret']])
      expect((await clientCredentials('rotating', secret)).status).toBe(200);
    const read = await root.call('GET', `${list}/rotating`);
    const [first, last] = [made, read.json].map(({ secrets: ids }) => Object(ids)[0]);
    expect(first).toEqual(last);
    expect(read.json['secrets']).toEqual([first, { id: second.json['id'] }]);
    const removed = await root.call('DELETE', `${secrets}/${first.id}`, { etag: read.etag });
    expect(removed.status).toBe(204);
    expect((await clientCredentials('rotating', made['client_secret'])).status).toBe(401);
    expect((await clientCredentials('rotating', second.json['client_secret'])).status).toBe(200);
    const { etag } = await root.call('GET', `${list}/rotating`);
    expect((await root.call('DELETE', `${secrets}/${second.json['id']}`, { etag })).status).toBe(409);
    expect((await root.call('DELETE', `${secrets}/${first.id}`, { etag })).status).toBe(404);
  });

  it('gets a secret when it becomes confidential, and loses it when it becomes public', async () => {
    const body = { client_id: 'turning', redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' };
    const made = await root.call('POST', list, { body });
    expect(made.json).not.toHaveProperty('client_secret');
    const path = `${list}/turning`;
    const patch = (token_endpoint_auth_method: string | null, etag: string) =>
      root.call('PATCH', path, { body: { token_endpoint_auth_method }, etag });
    const confidential = await patch(null, made.etag);
    expect(confidential.json).toMatchObject({ client_secret: expect.any(String), secrets: [{}] });
    const publicAgain = await patch('none', confidential.etag);
    expect(publicAgain.json).toMatchObject({ secrets: [] });
  });

  it.each([
    ['an unknown member', { is_admin: true }, 'is_admin'],
    ['a read-only member', { managed_by: 'file' }, 'managed_by'],
    ['a pool of its own', { pool: 'administrators' }, 'pool'],
    ['a redirect URI that is a script', { redirect_uris: ['javascript:alert(1)'] }, 'redirect_uris[0]'],
    ['a link that is a script', { client_uri: 'javascript:alert(1)' }, 'client_uri'],
    ['a wrong type', { client_name: 7 }, 'client_name'],
  ])('is refused with %s, named in the problem', async (_what, wrong, member) => {
    const body = { client_id: 'wrong', redirect_uris: [redirectUri], ...wrong };
    const answer = await root.call('POST', list, { body });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.json).toMatchObject({
      type: `${world.origin}/errors/admin-members`,
      status: 400,
      errors: expect.arrayContaining([expect.objectContaining({ member })]),
      correlation_id: answer.headers.get('x-correlation-id'),
    });
    expect((await root.call('GET', `${list}/wrong`)).status).toBe(404);
  });

  it('is refused with members of the prototype, with secrets in a change, and with another id than the path', async () => {
    const { etag } = await root.call('POST', list, { body: { client_id: 'strict', ...machine } });
    for (const text of [
      '{"__proto__":{"x":1}}',
      '{"constructor":{}}',
      '{"client_secret":"not-in-a-change"}',
      '{"client_id":"web"}',
      '{"a":1,"a":2}',
      '[]',
      '{',
    ]) {
      const response = await fetch(`${world.origin}/admin/v1${list}/strict`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${root.token}`,
          'content-type': 'application/json',
          'if-match': etag,
        },
        body: text,
      });
      expect([text, response.status]).toEqual([text, 400]);
    }
    expect((await root.call('GET', `${list}/strict`)).etag).toBe(etag);
  });

  it('of the file is shown as such and changed only there', async () => {
    const read = await root.call('GET', `${list}/web`);
    expect(read.json).toMatchObject({ managed_by: 'file' });
    for (const [method, body] of [
      ['PATCH', { client_name: 'x' }],
      ['PUT', {}],
      ['DELETE', undefined],
    ] as const) {
      const answer = await root.call(method, `${list}/web`, { etag: read.etag, ...(body && { body }) });
      expect(answer.json).toMatchObject({ status: 409, type: `${world.origin}/errors/admin-managed` });
    }
    expect((await root.call('POST', `${list}/web/secrets`)).status).toBe(409);
    expect((await root.call('POST', list, { body: { client_id: 'web', ...machine } })).status).toBe(409);
  });

  it('is there once where it is made twice at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => root.call('POST', list, { body: { client_id: 'race', ...machine } })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('is listed a page at a time', async () => {
    const ids: unknown[] = [];
    let next: unknown = '';
    do {
      const page = await root.call('GET', `${list}?limit=2${next === '' ? '' : `&cursor=${String(next)}`}`);
      const items = page.json['items'];
      if (!Array.isArray(items)) throw new TypeError('a page has items');
      expect(items.length).toBeLessThanOrEqual(2);
      ids.push(...items.map(item => item.client_id));
      next = page.json['next'];
    } while (next !== undefined);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    expect(ids).toContain('web');
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'sort=id', 'limit=1&limit=2'])
      expect((await root.call('GET', `${list}?${query}`)).status).toBe(400);
  });
});
