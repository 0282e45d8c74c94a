/** Login that a third party begins: where to begin is registered, over https only — OIDC Core §4, module of the 3rdparty plan. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { register } from '../testkit/registration.ts';
import { createWorld, type World } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ pool: { registration: { mode: 'open' } } });
});
afterAll(() => world.close());

describe('oidcc-3rdparty-init-login-certification-test-plan', () => {
  it('oidcc-3rd_party-init-login-nohttps: initiate_login_uri without TLS is not registered', async () => {
    const { status, json } = await register(world, { initiate_login_uri: 'http://rp.test/begin' });
    expect([status, json['error']]).toEqual([400, 'invalid_client_metadata']);
    expect(json).not.toHaveProperty('client_id');
  });
});
