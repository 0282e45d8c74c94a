/** Who may do what at the admin API: every route × every role × every pool, from the API's own table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../packages/server/src/admin-api/index.ts';
import {
  type Administrator,
  callAdmin,
  firstAdministrator,
  root,
  signInAdministrator,
} from '../testkit/administrator.ts';
import { Browser } from '../testkit/browser.ts';
import { basic, pkce, post, responseOf, signIn, tokens } from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const roles = ['owner', 'administrator', 'support', 'auditor'] as const;
type Role = (typeof roles)[number];

let world: World;
const callers = new Map<Role, Administrator>();
const callerOf = (role: Role): Administrator => {
  const caller = callers.get(role);
  if (!caller) throw new Error(`nobody is ${role}`);
  return caller;
};

const password = 'a password for administrators';
beforeAll(async () => {
  world = await createWorld({
    pools: [
      {
        name: 'second',
        applications: [{ ...web, client_id: 'foreign' }],
        users: [{ username: 'eve', password }],
      },
    ],
  });
  const owner = await firstAdministrator(world);
  callers.set('owner', owner);
  for (const role of roles.slice(1)) {
    await owner.call('POST', '/administrators', { body: { username: role, role, password } });
    callers.set(role, await signInAdministrator(world, { username: role, password }));
  }
}, 60_000);
afterAll(() => world.close());

interface Row {
  readonly method: string;
  readonly path: string;
}

const rows: readonly Row[] = operations.flatMap(({ method, path }) => {
  const filled = path.replaceAll(/\{(?!pool\})\w+\}/g, 'absent');
  const pools = path.includes('{pool}') ? ['default', 'second', 'administrators'] : ['administrators'];
  return pools.map(pool => ({ method, path: filled.replace('{pool}', pool) }));
});

/** What the roles are for, said once more in other words than those of the server. */
function may(role: Role, { method, path }: Row): boolean {
  if (role === 'owner' || path === '/me') return true;
  if (role === 'auditor') return method === 'GET';
  if (path.startsWith('/administrators') || path.startsWith('/pools/administrators')) return false;
  if (role === 'administrator') return path !== '/pools' || method === 'GET';
  const isRead =
    method === 'GET' && /^\/pools(?:\/\w+(?:\/overview)?)?$|\/(?:users|invitations)(?:\/absent)?$/.test(path);
  return isRead || /\/users\/absent\/(?!$)/.test(path);
}

const send = (row: Row, token: string | undefined) =>
  callAdmin(world, token, row.method, row.path, {
    etag: '"7"',
    ...(row.method !== 'GET' && row.method !== 'DELETE' && { body: {} }),
  });

