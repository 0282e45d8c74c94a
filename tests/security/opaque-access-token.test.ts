/** Opaque access tokens that somebody else made — RFC 6749 §10.10. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, freshCode, introspect, redeem, refresh, userinfo } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const opaque = { ...web, client_id: 'opaque', access_token_format: 'opaque' };

let world: World;
let other: World;
beforeAll(async () => {
  [world, other] = await Promise.all([
    createWorld({ applications: [opaque] }),
    createWorld({ applications: [opaque] }),
  ]);
});
afterAll(() => Promise.all([world.close(), other.close()]));

const credentials = basic(opaque.client_id, opaque.client_secret);
const tokensOf = async (at: World) =>
  (
    await redeem(
      at,
      await freshCode(at, { client_id: opaque.client_id, scope: 'openid offline_access' }),
      {},
      credentials,
    )
  ).json;
const told = async (token: unknown) => (await introspect(world, token, credentials)).json;

describe('TK-25: an opaque access token cannot be made up', () => {
  it('not by changing any byte of one, not by cutting it, not by adding to it', async () => {
    const { access_token: token } = await tokensOf(world);
    const bytes = Buffer.from(String(token), 'base64url');
    const changed = Array.from(bytes, (_, index) => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
      return copy;
    });
    const forged = [
      ...changed,
      bytes.subarray(0, -1),
      bytes.subarray(1),
      Buffer.concat([bytes, Buffer.of(1)]),
    ];
    for (const value of forged.map(each => each.toString('base64url')))
      expect((await userinfo(world, value)).status).toBe(401);
    for (const value of [`${String(token)}=`, ` ${String(token)}`.padEnd(80, 'A'), 'A'.repeat(71)])
      expect(await told(value)).toEqual({ active: false });
    expect((await userinfo(world, token)).status).toBe(200);
  });

  it('and one of another server is none', async () => {
    const { access_token: foreign } = await tokensOf(other);
    expect((await userinfo(other, foreign)).status).toBe(200);
    expect((await userinfo(world, foreign)).status).toBe(401);
  });

  it('and neither is a refresh token, nor does it refresh', async () => {
    const { access_token: access, refresh_token: token } = await tokensOf(world);
    expect((await userinfo(world, token)).status).toBe(401);
    expect((await refresh(world, access, {}, credentials)).json['error']).toBe('invalid_grant');
  });
});
