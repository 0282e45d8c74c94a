/** APIs in front of the real server, by every framework — RFC 6750, RFC 9068 §4, RFC 9728. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createVerifier, type Verifier, type VerifierOptions } from '@symbolon/resource-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, headerOf, introspect, post, revoke, tokens } from '../testkit/relying-party.ts';
import type { Site } from '../testkit/site.ts';
import { createWorld, type World, web } from '../testkit/world.ts';
import { frameworks } from './protected-api.ts';

const run = promisify(execFile);
const audience = 'https://api.example.com';
const machine = {
  client_id: 'machine',
  client_secret: 'machine-secret-machine-secret-machine',
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
};

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [
      { ...web, audience },
      { ...machine, audience: 'api' },
      { ...machine, client_id: 'opaque', audience: 'api', access_token_format: 'opaque' },
      { ...machine, client_id: 'authing', audience, dialect: 'authing' },
      { ...machine, client_id: 'api' },
      { ...machine, client_id: 'named', audience, scope: 'book' },
    ],
    pool: {
      resources: [{ identifier: 'book', audience, actions: ['read', 'write'] }],
      access_keys: [
        {
          access_key: 'AK1',
          secret_key: 'SK1-SK1-SK1-SK1-SK1',
          application: 'machine',
          allow: ['book:*:read'],
        },
        { access_key: 'AK2', secret_key: 'SK2-SK2-SK2-SK2-SK2', application: 'machine', allow: ['book'] },
      ],
    },
  });
});
afterAll(() => world.close());

const verifierOf = (options: Partial<VerifierOptions> = {}): Verifier =>
  createVerifier({ issuer: world.issuer, audience, clock: world.clock.now, ...options });
const machineToken = async (client_id: string, secret: string, scope = ''): Promise<string> => {
  const answer = await post(
    `${world.issuer}/token`,
    { grant_type: 'client_credentials', ...(scope !== '' && { scope }) },
    basic(client_id, secret),
  );
  return String(answer.json['access_token']);
};
const keyToken = (scope: string) => machineToken('AK1', 'SK1-SK1-SK1-SK1-SK1', scope);
const bearer = (token: unknown, method = 'GET') => ({
  method,
  url: 'https://api.example.com/api/protected',
  authorization: `Bearer ${String(token)}`,
});

describe.each(Object.entries(frameworks))('%s', (_, open) => {
  let site: Site;
  beforeAll(async () => {
    site = await open(verifierOf({ accessKeysOf: 'machine', resource: 'https://api.example.com/v1' }));
  });
  afterAll(() => site.close());
  const get = (path: string, headers: Record<string, string> = {}) => fetch(site.origin + path, { headers });

  it('answers the call of "Get Token"', async () => {
    const { access_token } = await tokens(world, 'openid');
    const { port } = new URL(site.origin);
    const { stdout } = await run('curl', [
      ...['-s', '-i', '--request', 'GET', '--url', `http://localhost:${port}/api/protected`],
      ...['--header', `Authorization: Bearer ${String(access_token)}`],
    ]);
    expect(stdout).toMatch(/^HTTP\/1\.1 200 /);
    expect(JSON.parse(stdout.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      sub: expect.stringMatching(/./),
      scope: ['openid'],
      scheme: 'Bearer',
    });
  });

  it('challenges without an error where no token came, and says where metadata are', async () => {
    const response = await get('/api/protected');
    expect(response.status).toBe(401);
    const metadata = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/v1"';
    expect(response.headers.get('www-authenticate')).toMatch(
      new RegExp(`^Bearer ${metadata}, DPoP ${metadata}`),
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ error: 'missing_token' });
    const described = await get('/.well-known/oauth-protected-resource');
    expect(await described.json()).toMatchObject({
      resource: 'https://api.example.com/v1',
      authorization_servers: [world.issuer],
      bearer_methods_supported: ['header'],
    });
  });

  it('lets a scope with * in where one of its kind is needed, and says what would be enough', async () => {
    const all = await keyToken('book:*:read');
    const one = await keyToken('book:2:read');
    expect((await get('/api/books/1', { authorization: `Bearer ${all}` })).status).toBe(200);
    const refused = await get('/api/books/1', { authorization: `Bearer ${one}` });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('www-authenticate')).toMatch(
      /Bearer error="insufficient_scope", error_description="[^"]+", scope="book:1:read"/,
    );
    expect(await refused.json()).toMatchObject({ error: 'insufficient_scope' });
  });

  it('an ID token is refused, and the answer says why', async () => {
    const { id_token } = await tokens(world, 'openid');
    const response = await get('/api/protected', { authorization: `Bearer ${String(id_token)}` });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer error="invalid_token"');
    const body: unknown = await response.json();
    expect(body).toEqual({
      error: 'invalid_token',
      error_description: expect.stringContaining('ID token'),
    });
    expect(JSON.stringify(body)).not.toContain(String(id_token));
  });

  it('two Authorization headers are one too many', async () => {
    const { access_token } = await tokens(world, 'openid');
    const header = `Authorization: Bearer ${String(access_token)}`;
    const url = `${site.origin}/api/protected`;
    const { stdout } = await run('curl', ['-s', '-i', '-H', header, '-H', header, url]);
    expect(stdout).toMatch(/^HTTP\/1\.1 400 /);
    expect(stdout).toContain('"invalid_request"');
  });
});

describe('tokens of the dialects', () => {
  it('JWTs of the Authing dialect are taken where that is said, its ID tokens never', async () => {
    const token = await machineToken('authing', machine.client_secret);
    expect(headerOf(token)['typ']).toBe('JWT');
    expect(await verifierOf().verify(bearer(token))).toMatchObject({
      status: 401,
      description: expect.stringContaining('at+jwt'),
    });
    const lenient = verifierOf({ acceptUntypedTokens: true });
    expect(await lenient.verify(bearer(token))).toMatchObject({ kind: 'granted', claims: { aud: audience } });
    const { id_token } = await tokens(world, 'openid');
    // Even one that is meant for this audience.
    const forAll = verifierOf({ acceptUntypedTokens: true, audience: web.client_id });
    expect(await forAll.verify(bearer(id_token))).toMatchObject({
      error: 'invalid_token',
      description: expect.stringContaining('ID token'),
    });
  });

  it('a token for another API is refused; access keys only where their application is named', async () => {
    const token = await machineToken('machine', machine.client_secret);
    expect(await verifierOf().verify(bearer(token))).toMatchObject({
      error: 'invalid_token',
      description: expect.stringContaining('aud'),
    });
    const key = await keyToken('book:1:read');
    expect(await verifierOf().verify(bearer(key))).toMatchObject({ status: 401 });
    expect(await verifierOf({ accessKeysOf: 'web' }).verify(bearer(key))).toMatchObject({ status: 401 });
    expect(await verifierOf({ accessKeysOf: ['machine'] }).verify(bearer(key))).toMatchObject({
      kind: 'granted',
    });
    expect(await verifierOf({ dangerouslyAcceptAnyAudience: true }).verify(bearer(token))).toMatchObject({
      kind: 'granted',
    });
  });

  it('the bare name of a resource is everything of it in a token of an access key, and there alone', async () => {
    const needs = { scope: 'book:1:write' };
    const verifier = verifierOf({ accessKeysOf: 'machine' });
    const everything = await machineToken('AK2', 'SK2-SK2-SK2-SK2-SK2', 'book');
    expect(await verifier.verify(bearer(everything), needs)).toMatchObject({
      kind: 'granted',
      scope: ['book'],
    });
    expect(await verifier.verify(bearer(everything), { scope: 'paper:1:write' })).toMatchObject({
      status: 403,
    });
    const ofTheApplication = await machineToken('named', machine.client_secret, 'book');
    expect(await verifier.verify(bearer(ofTheApplication), needs)).toMatchObject({ status: 403 });
  });

  it('opaque tokens are introspected, and a revocation counts at once', async () => {
    const token = await machineToken('opaque', machine.client_secret);
    expect(await verifierOf({ audience: 'api' }).verify(bearer(token))).toMatchObject({ status: 401 });
    const introspection = { clientId: 'api', clientSecret: machine.client_secret };
    const verifier = verifierOf({ audience: 'api', introspection });
    expect(await verifier.verify(bearer(token))).toMatchObject({
      kind: 'granted',
      claims: { client_id: 'opaque', aud: 'api' },
    });
    await revoke(world, token, basic('opaque', machine.client_secret));
    expect(await verifier.verify(bearer(token))).toMatchObject({
      error: 'invalid_token',
      description: expect.stringContaining('not in force'),
    });
  });

  it('a refresh token opens no API, though its own client may introspect it', async () => {
    const { refresh_token } = await tokens(world);
    expect((await introspect(world, refresh_token)).json).toMatchObject({ active: true });
    const introspection = { clientId: web.client_id, clientSecret: web.client_secret };
    const verifier = verifierOf({ introspection, dangerouslyAcceptAnyAudience: true });
    expect(await verifier.verify(bearer(refresh_token))).toMatchObject({ error: 'invalid_token' });
  });

  it('JWTs are introspected as well where every token is', async () => {
    const token = await machineToken('machine', machine.client_secret);
    const introspection = { clientId: 'api', clientSecret: machine.client_secret, tokens: 'every' } as const;
    const every = verifierOf({ audience: 'api', introspection });
    expect(await every.verify(bearer(token))).toMatchObject({ kind: 'granted' });
    await revoke(world, token, basic('machine', machine.client_secret));
    expect(await verifierOf({ audience: 'api' }).verify(bearer(token))).toMatchObject({ kind: 'granted' });
    expect(await every.verify(bearer(token))).toMatchObject({ error: 'invalid_token' });
  });
});

it('keys that rotate while the API runs cost nobody an answer', async () => {
  const problems: string[] = [];
  const verifier = verifierOf({ onProblem: problem => void problems.push(problem.message) });
  const tokenNow = async () => (await tokens(world, 'openid'))['access_token'];
  const first = await tokenNow();
  expect(await verifier.verify(bearer(first))).toMatchObject({ kind: 'granted' });
  await world.rotateKeys();
  world.clock.advance(86_400);
  await world.maintain();
  const second = await tokenNow();
  expect(headerOf(second)['kid']).not.toBe(headerOf(first)['kid']);
  expect(await verifier.verify(bearer(second))).toMatchObject({ kind: 'granted' });
  expect(problems).toEqual([]);
});
