/** What is signed for a client, with the algorithm that it registered — OIDC Core §2, §5.3.2, §10.1. */
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, claimsOf, freshCode, headerOf, redeem } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const algs = ['RS256', 'PS256', 'ES256', 'EdDSA', 'HS256'] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: algs.map(alg => ({
      ...web,
      client_id: alg,
      id_token_signed_response_alg: alg,
      userinfo_signed_response_alg: alg,
      ...(alg !== 'HS256' && { access_token_signed_response_alg: alg }),
    })),
  });
});
afterAll(() => world.close());

describe.each(algs)('%s', alg => {
  const keyFor = async () =>
    alg === 'HS256'
      ? async () => new TextEncoder().encode(web.client_secret)
      : createLocalJWKSet(
          (await (await fetch(`${world.issuer}/.well-known/jwks.json`)).json()) as JSONWebKeySet,
        );

  it('signs the ID token and userinfo, and both verify', async () => {
    const code = await freshCode(world, { client_id: alg, scope: 'openid email' });
    const { json } = await redeem(world, code, {}, basic(alg, web.client_secret));
    const idToken = String(json['id_token']);
    expect(headerOf(idToken)).toMatchObject({ alg, typ: 'JWT' });
    expect('kid' in headerOf(idToken)).toBe(alg !== 'HS256');
    await jwtVerify(idToken, await keyFor(), { issuer: world.issuer, audience: alg, algorithms: [alg] });

    const accessToken = String(json['access_token']);
    const registered = alg === 'HS256' ? 'RS256' : alg;
    expect(headerOf(accessToken)).toMatchObject({ alg: registered, typ: 'at+jwt', kid: expect.any(String) });

    const response = await fetch(`${world.issuer}/me`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(response.headers.get('content-type')).toBe('application/jwt');
    const userinfo = await jwtVerify(await response.text(), await keyFor(), {
      issuer: world.issuer,
      audience: alg,
      algorithms: [alg],
    });
    expect(userinfo.payload).toMatchObject({ sub: claimsOf(idToken)['sub'], email: 'alice@example.com' });
    expect(userinfo.payload).not.toHaveProperty('nonce');
    expect(userinfo.protectedHeader.typ).not.toBe('JWT');
  });
});
