/** Keys, algorithms and request objects by reference — modules of the dynamic plan, whose clients authenticate by `private_key_jwt`. */
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jws, unsigned, withKey } from '../security/jws.ts';
import { Browser } from '../testkit/browser.ts';
import { type Inside, openInside } from '../testkit/inside.ts';
import { manage, register } from '../testkit/registration.ts';
import {
  type Answer,
  authorizationUrl,
  claimsOf,
  headerOf,
  post,
  responseOf,
  signIn,
} from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World } from '../testkit/world.ts';

let inside: Inside;
let world: World;

beforeAll(async () => {
  inside = await openInside();
  world = await createWorld({
    file: { egress: { dangerously_allow_private_networks: true } },
    pool: { registration: { mode: 'open' } },
  });
});
afterAll(async () => {
  await world.close();
  await inside.close();
});

const newKey = () => ({
  kid: randomUUID(),
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
});
type ClientKey = ReturnType<typeof newKey>;

const publish = ({ kid, publicKey }: ClientKey) =>
  inside.serve('/jwks', {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }],
  });

interface SuiteClient {
  readonly id: string;
  readonly key: ClientKey;
}

/** Registers, lets the test go on, and deletes, as every module does. */
async function withClient(metadata: object, go: (client: SuiteClient) => Promise<void>): Promise<void> {
  const key = newKey();
  publish(key);
  const registration = await register(world, {
    token_endpoint_auth_method: 'private_key_jwt',
    jwks_uri: `${inside.url}/jwks`,
    ...metadata,
  });
  expect(registration.status, JSON.stringify(registration.json)).toBe(201);
  expect(registration.json).toMatchObject(metadata);
  await go({ id: String(registration.json['client_id']), key });
  expect((await manage(registration, 'DELETE')).status).toBe(204);
  // What was fetched for this client is not taken for the next one's.
  world.clock.advance(60);
}

const signed = (claims: object, { kid, privateKey }: { kid: string; privateKey: KeyObject }) =>
  jws({ alg: 'RS256', kid }, claims, withKey(privateKey));

function askToken({ id, key }: SuiteClient, fields: Record<string, string>) {
  const now = world.clock.now();
  const claims = { iss: id, sub: id, aud: world.issuer, jti: randomUUID(), iat: now, exp: now + 60 };
  return post(`${world.issuer}/token`, {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signed(claims, key),
    ...fields,
  });
}

/** Signs in, and redeems the code. */
async function login(client: SuiteClient, parameters: Record<string, string> = {}): Promise<Answer['json']> {
  const page = await signIn(world, new Browser(), { client_id: client.id, ...parameters });
  const code = responseOf(page).get('code') ?? '';
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  const { status, json } = await askToken(client, grant);
  expect(status, JSON.stringify(json)).toBe(200);
  return json;
}

const keySet = async (): Promise<JSONWebKeySet> =>
  (await fetch(`${world.issuer}/.well-known/jwks.json`)).json();
const metadata = async (): Promise<Record<string, unknown>> =>
  (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json();

/** The claims, once issuer, audience and signature hold. */
async function verified(jwt: unknown, client: SuiteClient) {
  const { payload } = await jwtVerify(String(jwt), createLocalJWKSet(await keySet()), {
    issuer: world.issuer,
    audience: client.id,
    algorithms: ['RS256'],
    currentDate: new Date(world.clock.now() * 1000),
  });
  return payload;
}

/** What the suite puts into a request object that it serves. */
const requestOf = ({ id }: SuiteClient) => ({
  iss: id,
  aud: world.issuer,
  client_id: id,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid',
  state: 'inside',
  nonce: 'of the object',
});

describe('oidcc-dynamic-certification-test-plan', () => {
  it('oidcc-idtoken-rs256: the ID token is signed so, and names its key', () =>
    withClient({ id_token_signed_response_alg: 'RS256' }, async client => {
      const { id_token } = await login(client);
      expect(headerOf(id_token)).toMatchObject({ alg: 'RS256', kid: expect.stringMatching(/./) });
      await verified(id_token, client);
    }));

  it('oidcc-userinfo-rs256: userinfo answers a signed JWT about the same end-user', () =>
    withClient({ userinfo_signed_response_alg: 'RS256' }, async client => {
      expect((await metadata())['userinfo_signing_alg_values_supported']).toContain('RS256');
      const { access_token, id_token } = await login(client);
      const headers = { authorization: `Bearer ${String(access_token)}` };
      const response = await fetch(`${world.issuer}/me`, { headers });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/jwt']);
      const about = await verified(await response.text(), client);
      expect(about.sub).toBe(claimsOf(id_token)['sub']);
      expect(about).not.toHaveProperty('nonce');
    }));

  it('oidcc-server-rotate-keys: a new signing key is published, and the old one still is', async () => {
    const kidsOf = ({ keys }: JSONWebKeySet) => keys.map(({ kid }) => kid);
    const before = kidsOf(await keySet());
    await world.rotateKeys();
    const after = kidsOf(await keySet());
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.length).toBeGreaterThan(before.length);
  });

  it('oidcc-refresh-token-rp-key-rotation: a key that the client published meanwhile is found', () => {
    const grant_types = ['authorization_code', 'refresh_token'];
    return withClient({ grant_types }, async client => {
      const { refresh_token } = await login(client, { scope: 'openid offline_access', prompt: 'consent' });
      expect(refresh_token).toMatch(/./);
      const rotated = { ...client, key: newKey() };
      publish(rotated.key);
      world.clock.advance(60);
      const grant = { grant_type: 'refresh_token', refresh_token: String(refresh_token) };
      const { status, json } = await askToken(rotated, grant);
      expect([status, json['access_token']]).toEqual([200, expect.stringMatching(/./)]);
      expect((await askToken(client, grant)).status).toBe(401);
    });
  });

  it('oidcc-ensure-client-assertion-with-iss-aud-succeeds: the issuer is the audience', () =>
    withClient({}, async client => {
      expect(await login(client)).toHaveProperty('id_token');
    }));

  it('oidcc-request-uri-unsigned: none is not offered, and an unsigned object is refused', () => {
    const request_uri = `${inside.url}/unsigned#v1`;
    return withClient({ request_uris: [request_uri] }, async client => {
      const supported = await metadata();
      expect(supported).toMatchObject({ request_uri_parameter_supported: true });
      expect(supported['request_object_signing_alg_values_supported']).not.toContain('none');
      inside.serve('/unsigned', jws({ alg: 'none' }, requestOf(client), unsigned));
      const page = await new Browser().get(authorizationUrl(world, { client_id: client.id, request_uri }));
      expect(inside.hits).toContain('/unsigned');
      expect(responseOf(page).get('error')).toBe('invalid_request_object');
    });
  });

  it('oidcc-request-uri-signed-rs256: the object is fetched, verified, and all that counts', () => {
    const request_uri = `${inside.url}/signed#v1`;
    const wish = { request_uris: [request_uri], request_object_signing_alg: 'RS256' };
    return withClient(wish, async client => {
      expect((await metadata())['request_object_signing_alg_values_supported']).toContain('RS256');
      inside.serve('/signed', signed(requestOf(client), client.key));
      const { id_token } = await login(client, { request_uri, nonce: 'outside' });
      expect((await verified(id_token, client))['nonce']).toBe('of the object');
    });
  });
});
