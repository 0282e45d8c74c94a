/** Opaque access tokens: what they say to this server alone, and for how long — RFC 6749 §1.4, §10.3, RFC 7662 §2.2. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, freshCode, introspect, redeem, refresh, userinfo } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const opaque = { ...web, client_id: 'opaque', access_token_format: 'opaque' };
const everything = 'openid profile email phone address offline_access';

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [opaque] });
});
afterAll(() => world.close());

const credentials = basic(opaque.client_id, opaque.client_secret);
const tokensOf = async () =>
  (
    await redeem(
      world,
      await freshCode(world, { client_id: opaque.client_id, scope: everything }),
      {},
      credentials,
    )
  ).json;
const told = async (token: unknown) => (await introspect(world, token, credentials)).json;

describe('RFC 7662 §2.2: an opaque access token', () => {
  it('is told with its times, its client, its end-user and an identifier of its own', async () => {
    const [first, second] = [await tokensOf(), await tokensOf()];
    const issuedAt = world.clock.now();
    expect(await told(first['access_token'])).toEqual({
      active: true,
      scope: everything,
      client_id: 'opaque',
      token_type: 'Bearer',
      iat: issuedAt,
      exp: issuedAt + 3600,
      sub: expect.any(String),
      aud: 'opaque',
      iss: world.issuer,
      jti: expect.stringMatching(/^[\w-]{34}$/),
    });
    expect((await told(second['access_token']))['jti']).not.toBe((await told(first['access_token']))['jti']);
  });

  it('works until it expires, and no second longer', async () => {
    const { access_token: token } = await tokensOf();
    world.clock.advance(3599);
    expect((await userinfo(world, token)).status).toBe(200);
    world.clock.advance(1);
    expect((await userinfo(world, token)).status).toBe(401);
    expect(await told(token)).toEqual({ active: false });
  });

  it.each(['openid', 'openid email', 'phone address', 'offline_access'])(
    'asked for %s alone says just that, and the next one all again',
    async scope => {
      const first = await tokensOf();
      const narrow = await refresh(world, first['refresh_token'], { scope }, credentials);
      expect((await told(narrow.json['access_token']))['scope']).toBe(scope);
      const whole = await refresh(world, narrow.json['refresh_token'], {}, credentials);
      expect((await told(whole.json['access_token']))['scope']).toBe(everything);
    },
  );
});
