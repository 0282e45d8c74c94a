/** The token responses of Umbrella Faces by the client SDK: without OpenID Connect, and with an ID token that only a pinned key reads. */
import { AuthenticationClient, type AuthenticationClientOptions, toAuthResult } from '@symbolon/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callbackUrlOf } from '../interop/end-user.ts';
import { Browser } from '../testkit/browser.ts';
import { alice, createWorld, redirectUri, type World, web } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [{ ...web, dialect: 'opaque-minimal', scopes: [{ name: 'api.profilesondemand.read' }] }],
  });
});
afterAll(() => world.close());

async function signIn(options: Partial<AuthenticationClientOptions>) {
  const client = new AuthenticationClient({
    appId: web.client_id,
    appSecret: web.client_secret,
    appHost: world.origin,
    tokenEndPointAuthMethod: 'client_secret_basic',
    redirectUri,
    ...options,
  });
  const request = await client.buildAuthorizeUrl();
  const tokens = await client.getTokenSetByCallback(await callbackUrlOf(new Browser(), request.url), request);
  return { client, tokens };
}

it('reads the response without an ID token, and renews it', async () => {
  const { client, tokens } = await signIn({ scope: 'api.profilesondemand.read' });
  expect(tokens).toEqual({
    access_token: expect.any(String),
    token_type: 'bearer',
    refresh_token: expect.any(String),
    expires_in: 3600,
    raw: {},
  });
  const next = await client.getNewAccessTokenByRefreshToken(tokens.refresh_token ?? '');
  expect(next.access_token).not.toBe(tokens.access_token);
});

it('reads the ID token without issuer and audience by a pinned key, and by nothing else', async () => {
  const { keys } = await (await fetch(`${world.issuer}/.well-known/jwks.json`)).json();
  const scope = 'openid profile email';
  const { client, tokens } = await signIn({ scope, legacyIdToken: { key: keys[0] } });
  expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'email openid profile' });
  expect(toAuthResult(tokens).profile).toMatchObject({ email: alice.email });
  const next = await client.getNewAccessTokenByRefreshToken(tokens.refresh_token ?? '');
  expect(toAuthResult(next).profile).toMatchObject({ email: alice.email });
  await expect(signIn({ scope })).rejects.toMatchObject({ code: 'invalid_token' });
});
