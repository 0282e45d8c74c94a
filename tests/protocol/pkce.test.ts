/** Proof Key for Code Exchange — RFC 7636. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, freshCode, pkce, redeem } from '../testkit/relying-party.ts';
import { createWorld, spa, type World, web } from '../testkit/world.ts';

const plain = { ...web, client_id: 'plain', dangerously_allow_plain_pkce: true };

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [web, spa, plain] });
});
afterAll(() => world.close());

describe('RFC 7636 §4', () => {
  it('S256: the verifier of a public client buys the tokens, another one does not', async () => {
    const { verifier, challenge } = pkce();
    const request = { client_id: 'spa', redirect_uri: spa.redirect_uris[0], ...challenge };
    const code = await freshCode(world, request);
    const buy = (code_verifier: string) =>
      redeem(world, code, { client_id: 'spa', redirect_uri: request.redirect_uri, code_verifier }, {});
    expect((await buy(pkce().verifier)).json['error']).toBe('invalid_grant');
    expect((await buy(verifier)).status).toBe(200);
  });

  it('plain: only for an application that says dangerously_allow_plain_pkce', async () => {
    const { verifier } = pkce();
    const request = { client_id: 'plain', code_challenge: verifier, code_challenge_method: 'plain' };
    const code = await freshCode(world, request);
    const authentication = basic('plain', web.client_secret);
    const buy = (code_verifier: string) => redeem(world, code, { code_verifier }, authentication);
    expect((await buy(pkce().verifier)).json['error']).toBe('invalid_grant');
    expect((await buy(verifier)).status).toBe(200);
    await expect(freshCode(world, { ...request, client_id: 'web' })).rejects.toThrow('no code came back');
  });
});
