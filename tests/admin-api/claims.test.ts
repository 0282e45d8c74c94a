/** Claims and scopes that an administrator declares while the server runs — OIDC Core §5.4, Discovery §3. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Administrator, firstAdministrator } from '../testkit/administrator.ts';
import { freshCode, redeem, userinfo } from '../testkit/relying-party.ts';
import { alice, createWorld, type World } from '../testkit/world.ts';

let world: World;
let root: Administrator;
beforeAll(async () => {
  world = await createWorld({
    users: [{ ...alice, custom_data: { team: 'red', paint: 'blue' } }],
    pool: {
      claims: [{ name: 'colour', from: 'custom_data.paint' }],
      scopes: [{ name: 'looks', claims: ['colour'] }],
    },
  });
  root = await firstAdministrator(world);
});
afterAll(() => world.close());

const settings = '/pools/default/settings';
async function write(change: object) {
  const { json, etag } = await root.call('GET', settings);
  return root.call('PUT', settings, { body: { ...json, ...change }, etag });
}

const metadata = async (): Promise<Record<string, readonly string[]>> =>
  (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json();

async function told(scope: string) {
  const { json } = await redeem(world, await freshCode(world, { scope }));
  return { scope: json['scope'], info: (await userinfo(world, json['access_token'])).json };
}

it('are in discovery, in tokens and at userinfo from the answer on, and gone as soon', async () => {
  expect((await metadata())['scopes_supported']).not.toContain('staff');
  expect((await told('openid staff')).scope).toBe('openid');
  const written = await write({
    claims: [{ name: 'squad', from: 'custom_data.team' }],
    scopes: [{ name: 'staff', claims: ['squad'] }],
  });
  expect(written.status, written.text).toBe(200);
  expect((await metadata())['scopes_supported']).toEqual(
    expect.arrayContaining(['openid', 'looks', 'staff']),
  );
  expect((await metadata())['claims_supported']).toEqual(expect.arrayContaining(['squad', 'colour']));
  expect(await told('openid staff looks')).toMatchObject({
    scope: 'openid staff looks',
    info: { squad: 'red', colour: 'blue' },
  });
  await world.restart();
  expect((await told('openid staff')).info).toMatchObject({ squad: 'red' });
  await write({ claims: [], scopes: [] });
  expect((await metadata())['scopes_supported']).not.toContain('staff');
  expect((await told('openid staff')).scope).toBe('openid');
});

it('are those of the file where both name one', async () => {
  await write({
    claims: [
      { name: 'colour', from: 'custom_data.team' },
      { name: 'squad', from: 'custom_data.team' },
    ],
    scopes: [{ name: 'email', claims: ['email', 'squad'] }],
  });
  expect((await told('openid looks email')).info).toMatchObject({ colour: 'blue', squad: 'red' });
  const list = async (what: string) => (await root.call('GET', `/pools/default/${what}`)).json['items'];
  expect(await list('claims')).toEqual([
    { name: 'colour', from: 'custom_data.paint', managed_by: 'file' },
    { name: 'squad', from: 'custom_data.team', managed_by: 'console' },
  ]);
  const scopes = await list('scopes');
  expect(scopes).toEqual(
    expect.arrayContaining([
      { name: 'looks', claims: ['colour'], managed_by: 'file' },
      { name: 'email', claims: ['email', 'squad'], managed_by: 'console' },
      { name: 'openid', claims: ['sub'], managed_by: 'standard' },
    ]),
  );
  expect(scopes).toHaveLength(7);
  expect((await root.call('GET', `${settings}/declared`)).json).toMatchObject({
    scopes: [{ name: 'looks', claims: ['colour'] }],
  });
});

it('that tokens use themselves, come from nowhere or stand twice are refused, each at its member', async () => {
  const refused = await write({
    claims: [
      { name: 'iss', from: 'custom_data.team' },
      { name: 'a', from: 'user.nothing' },
      { name: 'a', from: 'email' },
    ],
    scopes: [{ name: 'two words', claims: ['aud'] }],
  });
  const errors: readonly { member: string }[] = Object(refused.json)['errors'];
  expect([refused.status, errors.map(({ member }) => member)]).toEqual([
    400,
    ['claims[0].name', 'claims[1].from', 'claims[2].name', 'scopes[0].name', 'scopes[0].claims[0]'],
  ]);
});

it('write discovery anew when the methods of the sign-in change', async () => {
  await write({ claims: [], scopes: [], sign_in: { second_factor: 'off' } });
  expect((await metadata())['acr_values_supported']).toHaveLength(1);
  await write({ sign_in: { second_factor: 'required' } });
  expect((await metadata())['acr_values_supported']).toHaveLength(2);
});
