/** The manners of the admin API: repeats, limits, audit, description, the other kinds of object. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../packages/server/src/admin-api/index.ts';
import { type Administrator, callAdmin, firstAdministrator } from '../testkit/administrator.ts';
import { basic, post } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { createWorld, type World } from '../testkit/world.ts';

let world: World;
let root: Administrator;
beforeAll(async () => {
  world = await createWorld();
  root = await firstAdministrator(world);
});
afterAll(() => world.close());

const list = '/pools/default/applications';
const machine = (client_id?: string) => ({
  grant_types: ['client_credentials'],
  ...(client_id && { client_id }),
});

describe('a POST with an idempotency key', () => {
  const send = (key: string, body: object = machine()) =>
    root.call('POST', list, { body, headers: { 'idempotency-key': key } });

  it('is carried out once and answered alike, also after a restart, for a day', async () => {
    const first = await send('k-1');
    expect(first.status).toBe(201);
    await world.restart();
    const repeat = await send('k-1');
    expect([repeat.status, repeat.json, repeat.etag]).toEqual([201, first.json, first.etag]);
    const other = await send('k-1', machine('another'));
    expect(other.json).toMatchObject({ status: 422, type: `${world.origin}/errors/admin-idempotency-key` });
    world.clock.advance(500);
    expect((await send('k-1')).json).toEqual(first.json);
  });

  it('is carried out once where it comes many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send('k-2')));
    const made = new Set(answers.filter(({ status }) => status === 201).map(({ json }) => json['client_id']));
    expect(made.size).toBe(1);
    expect(answers.filter(({ status }) => status !== 201).every(({ status }) => status === 409)).toBe(true);
  });

  it('may be sent again where it was refused', async () => {
    expect((await send('k-3', { client_id: 'later', redirect_uris: 'no list' })).status).toBe(400);
    expect((await send('k-3', machine('later'))).status).toBe(201);
    expect((await send('not a key')).status).toBe(422);
  });
});

describe('the admin API', () => {
  it('reads bodies up to 64 KiB, 768 KiB where pictures may be inside, JSON alone, and says so', async () => {
    const send = (body: string, type = 'application/json', path = '/pools/default/resources') =>
      fetch(`${world.origin}/admin/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${root.token}`, 'content-type': type },
        body,
      });
    expect((await send(JSON.stringify({ client_name: 'x'.repeat(70_000) }))).status).toBe(413);
    const withPicture = (length: number) => JSON.stringify({ client_name: 'x'.repeat(length) });
    expect((await send(withPicture(700_000), 'application/json', list)).status).toBe(400);
    expect((await send(withPicture(800_000), 'application/json', list)).status).toBe(413);
    expect((await send('client_id=a', 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await send('{"client_id":"a\\u0000"}')).status).toBe(400);
    expect((await send('{"a":'.repeat(50))).status).toBe(400);
  });

  it('notes every change with who made it, and every refusal', async () => {
    await root.call('POST', '/pools/default/resources', {
      body: { identifier: 'noted', audience: 'https://noted.test', actions: ['read'] },
    });
    await callAdmin(world, undefined, 'GET', '/me');
    await settled(world);
    const events = async (pool: string, type: string) => {
      const { items } = (await root.call('GET', `/pools/${pool}/audit-events?type=${type}`)).json;
      return items;
    };
    expect(await events('default', 'resource.created')).toEqual([
      expect.objectContaining({
        actor_id: root.id,
        reason: 'noted',
        outcome: 'done',
        remote_address: '127.0.0.1',
      }),
    ]);
    expect(await events('administrators', 'admin.refused')).toContainEqual(
      expect.objectContaining({ reason: 'bearer-missing: GET /me', outcome: 'refused' }),
    );
    await root.call('GET', '/pools/default/users/nobody');
    await settled(world);
    expect(await events('administrators', 'admin.refused')).toContainEqual(
      expect.objectContaining({
        reason: 'admin-not-found: GET /pools/{pool}/users/{user_id}',
        actor_id: root.id,
      }),
    );
    const byActor = await root.call('GET', `/pools/default/audit-events?actor_id=${root.id}&limit=1`);
    expect(byActor.json['items']).toHaveLength(1);
  });

  it('exports the audit trail so that no cell is a formula', async () => {
    await root.call('POST', '/pools/default/users', {
      body: { username: '=cmd()', password: 'a password of theirs' },
    });
    await post(`${world.issuer}/token`, {
      grant_type: 'client_credentials',
      client_id: '=1+1',
      client_secret: 'x',
    });
    await settled(world);
    const file = await root.call('GET', '/pools/default/audit-events.csv');
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.text).toContain(`"'=1+1"`);
    expect(file.text).not.toMatch(/(?:^|,)"?[=+@-]/m);
    expect(file.text.split('\r\n')[0]).toContain('"happened_at","type","outcome"');
  });

  it('verifies the audit trail, and has no way to change it', async () => {
    const path = '/pools/default/audit-events';
    const verify = async () => (await root.call('GET', `${path}/verification`)).json;
    await settled(world);
    world.clock.advance(61);
    const { verified_until: until, ...whole } = await verify();
    expect(whole).toEqual({ items: [], events: expect.any(Number) });
    expect(whole['events']).toBeGreaterThan(0);
    expect(until).toBe(world.clock.now() - 60);
    expect((await root.call('GET', `${path}/verification?cursor=x`)).status).toBe(400);
    const changing = operations.filter(({ path, method }) => path.includes('audit') && method !== 'GET');
    expect(changing).toEqual([]);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      expect((await root.call(method, path)).status).toBe(405);
  });

  it('describes all that it has', async () => {
    const { status, json } = await callAdmin(world, undefined, 'GET', '/openapi.json');
    expect(status).toBe(200);
    expect(json).toMatchObject({ openapi: '3.1.0', servers: [{ url: `${world.origin}/admin/v1` }] });
    const described = Object.entries(Object(json['paths'])).flatMap(([path, methods]) =>
      Object.keys(Object(methods)).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(
      operations.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    const create = Object(json['paths'])[`/pools/{pool}/applications`].post;
    expect(create.requestBody.content['application/json'].schema.properties).toHaveProperty('redirect_uris');
    expect(create.parameters.map(({ name }: { name: string }) => name)).toEqual(['pool', 'Idempotency-Key']);
  });

  it('rotates signing keys without making any twice', async () => {
    const path = '/pools/default/keys';
    const announced = async () => {
      const { items } = (await root.call('GET', path)).json;
      return Array.isArray(items) ? items.filter(({ state }) => state === 'announced').length : 0;
    };
    expect((await root.call('POST', `${path}/rotate`)).status).toBe(200);
    expect(await announced()).toBe(4);
    await root.call('POST', `${path}/rotate`);
    expect(await announced()).toBe(4);
    expect((await root.call('GET', path)).text).not.toMatch(/private|sealed|"d"/);
    await settled(world);
    const noted = await root.call('GET', '/pools/default/audit-events?type=keys.rotated');
    expect(noted.json['items']).toHaveLength(2);
  });

  it('keeps the settings of a pool, from their first version on', async () => {
    const path = '/pools/default/settings';
    const first = await root.call('GET', path);
    expect([first.json, first.etag]).toEqual([{}, '"0"']);
    const put = (body: object, etag: string) => root.call('PUT', path, { body, etag });
    const written = await put({}, first.etag);
    expect([written.status, written.etag]).toEqual([200, '"1"']);
    expect((await put({}, first.etag)).status).toBe(412);
    const agreements = [{ id: 'terms', title: 'Terms', url: 'https://rp.test/terms' }];
    expect((await put({ agreements }, written.etag)).etag).toBe('"2"');
    expect((await root.call('GET', path)).json).toEqual({ agreements });
    const wrong = await put({ agreements: [{ id: 'terms' }], colour: 'red' }, '"2"');
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('colour')]);
    expect((await put({}, '"2"')).etag).toBe('"3"');
  });

  it('tells how much there is', async () => {
    await settled(world);
    const { json } = await root.call('GET', '/pools/default/overview');
    expect(json).toMatchObject({
      users: expect.any(Number),
      applications: expect.any(Number),
      lost_audit_events: 0,
    });
    expect(json['latency']).toMatchObject({
      groups: expect.arrayContaining([
        expect.objectContaining({ group: 'token', count: expect.any(Number) }),
        expect.objectContaining({ group: 'admin', p50: 0.1 }),
      ]),
    });
    expect(json['hours']).toContainEqual(
      expect.objectContaining({ type: 'resource.created', outcome: 'done', count: 1 }),
    );
  });
});

describe('resources and access keys', () => {
  it('stand for each other, and work from the answer on that makes them', async () => {
    const resources = '/pools/default/resources';
    const keys = '/pools/default/access-keys';
    const book = { identifier: 'book', audience: 'https://books.test', actions: ['read'] };
    const made = await root.call('POST', resources, { body: book });
    expect(made.status).toBe(201);
    expect((await root.call('POST', resources, { body: book })).status).toBe(409);
    const wrong = await root.call('POST', keys, { body: { application: 'web', allow: ['film:read'] } });
    expect(wrong.json).toMatchObject({ status: 400, errors: [{ member: 'allow[0]' }] });
    const key = await root.call('POST', keys, { body: { application: 'web', allow: ['book:read'] } });
    const { access_key: id, secret_key: secret } = key.json;
    const asked = { grant_type: 'client_credentials', scope: 'book:1:read' };
    const issue = () => post(`${world.issuer}/token`, asked, basic(String(id), String(secret)));
    expect((await issue()).json).toMatchObject({ scope: 'book:1:read' });
    const path = `${keys}/${String(id)}`;
    expect((await root.call('GET', path)).text).not.toContain(String(secret));
    const narrowed = await root.call('PUT', path, {
      body: { application: 'web', allow: ['book:2:read'] },
      etag: key.etag,
    });
    expect(narrowed.status).toBe(200);
    expect((await issue()).json['scope'] ?? '').toBe('');
    expect((await root.call('DELETE', path, { etag: narrowed.etag })).status).toBe(204);
    expect((await issue()).status).toBe(401);
    const renamed = await root.call('PUT', `${resources}/book`, {
      body: { ...book, identifier: 'film' },
      etag: made.etag,
    });
    expect(renamed.status).toBe(400);
    expect((await root.call('DELETE', `${resources}/book`, { etag: made.etag })).status).toBe(204);
  });
});

it('shows a branding before it is saved, and says what its CSS loses', async () => {
  const preview = (body: object) => root.call('POST', '/pools/default/branding/preview', { body });
  const css = '.symbolon-card{color:#111111}\n.other{color:red}';
  const { status, json } = await preview({ branding: { name: 'Acme', css }, locale: 'fr', page: 'consent' });
  expect(status).toBe(200);
  expect(json['dropped']).toEqual([{ line: 2, reason: '.other is not among the stable classes' }]);
  expect(json['html']).toContain('<html lang="fr" dir="ltr">');
  expect(json['html']).toContain('.symbolon-card{color:#111111;}');
  expect((await preview({ branding: { light: { accent: '#aaaaaa' } } })).status).toBe(400);
});

it('shows every page of the login in light and in dark, whatever the browser prefers', async () => {
  const css = '@media (prefers-color-scheme: light){.symbolon-card{color:#111111}}';
  for (const page of ['login', 'login_refused', 'code', 'sign_up', 'consent', 'second_factor', 'error'])
    for (const appearance of ['light', 'dark']) {
      const body = { branding: { css }, page, appearance };
      const { json } = await root.call('POST', '/pools/default/branding/preview', { body });
      const html = String(json['html']);
      expect(html, page).toContain(`color-scheme:${appearance};`);
      expect(html, page).toContain(
        `@media ${appearance === 'dark' ? '(min-width:0)' : '(max-width:0)'}{:root{`,
      );
      expect(html.replace(/<link[^>]*>/, ''), page).not.toContain('prefers-color-scheme');
    }
});
