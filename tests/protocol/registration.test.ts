/** Dynamic client registration and its management — RFC 7591, RFC 7592, OIDC Registration. */
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeGracefully, listen } from '../../packages/server/src/index.ts';
import { Browser } from '../testkit/browser.ts';
import { type Inside, openInside } from '../testkit/inside.ts';
import { defaultPool } from '../testkit/messages.ts';
import { manage, ordinary, register } from '../testkit/registration.ts';
import {
  authorizationUrl,
  basic,
  claimsOf,
  introspect,
  redeem,
  refresh,
  responseOf,
  signIn,
  userinfo,
} from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World } from '../testkit/world.ts';

const letInside = { egress: { dangerously_allow_private_networks: true } };
let inside: Inside;
let world: World;

beforeAll(async () => {
  inside = await openInside();
  world = await createWorld({ file: letInside, pool: { registration: { mode: 'open' } } });
});
afterAll(async () => {
  await world.close();
  await inside.close();
});

const credentials = ({ json }: { json: Record<string, unknown> }) =>
  basic(String(json['client_id']), String(json['client_secret']));

async function tokensOf(client: { json: Record<string, unknown> }, scope = 'openid') {
  const request = { client_id: String(client.json['client_id']), scope };
  const code = responseOf(await signIn(world, new Browser(), request)).get('code') ?? '';
  return (await redeem(world, code, {}, credentials(client))).json;
}

