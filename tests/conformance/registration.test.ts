/** The registration modules of the OpenID Foundation's suite (dynamic plan), one test for each. */
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { type Inside, openInside } from '../testkit/inside.ts';
import { manage, register } from '../testkit/registration.ts';
import {
  type Answer,
  authorizationUrl,
  basic,
  post,
  redeem,
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

const idOf = ({ json }: Answer) => String(json['client_id']);

/** Registers, lets the test go on, and deletes, as every module does. */
async function withClient(metadata: object, go: (client: Answer) => Promise<void>): Promise<void> {
  const client = await register(world, metadata);
  expect(client.status).toBe(201);
  expect(client.json).not.toHaveProperty('error');
  if ('client_secret' in client.json) expect(client.json).toHaveProperty('client_secret_expires_at', 0);
  await go(client);
  expect((await manage(client, 'DELETE')).status).toBe(204);
}

/** The first page of an authorization request, which must not lead back to the client. */
async function errorPage(client: Answer, parameters: Record<string, string | undefined>): Promise<void> {
  const page = await new Browser().get(authorizationUrl(world, { client_id: idOf(client), ...parameters }));
  expect([page.status, page.location]).toEqual([400, undefined]);
}

/** The page on which the end-user is asked, once signed in. */
async function consentPage(client: Answer): Promise<string> {
  const browser = new Browser();
  await signIn(world, browser);
  const first = await browser.get(authorizationUrl(world, { client_id: idOf(client) }));
  return (await browser.follow(first, world.origin)).body;
}

describe('oidcc-dynamic-certification-test-plan', () => {
  it('oidcc-ensure-redirect-uri-in-authorization-request: no redirect without redirect_uri', () =>
    withClient({ redirect_uris: [redirectUri, 'https://rp.test/second'] }, client =>
      errorPage(client, { redirect_uri: undefined }),
    ));

  it('oidcc-redirect-uri-query-OK: the query of the redirect URI is kept', () => {
    const uri = `${redirectUri}?bar=foo`;
    return withClient({ redirect_uris: [uri] }, async client => {
      const page = await signIn(world, new Browser(), { client_id: idOf(client), redirect_uri: uri });
      expect(responseOf(page).get('bar')).toBe('foo');
      const code = responseOf(page).get('code') ?? '';
      const headers = basic(idOf(client), String(client.json['client_secret']));
      expect((await redeem(world, code, { redirect_uri: uri }, headers)).status).toBe(200);
    });
  });

  it('oidcc-redirect-uri-query-mismatch: another query is an error page', () =>
    withClient({ redirect_uris: [`${redirectUri}?bar=foo`] }, client =>
      errorPage(client, { redirect_uri: `${redirectUri}?foo=bar` }),
    ));

  it('oidcc-redirect-uri-query-added: an added query is an error page', () =>
    withClient({}, client => errorPage(client, { redirect_uri: `${redirectUri}?foo=bar` })));

  it('oidcc-redirect-uri-regfrag: a redirect URI with a fragment is not registered', async () => {
    const { status, json } = await register(world, { redirect_uris: [`${redirectUri}#fragment`] });
    expect([status, json['error']]).toEqual([400, 'invalid_redirect_uri']);
  });

  it('oidcc-registration-logo-uri: a logo is registered', () =>
    withClient({ logo_uri: 'https://rp.test/logo.png' }, async ({ json }) => {
      expect(json['logo_uri']).toBe('https://rp.test/logo.png');
    }));

  it('oidcc-registration-policy-uri: the end-user finds the policy', () =>
    withClient({ policy_uri: 'https://rp.test/policy?a=1&b=2' }, async client => {
      expect(await consentPage(client)).toContain('href="https://rp.test/policy?a=1&amp;b=2"');
    }));

  it('oidcc-registration-tos-uri: the end-user finds the terms', () =>
    withClient({ tos_uri: 'https://rp.test/terms' }, async client => {
      expect(await consentPage(client)).toContain('href="https://rp.test/terms"');
    }));

  it('oidcc-registration-jwks-uri: the keys are fetched from the client', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    inside.serve('/jwks', { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig' }] });
    const metadata = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: `${inside.url}/jwks` };
    return withClient(metadata, async client => {
      const client_id = idOf(client);
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const exp = world.clock.now() + 60;
      const claims = { iss: client_id, sub: client_id, aud: world.issuer, jti: randomUUID(), exp };
      const input = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}`;
      const key = createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' });
      const answer = await post(`${world.issuer}/token`, {
        grant_type: 'authorization_code',
        code: responseOf(await signIn(world, new Browser(), { client_id })).get('code') ?? '',
        redirect_uri: redirectUri,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`,
      });
      expect(answer.status).toBe(200);
      expect(inside.hits).toContain('/jwks');
    });
  });

  it('oidcc-registration-sector-uri: a sector document with the redirect URI is accepted', () => {
    inside.serve('/sector', [redirectUri]);
    return withClient(
      { subject_type: 'pairwise', sector_identifier_uri: `${inside.url}/sector` },
      async ({ json }) => {
        expect(json['subject_type']).toBe('pairwise');
      },
    );
  });

  it('oidcc-registration-sector-bad: a sector document without the redirect URI is refused', async () => {
    inside.serve('/bad', ['https://rp.test/other']);
    const { status, json } = await register(world, {
      subject_type: 'pairwise',
      sector_identifier_uri: `${inside.url}/bad`,
    });
    expect([status, json['error']]).toEqual([400, 'invalid_client_metadata']);
  });
});

describe('oidcc-3rdparty-init-login-certification-test-plan', () => {
  it('oidcc-3rd_party-init-login: initiate_login_uri is registered and read back', () =>
    withClient({ initiate_login_uri: 'https://rp.test/begin' }, async client => {
      expect(client.json['initiate_login_uri']).toBe('https://rp.test/begin');
      const read = await manage(client, 'GET');
      expect(read.status).toBe(200);
      expect(read.json['initiate_login_uri']).toBe('https://rp.test/begin');
    }));
});
