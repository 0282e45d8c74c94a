/** Claims and scopes of one's own, of a pool and of an application; the scopes that come with a dialect. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  authorizationUrl,
  basic,
  claimsOf,
  freshCode,
  post,
  redeem,
  responseOf,
  userinfo,
} from '../testkit/relying-party.ts';
import { alice, createWorld, type World, web } from '../testkit/world.ts';

const everything = 'openid username roles external_id extended_fields tenant_id unionid';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [
      {
        ...web,
        claims: [{ name: 'colour', from: 'custom_data.paint' }],
        scopes: [{ name: 'team', claims: ['team', 'role'] }],
      },
      { ...web, client_id: 'all', id_token_claims: 'all' },
      { ...web, client_id: 'authing', dialect: 'authing' },
      { ...web, client_id: 'asking', skip_consent: false },
      { ...web, client_id: 'machine', grant_types: ['client_credentials'], scope: 'api team' },
    ],
    users: [{ ...alice, custom_data: { team: 'red', role: 'lead', paint: 'blue', roles: ['admin'] } }],
    pool: {
      claims: [
        { name: 'colour', from: 'custom_data.team' },
        { name: 'since', from: 'user.signed_up_at' },
        { name: 'login', from: 'user.username' },
      ],
      scopes: [{ name: 'team', claims: ['team'] }, { name: 'api' }],
    },
  });
});
afterAll(() => world.close());

async function obtain(clientId: string, scope: string) {
  const code = await freshCode(world, { client_id: clientId, scope });
  const { json } = await redeem(world, code, {}, basic(clientId, web.client_secret));
  return {
    scope: json['scope'],
    id: claimsOf(json['id_token']),
    info: (await userinfo(world, json['access_token'])).json,
  };
}

describe('custom claims and scopes', () => {
  it('of an application win over those of its pool', async () => {
    const { info } = await obtain('web', 'openid team profile');
    expect(info).toMatchObject({ team: 'red', role: 'lead', colour: 'blue', login: 'alice' });
    expect(info['since']).toBe(world.clock.now());
  });

  it('of the pool are those of every application, in the ID token too where it holds claims', async () => {
    const { id, info, scope } = await obtain('all', 'openid team profile');
    expect(scope).toBe('openid team profile');
    for (const claims of [id, info]) {
      expect(claims).toMatchObject({ team: 'red', colour: 'red', name: 'Alice Example' });
      expect(claims).not.toHaveProperty('role');
    }
  });

  it('are told to nobody who has not their scope', async () => {
    const { id, info } = await obtain('all', 'openid email');
    expect(Object.keys(info).sort()).toEqual(['email', 'email_verified', 'sub']);
    for (const name of ['team', 'colour', 'since', 'login']) expect(id).not.toHaveProperty(name);
  });

  it('are asked about at the consent', async () => {
    const browser = new Browser();
    const url = authorizationUrl(world, { client_id: 'asking', scope: 'openid team' });
    const login = await browser.follow(await browser.get(url), world.origin);
    const typed = { identifier: alice.username, password: alice.password };
    const page = await browser.follow(await browser.submit(login, typed), world.origin);
    expect(page.body).toContain('id="allow"');
    expect(page.body).toMatch(/\bteam\b/);
    const denied = await browser.follow(await browser.submit(page, { decision: 'deny' }), world.origin);
    expect(responseOf(denied).get('error')).toBe('access_denied');
  });

  it('are listed in the provider metadata', async () => {
    const metadata = await (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json();
    expect(metadata.scopes_supported).toEqual(
      expect.arrayContaining(['openid', 'profile', 'offline_access', 'team', 'api', 'unionid']),
    );
    expect(metadata.claims_supported).toEqual(
      expect.arrayContaining(['sub', 'name', 'team', 'role', 'colour', 'since', 'login']),
    );
    for (const list of [metadata.scopes_supported, metadata.claims_supported])
      expect(new Set(list).size).toBe(list.length);
  });

  it('without claims are scopes that a machine can have, those about an end-user are not', async () => {
    const ask = (scope: string) =>
      post(
        `${world.issuer}/token`,
        { grant_type: 'client_credentials', scope },
        basic('machine', web.client_secret),
      );
    expect((await ask('api')).json).toMatchObject({ scope: 'api' });
    expect((await ask('team')).json['error']).toBe('invalid_scope');
  });
});

describe('the scopes of the dialect authing', () => {
  it('open the claims of their names, null where the end-user has none', async () => {
    const { id, info, scope } = await obtain('authing', everything);
    expect(scope).toBe(everything);
    const expected = {
      username: 'alice',
      roles: ['admin'],
      external_id: null,
      extended_fields: null,
      tenant_id: null,
      unionid: null,
    };
    expect(id).toMatchObject(expected);
    expect(info).toEqual({ sub: id['sub'], ...expected });
  });

  it('do not exist under the standard', async () => {
    expect((await obtain('all', everything)).scope).toBe('openid');
  });
});
