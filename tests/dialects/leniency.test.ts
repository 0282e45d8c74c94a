/** Where a dialect or a switch of an application lets pass what the standard refuses, and no further. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  authorizationUrl,
  basic,
  claimsOf,
  headerOf,
  pkce,
  post,
  redeem,
  refresh,
  responseOf,
  signIn,
} from '../testkit/relying-party.ts';
import { createWorld, redirectUri, spa, type World, web } from '../testkit/world.ts';

const implicit = {
  grant_types: ['authorization_code', 'implicit'],
  response_types: ['code', 'id_token token'],
};

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [
      { ...web, ...implicit },
      { ...web, client_id: 'authing', dialect: 'authing' },
      { ...web, client_id: 'several', dialect: 'authing', redirect_uris: [redirectUri, 'https://rp.test/2'] },
      { ...web, ...implicit, client_id: 'upgrading', compat_upgrade_response_mode: true },
      { ...web, client_id: 'ignoring', dangerously_ignore_unexpected_code_verifier: true },
      { ...spa, dialect: 'opaque-minimal', redirect_uris: [redirectUri] },
    ],
  });
});
afterAll(() => world.close());

const codeOf = async (parameters: Record<string, string | undefined>) =>
  responseOf(await signIn(world, new Browser(), parameters)).get('code') ?? '';

const exchange = (clientId: string, fields: Record<string, string>) =>
  post(
    `${world.issuer}/token`,
    { grant_type: 'authorization_code', ...fields },
    basic(clientId, web.client_secret),
  );

describe('a redirect_uri that is missing', () => {
  const without = { redirect_uri: undefined };

  it('is the one that is registered, under authing, at the token endpoint too', async () => {
    const back = await signIn(world, new Browser(), { client_id: 'authing', ...without });
    expect(back.location).toMatch(/^https:\/\/rp\.test\/cb\?code=/);
    const code = responseOf(back).get('code') ?? '';
    expect((await exchange('authing', { code })).json).toMatchObject({ token_type: 'Bearer' });
    const again = await codeOf({ client_id: 'authing', ...without });
    expect((await exchange('authing', { code: again, redirect_uri: redirectUri })).status).toBe(200);
  });

  it('must be repeated where it was sent, and be the same whatever was sent', async () => {
    const sent = await codeOf({ client_id: 'authing' });
    expect((await exchange('authing', { code: sent })).json).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('redirect_uri is missing'),
    });
    const omitted = await codeOf({ client_id: 'authing', ...without });
    const other = { code: omitted, redirect_uri: 'https://rp.test/other' };
    expect((await exchange('authing', other)).json['error']).toBe('invalid_grant');
  });

  it.each(['web', 'several'])('is refused on a page where nothing says which it is: %s', async clientId => {
    const page = await new Browser().get(authorizationUrl(world, { client_id: clientId, ...without }));
    expect(page.status).toBe(400);
    expect(page.location).toBeUndefined();
    expect(page.body).toContain('redirect_uri is missing');
  });
});

describe('response_mode=query with a response type that carries tokens', () => {
  const asked = { response_type: 'id_token token', response_mode: 'query' };

  it('is refused in the fragment', async () => {
    const back = await signIn(world, new Browser(), asked);
    expect(new URL(back.location ?? '').search).toBe('');
    expect(responseOf(back).get('error')).toBe('invalid_request');
  });

  it('is answered in the fragment where the application says so', async () => {
    const back = await signIn(world, new Browser(), { client_id: 'upgrading', ...asked });
    expect(new URL(back.location ?? '').search).toBe('');
    expect(claimsOf(responseOf(back).get('id_token'))).toMatchObject({ aud: 'upgrading' });
    expect(responseOf(back).get('access_token')).toEqual(expect.any(String));
  });
});

describe('a code_verifier to which no challenge was bound', () => {
  const { verifier: code_verifier, challenge } = pkce();

  it('is refused with what to append', async () => {
    const fields = { code: await codeOf({}), redirect_uri: redirectUri, code_verifier };
    expect((await exchange('web', fields)).json).toMatchObject({
      error: 'invalid_grant',
      error_description: expect.stringMatching(/append code_challenge and code_challenge_method=S256/),
    });
  });

  it('is ignored where the application says so, and only then: a challenge is held to', async () => {
    const fields = { redirect_uri: redirectUri, code_verifier };
    const code = await codeOf({ client_id: 'ignoring' });
    expect((await exchange('ignoring', { code, ...fields })).status).toBe(200);
    const bound = await codeOf({ client_id: 'ignoring', ...challenge });
    const wrong = { code: bound, redirect_uri: redirectUri, code_verifier: 'w'.repeat(43) };
    expect((await exchange('ignoring', wrong)).json['error']).toBe('invalid_grant');
    const missing = { code: bound, redirect_uri: redirectUri };
    expect((await exchange('ignoring', missing)).json['error']).toBe('invalid_grant');
    expect((await exchange('ignoring', { code: bound, ...fields })).status).toBe(200);
  });
});

describe('opaque-minimal for a public application', () => {
  it('rotates refresh tokens all the same, and holds on to the nonce', async () => {
    const { verifier, challenge } = pkce();
    const code = await codeOf({ client_id: spa.client_id, ...challenge });
    const fields = { client_id: spa.client_id, code_verifier: verifier };
    const { json } = await redeem(world, code, fields, {});
    expect(headerOf(json['id_token'])).toEqual({ alg: 'RS256' });
    expect(claimsOf(json['id_token'])).toEqual({ openid: expect.any(String), nonce: 'no' });
    const next = await refresh(world, json['refresh_token'], { client_id: spa.client_id }, {});
    expect(next.json['refresh_token']).not.toBe(json['refresh_token']);
  });

  it('gives no ID token that would do as a hint', async () => {
    const { verifier, challenge } = pkce();
    const code = await codeOf({ client_id: spa.client_id, ...challenge });
    const { json } = await redeem(world, code, { client_id: spa.client_id, code_verifier: verifier }, {});
    const hinted = { client_id: spa.client_id, id_token_hint: String(json['id_token']), ...challenge };
    expect(responseOf(await signIn(world, new Browser(), hinted)).get('error')).toBe('invalid_request');
  });
});