describe('the admin API', () => {
  it('has a table to be held against', () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      ...new Set(operations.map(({ method, path }) => `${method} ${path}`)),
    ]);
  });

  it('does nothing without a token, with one of another pool, or with one that was made for something else', async () => {
    const { access_token: foreign, id_token: idToken, refresh_token: refreshToken } = await tokens(world);
    const wrong = [undefined, '', foreign, idToken, refreshToken, `${callerOf('owner').token}x`];
    for (const row of rows) {
      for (const token of wrong) {
        const answer = await send(row, token === undefined ? undefined : String(token));
        expect([row, answer.status]).toEqual([row, 401]);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
    }
  }, 60_000);

  it.each(roles)(
    'lets a caller who is %s do what the role is for, and nothing else',
    async role => {
      const { token } = callerOf(role);
      for (const row of rows) {
        const { status } = await send(row, token);
        const isAllowed = ![401, 403].includes(status);
        expect([row, isAllowed, status < 500]).toEqual([row, may(role, row), true]);
      }
    },
    60_000,
  );

  it('knows no pool that does not exist, and no path beside its table', async () => {
    const { call } = callerOf('owner');
    for (const { method, path } of rows.filter(row => row.path.startsWith('/pools/default')))
      expect((await call(method, path.replace('default', 'nowhere'), { etag: '"1"' })).status).toBe(404);
    for (const path of [
      '/nothing',
      '/pools/default/applications/',
      '/pools/default;x/users',
      '/../auth',
      '/pools/%00',
    ])
      expect((await call('GET', path)).status).toBe(404);
    expect((await call('POST', '/me')).status).toBe(405);
  });

  it('finds objects only in their own pool and below their own parent', async () => {
    const { call } = callerOf('owner');
    const own = await call('GET', '/pools/second/applications/foreign');
    expect(own.status).toBe(200);
    expect((await call('GET', '/pools/default/applications/foreign')).status).toBe(404);
    const idOf = async (pool: string, name: string) => {
      const { items } = (await call('GET', `/pools/${pool}/users`)).json;
      return Array.isArray(items) ? String(items.find(({ username }) => username === name)?.id) : '';
    };
    const eve = await idOf('second', 'eve');
    const [alice, bob] = [await idOf('default', 'alice'), await idOf('default', 'bob')];
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/lock'],
      ['POST', '/reset-password'],
      ['GET', '/sessions'],
      ['GET', '/authorizations'],
    ] as const)
      expect((await call(method, `/pools/default/users/${eve}${path}`)).status).toBe(404);
    const made = { grant_types: ['client_credentials'] };
    for (const client_id of ['one', 'two'])
      await call('POST', '/pools/default/applications', { body: { client_id, ...made } });
    const second = await call('POST', '/pools/default/applications/one/secrets');
    const { etag } = await call('GET', '/pools/default/applications/two');
    const mixed = `/pools/default/applications/two/secrets/${String(second.json['id'])}`;
    expect((await call('DELETE', mixed, { etag })).status).toBe(404);
    await tokens(world);
    const { items } = (await call('GET', `/pools/default/users/${alice}/authorizations`)).json;
    const [granted] = Array.isArray(items) ? items : [];
    const other = `/pools/default/users/${bob}/authorizations/${String(granted.id)}`;
    expect((await call('DELETE', other)).status).toBe(404);
  });

  it('sees at once that a role, a user or a token is no more', async () => {
    const owner = callerOf('owner');
    const body = { username: 'passing', role: 'owner', password };
    const { json, etag } = await owner.call('POST', '/administrators', { body });
    const passing = await signInAdministrator(world, { username: 'passing', password });
    expect((await passing.call('GET', '/administrators')).status).toBe(200);
    const path = `/administrators/${String(json['id'])}`;
    const demoted = await owner.call('PATCH', path, { body: { role: 'support' }, etag });
    expect((await passing.call('GET', '/administrators')).status).toBe(403);
    expect((await owner.call('DELETE', path, { etag: demoted.etag })).status).toBe(204);
    expect((await passing.call('GET', '/me')).status).toBe(401);
    const again = await signInAdministrator(world, { username: 'auditor', password });
    const revocation = `${world.origin}/administrators/oidc/token/revocation`;
    await post(revocation, { token: again.token, client_id: 'console' });
    expect((await again.call('GET', '/me')).status).toBe(401);
  });

  it('takes machines of the administrators by the scopes that they were given, while they are enabled', async () => {
    const owner = callerOf('owner');
    const machine = {
      client_id: 'robot',
      grant_types: ['client_credentials'],
      audience: `${world.origin}/admin/v1`,
      scope: 'users:read audit_events:read',
    };
    const list = '/pools/administrators/applications';
    expect((await callerOf('administrator').call('POST', list, { body: machine })).status).toBe(403);
    const made = await owner.call('POST', list, { body: machine });
    const authentication = basic('robot', String(made.json['client_secret']));
    const asked = { grant_type: 'client_credentials', scope: 'users:read' };
    const issued = await post(`${world.origin}/administrators/oidc/token`, asked, authentication);
    const call = (path: string) => callAdmin(world, String(issued.json['access_token']), 'GET', path);
    expect((await call('/me')).json).toEqual({ id: 'robot', permissions: ['users:read'] });
    expect((await call('/pools/default/users')).status).toBe(200);
    expect((await call('/pools/default/audit-events')).status).toBe(403);
    await owner.call('PATCH', `${list}/robot`, { body: { enabled: false }, etag: made.etag });
    expect((await call('/me')).status).toBe(401);
  });

  it('gives another application of the administrators no more than its tokens say', async () => {
    const owner = callerOf('owner');
    const other = {
      client_id: 'wiki',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
      audience: `${world.origin}/admin/v1`,
      skip_consent: true,
    };
    await owner.call('POST', '/pools/administrators/applications', { body: other });
    const { verifier, challenge } = pkce();
    const issuer = `${world.origin}/administrators/oidc`;
    const page = await signIn({ ...world, issuer }, new Browser(), { client_id: 'wiki', ...challenge }, root);
    const code = responseOf(page).get('code') ?? '';
    const sent = { grant_type: 'authorization_code', client_id: 'wiki', code, redirect_uri: redirectUri };
    const { json } = await post(`${issuer}/token`, { ...sent, code_verifier: verifier });
    const me = await callAdmin(world, String(json['access_token']), 'GET', '/me');
    expect(me.json).toMatchObject({ role: 'owner', permissions: [] });
    expect((await callAdmin(world, String(json['access_token']), 'GET', '/pools')).status).toBe(403);
  });

  it('heeds no cookie, no method override and no other origin', async () => {
    const response = await fetch(`${world.origin}/admin/v1/me`, {
      headers: { cookie: `authorization=Bearer ${callerOf('owner').token}`, origin: 'https://evil.test' },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const overridden = await callerOf('owner').call('POST', '/me', {
      headers: { 'x-http-method-override': 'GET' },
      body: {},
    });
    expect(overridden.status).toBe(405);
  });
});
