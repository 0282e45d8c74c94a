/** Calls of `/api/v3`, as clients of Authing make them, at a world of a test. */
import { expect } from 'vitest';
import { alice, createWorld, spa, type World, web } from './world.ts';

const grant_types = ['authorization_code', 'refresh_token', 'password'];
const fields = { ...web, grant_types };
const open = { ...spa, client_id: 'open', grant_types };
const applications = [
  { ...fields, client_id: 'posts', token_endpoint_auth_method: 'client_secret_post' },
  { ...fields, client_id: 'hs', token_endpoint_auth_method: 'client_secret_post', dialect: 'authing' },
  fields,
  open,
  { ...open, client_id: 'without', grant_types: ['authorization_code'] },
];

/** Enough people for each test of the throttle to have its own. */
const crowd = ['carol', 'dave'].map(username => ({ username, password: alice.password }));

/** In its second pool, `pool1`, people may sign up. */
export const createApiWorld = (): Promise<World> =>
  createWorld({
    applications,
    users: [{ ...alice, custom_data: { team: 'blue', shoe: 43 } }, ...crowd],
    pool: { scopes: [{ name: 'team', claims: ['team'] }] },
    pools: [
      { name: 'pool1', sign_up: { fields: ['username'], verification: 'optional' }, applications: [open] },
    ],
  });

type Headers = Record<string, string>;
export type Reply = Record<string, unknown> & { readonly data?: Record<string, unknown> };

export const asOpen: Headers = { 'x-authing-app-id': 'open' };

export const password = (passwordPayload: object, options: object = {}) => ({
  connection: 'PASSWORD',
  passwordPayload: { password: alice.password, ...passwordPayload },
  options,
});

export const apiOf = (world: () => World) => ({
  async send(path: string, body: object | string, headers: Headers = {}): Promise<Reply> {
    const response = await fetch(world().origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    return response.json();
  },

  async get(path: string, headers: Headers = {}): Promise<Reply> {
    const response = await fetch(world().origin + path, { headers });
    expect(response.status).toBe(200);
    return response.json();
  },

  signIn(passwordPayload: object, options: object = {}, headers: Headers = asOpen): Promise<Reply> {
    return this.send('/api/v3/signin', password(passwordPayload, options), headers);
  },
});