describe('registration (RFC 7591 §3)', () => {
  it('answers with credentials, all metadata and where to manage it', async () => {
    const { status, headers, json } = await register(world);
    expect(status).toBe(201);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toEqual({
      ...ordinary,
      application_type: 'web',
      subject_type: 'public',
      id_token_signed_response_alg: 'RS256',
      client_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      client_secret_expires_at: 0,
      client_id_issued_at: world.clock.now(),
      registration_access_token: expect.stringMatching(/^[\w-]{43}$/),
      registration_client_uri: `${world.issuer}/reg/${json['client_id']}`,
    });
  });

  it('fills in the defaults of RFC 7591 §2', async () => {
    const { json } = await register(world, JSON.stringify({ redirect_uris: [redirectUri] }));
    expect(json).toMatchObject({
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    });
  });

  it('takes the words of a response type in any order (RFC 6749 §3.1.1)', async () => {
    const { status, json } = await register(world, {
      grant_types: ['authorization_code', 'implicit'],
      response_types: ['token id_token', 'id_token token code'],
    });
    expect([status, json['response_types']]).toEqual([201, ['id_token token', 'code id_token token']]);
  });

  it('makes a client that works at once and after a restart', async () => {
    const client = await register(world);
    expect(await tokensOf(client)).toMatchObject({ token_type: 'Bearer' });
    await world.restart();
    expect(await tokensOf(client)).toMatchObject({ token_type: 'Bearer' });
  });

  it('gives a public client no secret', async () => {
    const { status, json } = await register(world, { token_endpoint_auth_method: 'none' });
    expect(status).toBe(201);
    expect(json).not.toHaveProperty('client_secret');
    expect(json).not.toHaveProperty('client_secret_expires_at');
  });

  it('ignores what it does not know and what is not the client’s to decide', async () => {
    const { status, json } = await register(world, {
      skip_consent: true,
      dangerously_allow_plain_pkce: true,
      access_token_lifetime: 31_536_000,
      dialect: 'standard',
      client_id: 'chosen',
      client_secret: 'chosen-chosen-chosen-chosen-chosen',
      'client_name#ja': 'x',
      unknown: 1,
      logo_uri: null,
    });
    expect(status).toBe(201);
    for (const name of ['skip_consent', 'dangerously_allow_plain_pkce', 'access_token_lifetime', 'unknown'])
      expect(json).not.toHaveProperty(name);
    expect([json['client_id'], json['client_secret']]).not.toContain('chosen');
    const page = await signIn(world, new Browser(), { client_id: String(json['client_id']) });
    expect(responseOf(page).get('code')).not.toBeNull();
  });

  it('asks the end-user for consent', async () => {
    const { json } = await register(world);
    const browser = new Browser();
    await signIn(world, browser);
    const url = authorizationUrl(world, { client_id: String(json['client_id']) });
    const page = await browser.follow(await browser.get(url), world.origin);
    expect(page.body).toContain('id="allow"');
  });

  it('is announced in the metadata only where it is on', async () => {
    const metadata = async ({ issuer }: World) =>
      (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    expect(await metadata(world)).toMatchObject({
      registration_endpoint: `${world.issuer}/reg`,
      subject_types_supported: ['public', 'pairwise'],
    });
    const closed = await createWorld();
    expect(await metadata(closed)).not.toHaveProperty('registration_endpoint');
    expect((await register(closed)).status).toBe(404);
    await closed.close();
  });
});

describe('management (RFC 7592 §2)', () => {
  it('reads what was registered', async () => {
    const client = await register(world, { initiate_login_uri: 'https://rp.test/begin' });
    const read = await manage(client, 'GET');
    expect([read.status, read.json]).toEqual([200, client.json]);
  });

  it('replaces it whole, keeping id, secret and token', async () => {
    const client = await register(world, { policy_uri: 'https://rp.test/policy' });
    const replaced = await manage(client, 'PUT', {
      client_id: client.json['client_id'],
      redirect_uris: ['https://rp.test/other'],
    });
    expect(replaced.status).toBe(200);
    expect(replaced.json).toMatchObject({ redirect_uris: ['https://rp.test/other'] });
    expect(replaced.json).not.toHaveProperty('policy_uri');
    for (const name of ['client_id', 'client_secret', 'registration_access_token', 'client_id_issued_at'])
      expect(replaced.json[name]).toBe(client.json[name]);
    const old = await new Browser().get(
      authorizationUrl(world, { client_id: String(client.json['client_id']) }),
    );
    expect([old.status, old.location]).toEqual([400, undefined]);
  });

  it.each([
    ['another client_id', { client_id: 'other' }],
    ['another secret', { client_secret: 'chosen-chosen-chosen-chosen-chosen' }],
    ['metadata that is wrong', { redirect_uris: ['http://rp.test/cb'] }],
  ])('refuses %s and changes nothing', async (_name, wrong) => {
    const client = await register(world);
    const refused = await manage(client, 'PUT', {
      ...ordinary,
      client_id: client.json['client_id'],
      ...wrong,
    });
    expect(refused.status).toBe(400);
    expect((await manage(client, 'GET')).json).toEqual(client.json);
  });

  it('removes it with all that was granted to it', async () => {
    const client = await register(world);
    const tokens = await tokensOf(client);
    const removed = await manage(client, 'DELETE');
    expect(removed.status).toBe(204);
    expect((await userinfo(world, tokens['access_token'])).status).toBe(401);
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const gone = await manage(client, method, method === 'PUT' ? ordinary : undefined);
      expect([gone.status, gone.json['error']]).toEqual([401, 'invalid_token']);
    }
  });

  it('removed and replaced at once, it is gone', async () => {
    const client = await register(world);
    const metadata = { ...ordinary, client_id: client.json['client_id'] };
    await Promise.all([
      manage(client, 'PUT', metadata),
      manage(client, 'DELETE'),
      manage(client, 'PUT', metadata),
    ]);
    expect((await manage(client, 'GET')).status).toBe(401);
  });
});

