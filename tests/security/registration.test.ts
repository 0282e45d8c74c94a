/** Hostile registrations — RFC 7591 §5, RFC 7592 §5, OIDC Registration §9. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { manage, ordinary, register } from '../testkit/registration.ts';
import { authorizationUrl, signIn } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { useFixture } from './fixture.ts';
import { poolOf } from './invariants.ts';

const token = 'initial-access-token-of-the-tests';
const at = useFixture({
  pool: { registration: { mode: 'token', initial_access_tokens: [token], most_per_hour: 1000 } },
});
const attempt = (metadata: unknown) => register(at().world, metadata, token);
const verdict = async (metadata: unknown) => {
  const { status, json } = await attempt(metadata);
  return [status, json['error']];
};

const rsa = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' });

const encrypting = () => ({ ...rsa(2048), use: 'enc', alg: 'RSA-OAEP-256' });

describe('DR-01: the initial access token', () => {
  it.each([undefined, 'wrong', `${token}x`, ''])('%s registers nothing', async presented => {
    const answer = await register(at().world, {}, presented);
    expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_token']);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('in the address registers nothing', async () => {
    const response = await fetch(`${at().world.issuer}/reg?access_token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ordinary),
    });
    expect(response.status).toBe(401);
  });

  it('that is right registers a client', async () => {
    expect((await attempt({})).status).toBe(201);
  });
});

describe('DR-02: redirect URIs', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://rp.test/cb',
    'https://rp.test/cb#fragment',
    'https://rp.test/*',
    'https://rp.test*',
    'https://user@rp.test/cb',
    'com.example.app:/cb',
    '//rp.test/cb',
    '',
  ])('%s is refused', async uri => {
    expect(await verdict({ redirect_uris: [uri] })).toEqual([400, 'invalid_redirect_uri']);
  });

  it('none, too many, or something else are refused', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `https://rp.test/${index}`);
    for (const redirect_uris of [[], many, [1], 'https://rp.test/cb', {}, [['https://rp.test/cb']]])
      expect(await verdict({ redirect_uris })).toEqual([400, 'invalid_redirect_uri']);
  });

  it('of an implicit web client use https and are not at localhost (OIDC Registration §2)', async () => {
    const implicit = { grant_types: ['implicit'], response_types: ['id_token'] };
    for (const uri of ['http://127.0.0.1/cb', 'http://localhost/cb', 'https://localhost/cb'])
      expect(await verdict({ ...implicit, redirect_uris: [uri] })).toEqual([400, 'invalid_redirect_uri']);
  });

  it('of a native client are private-use or loopback (OIDC Registration §2)', async () => {
    const native = { application_type: 'native', token_endpoint_auth_method: 'none' };
    expect(await verdict({ ...native, redirect_uris: ['https://rp.test/cb'] })).toEqual([
      400,
      'invalid_redirect_uri',
    ]);
    const right = ['com.example.app:/cb', 'http://127.0.0.1/cb', 'http://localhost/cb'];
    expect((await attempt({ ...native, redirect_uris: right })).status).toBe(201);
  });
});

describe('DR-04: names', () => {
  it.each(['a\u0000b', 'a\nb', 'a\u007fb', 'x'.repeat(101), '', 7])('%j is refused', async client_name => {
    expect(await verdict({ client_name })).toEqual([400, 'invalid_client_metadata']);
  });

  it('with markup are text on the consent page', async () => {
    const { json } = await attempt({ client_name: '<script>alert(1)</script>' });
    const browser = new Browser();
    await signIn(at().world, browser, { client_id: 'c1' });
    const url = authorizationUrl(at().world, { client_id: String(json['client_id']) });
    const page = await browser.follow(await browser.get(url), at().world.origin);
    expect(page.body).toContain('&lt;script>');
    expect(page.body).not.toContain('<script>alert');
  });
});

describe('DR-05, AZ-44: addresses of inner hosts', () => {
  const inner = (host: string) => {
    const { port } = new URL(at().sink);
    return `https://${host}:${port}/`;
  };

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0',
    'localhost',
    'localhost.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '169.254.169.254',
    '10.0.0.1',
    '192.168.0.1',
    '100.64.0.1',
  ])('sector_identifier_uri at %s is not fetched', async host => {
    expect(await verdict({ sector_identifier_uri: inner(host) })).toEqual([400, 'invalid_client_metadata']);
  });

  it('of request objects are nothing but https, and at most a hundred', async () => {
    const uris = [
      'http://rp.test/r',
      'file:///etc/passwd',
      'data:application/jwt,x',
      'https://a@rp.test/r',
      '#x',
    ];
    for (const uri of uris)
      expect(await verdict({ request_uris: [uri] }), uri).toEqual([400, 'invalid_client_metadata']);
    const many = Array.from({ length: 101 }, (_, index) => `https://rp.test/${index}`);
    expect(await verdict({ request_uris: many })).toEqual([400, 'invalid_client_metadata']);
  });

  it('nor is any without TLS, or of another scheme', async () => {
    for (const uri of ['http://rp.test/s', 'file:///etc/passwd', 'gopher://rp.test/', `${at().sink}/s`])
      for (const member of ['jwks_uri', 'sector_identifier_uri']) {
        if (member === 'jwks_uri' && uri.startsWith(at().sink)) continue;
        expect(await verdict({ [member]: uri })).toEqual([400, 'invalid_client_metadata']);
      }
  });

  it('logo, policy, terms and the like are https pages, which nobody here fetches', async () => {
    for (const member of ['logo_uri', 'policy_uri', 'tos_uri', 'client_uri', 'initiate_login_uri'])
      for (const uri of ['javascript:alert(1)', 'data:image/png,x', 'http://rp.test/', 'https://a@rp.test/'])
        expect(await verdict({ [member]: uri })).toEqual([400, 'invalid_client_metadata']);
  });
});

describe('DR-08: registration access tokens', () => {
  it.each(['GET', 'PUT', 'DELETE'] as const)(
    '%s with the token of another client is refused',
    async method => {
      const [mine, other] = [await attempt({}), await attempt({})];
      const metadata = method === 'PUT' ? { ...ordinary, client_id: other.json['client_id'] } : undefined;
      for (const presented of [mine.json['registration_access_token'], token, undefined, 'x']) {
        const headers = presented === undefined ? '' : presented;
        const answer = await manage(other, method, metadata, headers);
        expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_token']);
      }
      expect((await manage(other, 'GET')).status).toBe(200);
    },
  );

  it('is worthless once it was shown for another client, or for one that is gone (RFC 7592 §2)', async () => {
    const [thief, victim] = [await attempt({}), await attempt({})];
    const stolen = thief.json['registration_access_token'];
    expect((await manage(victim, 'GET', undefined, stolen)).status).toBe(401);
    for (const method of ['GET', 'DELETE'] as const) expect((await manage(thief, method)).status).toBe(401);
    expect((await manage(victim, 'GET')).status).toBe(200);
    await settled(at().world);
    const { events } = await at().world.storage.audit.list(poolOf('default'), {
      types: ['registration_token.revoked'],
      limit: 10,
    });
    expect(events.map(({ clientId }) => clientId)).toContain(thief.json['client_id']);
    const gone = await attempt({});
    expect((await manage(gone, 'DELETE')).status).toBe(204);
    const mine = await attempt({});
    const presented = mine.json['registration_access_token'];
    expect((await manage(gone, 'GET', undefined, presented)).status).toBe(401);
    expect((await manage(mine, 'GET')).status).toBe(401);
  });

  it('in the address opens nothing', async () => {
    const client = await attempt({});
    const url = `${client.json['registration_client_uri']}?access_token=${client.json['registration_access_token']}`;
    expect((await fetch(url)).status).toBe(401);
    expect((await manage(client, 'GET')).status).toBe(200);
  });

  it('cannot reach a client of the configuration file', async () => {
    const { json } = await attempt({});
    for (const method of ['GET', 'DELETE']) {
      const response = await fetch(`${at().world.issuer}/reg/c1`, {
        method,
        headers: { authorization: `Bearer ${json['registration_access_token']}` },
      });
      expect(response.status).toBe(401);
    }
  });

  it('do not wake a client that an administrator has switched off', async () => {
    const client = await attempt({});
    const { registrations } = at().world.storage;
    const id = String(client.json['client_id']);
    const pool = poolOf('default');
    const found = await registrations.find(pool, 'application', id);
    if (!found) throw new Error('the client is stored');
    const document = { ...found.document, enabled: false };
    await registrations.put(pool, { ...found, document }, at().world.clock.now());
    const replaced = await manage(client, 'PUT', { ...ordinary, client_id: id, enabled: true });
    expect(replaced.status).toBe(401);
  });

  it('judge the new state as a whole', async () => {
    const client = await attempt({ token_endpoint_auth_method: 'none' });
    const metadata = { ...ordinary, client_id: client.json['client_id'] };
    const wrong = await manage(client, 'PUT', { ...metadata, token_endpoint_auth_method: 'private_key_jwt' });
    expect([wrong.status, wrong.json['error']]).toEqual([400, 'invalid_client_metadata']);
    const confidential = await manage(client, 'PUT', metadata);
    expect(confidential.json['client_secret']).toMatch(/^[\w-]{43}$/);
    const open = await manage(client, 'PUT', { ...metadata, token_endpoint_auth_method: 'none' });
    expect(open.json).not.toHaveProperty('client_secret');
  });
});

describe('DR-07: what only an administrator decides', () => {
  it.each([['client_credentials'], ['authorization_code', 'password']])(
    '%j is refused',
    async (...grants) => {
      expect(await verdict({ grant_types: grants })).toEqual([400, 'invalid_client_metadata']);
    },
  );
});

describe('DR-09: keys', () => {
  it.each([
    ['private', () => ({ keys: [{ ...rsa(2048), d: 'AA' }] })],
    ['symmetric', () => ({ keys: [{ kty: 'oct', k: 'AAAA' }] })],
    ['short', () => ({ keys: [rsa(1024)] })],
    ['many', () => ({ keys: Array.from({ length: 1000 }, () => ({ kty: 'RSA' })) })],
    ['none', () => ({ keys: [] })],
    ['only such to encrypt with', () => ({ keys: [encrypting()] })],
    ['private ones to encrypt with', () => ({ keys: [rsa(2048), { ...encrypting(), d: 'AA' }] })],
    ['no list', () => ({ keys: {} })],
  ])('%s are refused', async (_name, jwks) => {
    const metadata = { token_endpoint_auth_method: 'private_key_jwt', jwks: jwks() };
    expect(await verdict(metadata)).toEqual([400, 'invalid_client_metadata']);
  });

  it('to encrypt with may stand beside those that sign (OIDC Registration §2)', async () => {
    const metadata = {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [rsa(2048), encrypting()] },
    };
    expect(await verdict(metadata)).toEqual([201, undefined]);
  });

  it('in two places are refused', async () => {
    const metadata = { jwks: { keys: [rsa(2048)] }, jwks_uri: 'https://rp.test/jwks' };
    expect(await verdict(metadata)).toEqual([400, 'invalid_client_metadata']);
  });
});

describe('DR-12: what cannot be read', () => {
  it.each([
    ['no JSON', 'x=1'],
    ['a list', '[]'],
    ['a member twice', '{"redirect_uris":[],"redirect_uris":["https://rp.test/cb"]}'],
    ['a key of markup', '{"<img src=x onerror=alert(1)>":1}'],
    ['a prototype', '{"__proto__":{"skip_consent":true},"redirect_uris":["http://rp.test"]}'],
  ])('%s is refused in JSON, and not repeated', async (_name, body) => {
    const response = await fetch(`${at().world.issuer}/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).not.toMatch(/img|onerror|proto|skip_consent/);
  });

  it('larger than 64 KiB is refused', async () => {
    const { status } = await register(at().world, { padding: 'x'.repeat(65_536) }, token);
    expect(status).toBe(413);
  });
});
