/** openid-client by the roads beside the plain code flow: hybrid, implicit, pushed and signed requests, machines, passwords. */
import { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { alice } from '../testkit/people.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import * as client from './clients/openid-client.ts';
import { callbackOf, callbackUrlOf } from './end-user.ts';

const redirectUri = 'https://rp.test/cb';
const secret = 'the secret of the application';
const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
  'sign',
  'verify',
]);
const publicJwk = await webcrypto.subtle.exportKey('jwk', keys.publicKey);

let server: StartedServer;
beforeAll(async () => {
  server = await startServer({
    applications: [
      {
        client_id: 'every',
        client_secret: secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token', 'implicit', 'password'],
        response_types: ['code', 'id_token', 'code id_token'],
        jwks: { keys: [{ ...publicJwk, alg: 'ES256', use: 'sig' }] },
        skip_consent: true,
      },
    ],
    pool: {
      resources: [{ identifier: 'book', audience: 'https://books.test', actions: ['read'] }],
      access_keys: [
        { access_key: 'AK1', secret_key: 'the secret key of AK1', application: 'every', allow: ['book:*:*'] },
      ],
    },
  });
});
afterAll(() => server.close());

const discover = (
  clientId = 'every',
  authentication = client.ClientSecretBasic(secret),
  ...execute: ((config: client.Configuration) => void)[]
) =>
  client.discovery(new URL(server.issuer), clientId, undefined, authentication, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks, ...execute],
  });

const checks = { expectedNonce: 'a nonce of the test', expectedState: 'a state of the test' };
const parameters = {
  redirect_uri: redirectUri,
  scope: 'openid email',
  nonce: checks.expectedNonce,
  state: checks.expectedState,
};

it.each(['fragment', 'form_post'])('code id_token, answered by %s', async responseMode => {
  const config = await discover('every', client.ClientSecretBasic(secret), client.useCodeIdTokenResponseType);
  const url = client.buildAuthorizationUrl(config, { ...parameters, response_mode: responseMode });
  const tokens = await client.authorizationCodeGrant(config, await callbackOf(new Browser(), url), checks);
  expect(tokens.claims()).toMatchObject({ iss: server.issuer, nonce: checks.expectedNonce });
});

it.each(['fragment', 'form_post'])('id_token, answered by %s', async responseMode => {
  const config = await discover('every', client.ClientSecretBasic(secret), client.useIdTokenResponseType);
  const url = client.buildAuthorizationUrl(config, { ...parameters, response_mode: responseMode });
  const callback = await callbackOf(new Browser(), url);
  const claims = await client.implicitAuthentication(config, callback, checks.expectedNonce, checks);
  expect(claims).toMatchObject({ iss: server.issuer, aud: 'every', email: alice.email });
});

it('pushed, signed, and signed then pushed requests', async () => {
  const config = await discover();
  const signer = { key: keys.privateKey };
  const urls = [
    await client.buildAuthorizationUrlWithPAR(config, parameters),
    await client.buildAuthorizationUrlWithJAR(config, parameters, signer),
    await client.buildAuthorizationUrlWithPAR(
      config,
      (await client.buildAuthorizationUrlWithJAR(config, parameters, signer)).searchParams,
    ),
  ];
  for (const url of urls) {
    expect(url.searchParams.has('state')).toBe(false);
    const tokens = await client.authorizationCodeGrant(
      config,
      await callbackUrlOf(new Browser(), url),
      checks,
    );
    expect(tokens.scope).toBe('openid email');
  }
});

it('client credentials by an access key', async () => {
  const config = await discover('AK1', client.ClientSecretPost('the secret key of AK1'));
  const tokens = await client.clientCredentialsGrant(config, { scope: 'book:1:read' });
  expect(tokens).toMatchObject({ scope: 'book:1:read', token_type: 'bearer' });
});

it('the password of the end-user', async () => {
  const config = await discover();
  const fields = { username: alice.username, scope: 'openid offline_access' };
  const tokens = await client.genericGrantRequest(config, 'password', {
    ...fields,
    password: alice.password,
  });
  expect(tokens.refresh_token).toEqual(expect.any(String));
  expect(await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')).toMatchObject({
    sub: tokens.claims()?.sub,
  });
  await expect(
    client.genericGrantRequest(config, 'password', { ...fields, password: 'wrong' }),
  ).rejects.toMatchObject({ status: 400, error: 'invalid_grant' });
});
