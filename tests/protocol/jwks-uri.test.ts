/** Clients that publish their keys: `private_key_jwt` and request objects by `jwks_uri` — OIDC Core §9, §10.1; RFC 9101 §6. */
import { createPrivateKey, generateKeyPairSync, type JsonWebKey, randomUUID, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { type Inside, openInside } from '../testkit/inside.ts';
import { authorizationUrl, post, responseOf, signIn } from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World } from '../testkit/world.ts';

const clientId = 'signing';
const pair = (kid: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    kid,
    public: { ...publicKey.export({ format: 'jwk' }), kid },
    private: privateKey.export({ format: 'jwk' }),
  };
};
const first = pair('first');
const second = pair('second');

function jwt(key: { kid: string; private: JsonWebKey }, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg: 'ES256', kid: key.kid })}.${part(claims)}`;
  const privateKey = createPrivateKey({ key: key.private, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

let inside: Inside;
let world: World;

const open = async (file: object) => {
  world = await createWorld({
    file,
    applications: [
      {
        client_id: clientId,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks_uri: `${inside.url}/jwks`,
        skip_consent: true,
      },
    ],
  });
};
const letInside = { egress: { dangerously_allow_private_networks: true } };

beforeEach(async () => {
  inside = await openInside();
  inside.serve('/jwks', { keys: [first.public] });
});
afterEach(async () => {
  await world.close();
  await inside.close();
});

async function redeemWith(key: typeof first) {
  const page = await signIn(world, new Browser(), { client_id: clientId });
  const now = world.clock.now();
  const claims = { iss: clientId, sub: clientId, aud: world.issuer, exp: now + 60, jti: randomUUID() };
  return post(`${world.issuer}/token`, {
    grant_type: 'authorization_code',
    code: responseOf(page).get('code') ?? '',
    redirect_uri: redirectUri,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt(key, claims),
  });
}

describe('private_key_jwt with jwks_uri', () => {
  it('is verified with the published keys, and with a new one after it was published', async () => {
    await open(letInside);
    expect((await redeemWith(first)).status).toBe(200);
    expect((await redeemWith(second)).status).toBe(401);
    inside.serve('/jwks', { keys: [second.public] });
    world.clock.advance(60);
    expect((await redeemWith(second)).status).toBe(200);
    expect((await redeemWith(first)).status).toBe(401);
    expect(inside.hits).toEqual(['/jwks', '/jwks']);
  });

  it('TK-17: an unknown key is looked for once a minute, and a host that fails costs nobody their keys', async () => {
    await open(letInside);
    expect((await redeemWith(first)).status).toBe(200);
    world.clock.advance(60);
    for (let attempt = 0; attempt < 5; attempt++) expect((await redeemWith(second)).status).toBe(401);
    expect(inside.hits).toEqual(['/jwks', '/jwks']);
    inside.serve('/jwks', 'not a key set');
    world.clock.advance(3600);
    expect((await redeemWith(first)).status).toBe(200);
    world.clock.advance(86_400);
    expect((await redeemWith(first)).status).toBe(401);
  });

  it('AZ-44, DR-05: never reaches an inner address', async () => {
    await open({});
    const answer = await redeemWith(first);
    expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_client']);
    expect(inside.hits).toEqual([]);
  });
});

describe('request objects with jwks_uri', () => {
  it('are verified with the published keys', async () => {
    await open(letInside);
    const parameters = {
      client_id: clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirectUri,
    };
    const request = jwt(first, { ...parameters, state: 'of the object', iss: clientId, aud: world.issuer });
    const page = await signIn(world, new Browser(), { client_id: clientId, request });
    expect(responseOf(page).get('state')).toBe('of the object');
    const forged = jwt({ ...second, kid: 'first' }, { ...parameters, aud: world.issuer });
    const refused = await new Browser().get(
      authorizationUrl(world, { client_id: clientId, request: forged }),
    );
    expect(refused.location ?? '').not.toContain('code=');
    expect(refused.body + (refused.location ?? '')).toContain('request-object');
  });
});
