/** Users brought along by the admin API: each judged by itself, nothing half done, nothing foreign — row AD-13. */
import { readUserFile, rowProblems } from '@symbolon/user-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administrator, firstAdministrator } from '../testkit/administrator.ts';
import { createWorld, type World } from '../testkit/world.ts';

let world: World;
let root: Administrator;
beforeAll(async () => {
  world = await createWorld({ pools: [{ name: 'second' }] });
  root = await firstAdministrator(world);
});
afterAll(() => world.close());

const path = '/pools/default/users/import';
const bcrypt = '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

/** A member that the type of `fetch` does not know yet. */
const streamed = { duplex: 'half' };

const send = (body: BodyInit, type = 'application/json', more: object = {}) =>
  fetch(`${world.origin}/admin/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${root.token}`, 'content-type': type },
    body,
    ...more,
  });

const isThere = async (username: string, pool = 'default') => {
  const { items } = (await root.call('GET', `/pools/${pool}/users?search=${username}`)).json;
  return Array.isArray(items) && items.length > 0;
};

describe('an import', () => {
  it.each(['id', 'sub', 'pool', 'user_pool', 'tenant_id', 'role', 'managed_by', 'locked', 'created_at'])(
    'refuses a user who writes %s, and takes the others into the pool of the path',
    async member => {
      const name = member.replaceAll('_', '');
      const users = [{ username: `bad-${name}`, [member]: 'second' }, { username: `good-${name}` }];
      const { status, json } = await root.call('POST', path, { body: { users } });
      expect([status, json['imported']]).toEqual([200, 1]);
      expect(json['refused']).toEqual([{ index: 0, detail: expect.any(String) }]);
      expect(await isThere(`bad-${name}`)).toBe(false);
      expect([await isThere(`good-${name}`), await isThere(`good-${name}`, 'second')]).toEqual([true, false]);
    },
  );

  it.each([
    '{"username":"polluted","__proto__":{"role":"owner"}}',
    '{"username":"polluted","custom_data":{"a":{"__proto__":{"x":1}}}}',
    '{"username":"polluted","username":"twice"}',
  ])('does nothing at all of a batch that holds %s', async hostile => {
    const response = await send(`{"users":[{"username":"innocent"},${hostile}]}`);
    expect(response.status).toBe(400);
    expect([await isThere('innocent'), await isThere('polluted')]).toEqual([false, false]);
    expect(Reflect.get({}, 'role')).toBeUndefined();
  });

  it('takes constructor and prototype for unknown members', async () => {
    const users: readonly object[] = [
      { username: 'shape-one', constructor: { prototype: { x: 1 } } },
      { username: 'shape-two', prototype: 1 },
    ];
    const { json } = await root.call('POST', path, { body: { users } });
    expect([json['imported'], json['refused']]).toEqual([
      0,
      [
        { index: 0, detail: expect.any(String) },
        { index: 1, detail: expect.any(String) },
      ],
    ]);
  });

  it('reads no YAML, with or without its name', async () => {
    const bomb = 'users:\n  - &a {username: anchored}\n  - <<: *a\n  - !!js/function "x"\n';
    for (const type of ['application/yaml', 'text/yaml', 'application/json', 'text/plain'])
      expect([type, (await send(bomb, type)).status]).toEqual([type, 400]);
    expect(await isThere('anchored')).toBe(false);
  });

  it('ends a request of 100 MB before it is read', async () => {
    let sent = 0;
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    const body = new ReadableStream({
      pull(controller) {
        sent += chunk.length;
        if (sent > 100 * 1024 * 1024) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const status = await send(body, 'application/json', streamed).then(
      response => response.status,
      () => 'closed',
    );
    expect([413, 'closed']).toContain(status);
    expect(sent).toBeLessThan(20 * 1024 * 1024);
    const users = Array.from({ length: 501 }, (_, at) => ({ username: `many${at}` }));
    expect((await root.call('POST', path, { body: { users } })).status).toBe(400);
    expect(await isThere('many')).toBe(false);
  });

  it('is answered alike where the same batch is sent again under its key', async () => {
    const again = () =>
      root.call('POST', path, {
        body: { users: [{ username: 'once-only' }] },
        headers: { 'idempotency-key': 'batch-0' },
      });
    const first = await again();
    expect(first.json).toEqual({ imported: 1, refused: [] });
    expect((await again()).json).toEqual(first.json);
    const other = await root.call('POST', path, { body: { users: [{ username: 'once-only' }] } });
    expect(other.json).toMatchObject({ imported: 0, refused: [{ index: 0 }] });
  });

  it('refuses all that the file’s own judgement refuses, and what both let pass is there', async () => {
    const users = [
      { username: 'judged-1', password_hash: bcrypt, email_verified: true, email: 'j1@b.test' },
      { name: 'Nobody' },
      { username: 'judged-2', password: 'a long password', password_hash: bcrypt },
      { username: 'judged-3', email: 'nowhere' },
      { username: 'judged-4', phone: '0151' },
      { username: 'judged-5', password_hash: 'md5' },
      { username: 'judged 6' },
      { username: 'JUDGED-1' },
      { username: 'judged-7', email_verified: 'yes' },
      { username: 'judged-8', birthdate: 'May' },
      { username: 'judged-9', custom_data: 'text' },
      { username: 'judged-10', phone: '+15550100', custom_data: { tier: 1 } },
    ];
    const found = rowProblems(users).flatMap((problem, index) => (problem === undefined ? [] : [index]));
    const { json } = await root.call('POST', path, { body: { users } });
    const refused = Array.isArray(json['refused']) ? json['refused'].map(({ index }) => index) : [];
    expect(found).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(refused).toEqual(found);
    expect(readUserFile('users.json', JSON.stringify(users)).kind).toBe('read');
  });
});