describe('pairwise subjects (OIDC Core §8.1)', () => {
  const pairwise = { subject_type: 'pairwise', grant_types: ['authorization_code', 'refresh_token'] };

  it('are one in every token and answer of a client, and another for each sector', async () => {
    const client = await register(world, pairwise);
    const redirect_uris = [redirectUri, 'https://second.test/cb'];
    inside.serve('/sector', redirect_uris);
    const sector_identifier_uri = `${inside.url}/sector`;
    const other = await register(world, { ...pairwise, redirect_uris, sector_identifier_uri });
    expect(other.status).toBe(201);
    const tokens = await tokensOf(client, 'openid offline_access');
    const { sub } = claimsOf(tokens['id_token']);
    const headers = credentials(client);
    const renewed = (await refresh(world, tokens['refresh_token'], {}, headers)).json;
    const seen = [
      claimsOf(tokens['access_token'])['sub'],
      (await userinfo(world, tokens['access_token'])).json['sub'],
      (await introspect(world, tokens['access_token'], headers)).json['sub'],
      (await introspect(world, renewed['refresh_token'], headers)).json['sub'],
      claimsOf(renewed['id_token'])['sub'],
      claimsOf((await tokensOf(client))['id_token'])['sub'],
    ];
    expect(sub).toMatch(/^[\w-]{43}$/);
    expect(seen).toEqual(seen.map(() => sub));
    const elsewhere = claimsOf((await tokensOf(other))['id_token'])['sub'];
    const everywhere = claimsOf((await tokensOf(await register(world)))['id_token'])['sub'];
    expect(new Set([sub, elsewhere, everywhere]).size).toBe(3);
    const sibling = await register(world, pairwise);
    expect(claimsOf((await tokensOf(sibling))['id_token'])['sub']).toBe(sub);
  });

  it('are understood in id_token_hint', async () => {
    const client = await register(world, pairwise);
    const browser = new Browser();
    const request = { client_id: String(client.json['client_id']) };
    const code = responseOf(await signIn(world, browser, request)).get('code') ?? '';
    const { json } = await redeem(world, code, {}, credentials(client));
    const again = { ...request, prompt: 'none', id_token_hint: String(json['id_token']) };
    expect(responseOf(await browser.get(authorizationUrl(world, again))).get('code')).not.toBeNull();
  });

  it('need a sector document where the redirect URIs have several hosts', async () => {
    const { status, json } = await register(world, {
      ...pairwise,
      redirect_uris: [redirectUri, 'https://second.test/cb'],
    });
    expect([status, json['error']]).toEqual([400, 'invalid_client_metadata']);
  });
});

it('DR-08: a client that is switched off while it changes itself stays off', async () => {
  const client = await register(world);
  const id = String(client.json['client_id']);
  let isAsked = 0;
  const slow = createServer((_request, response) => {
    const switchOff = async () => {
      const { registrations } = world.storage;
      const found = await registrations.find(defaultPool, 'application', id);
      if (!found || isAsked++ > 0) return;
      const document = { ...found.document, enabled: false };
      await registrations.change(defaultPool, { ...found, document }, found.version, world.clock.now());
    };
    void switchOff().then(() => response.end(JSON.stringify([redirectUri])));
  });
  await listen(slow, { host: '127.0.0.1', port: 0 });
  const address = slow.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const metadata = { ...ordinary, client_id: id, sector_identifier_uri: `http://127.0.0.1:${port}/` };
  expect((await manage(client, 'PUT', metadata)).status).toBe(401);
  const kept = await world.storage.registrations.find(defaultPool, 'application', id);
  expect([kept?.document['enabled'], isAsked]).toEqual([false, 1]);
  await closeGracefully(slow);
});

describe('the sector document (OIDC Registration §5)', () => {
  it.each([
    ['without the redirect URI', ['https://other.test/cb']],
    ['with something else than texts', [redirectUri, 1]],
    ['that is an object', { redirect_uris: [redirectUri] }],
    ['of 10 MB', [redirectUri, 'x'.repeat(10_000_000)]],
  ])('%s is refused (DR-06)', async (_name, document) => {
    inside.serve('/wrong', document);
    const { status, json } = await register(world, { sector_identifier_uri: `${inside.url}/wrong` });
    expect([status, json['error']]).toEqual([400, 'invalid_client_metadata']);
  });

  it('that is not there is refused, also when a client changes', async () => {
    const sector_identifier_uri = `${inside.url}/missing`;
    expect((await register(world, { sector_identifier_uri })).status).toBe(400);
    const client = await register(world);
    const metadata = { ...ordinary, client_id: client.json['client_id'], sector_identifier_uri };
    expect((await manage(client, 'PUT', metadata)).status).toBe(400);
  });
});
