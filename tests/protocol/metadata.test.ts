/** Discovery, keys, pools and hosts — OIDC Discovery §3, §4; RFC 7517; RFC 9207. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  basic,
  claimsOf,
  introspect,
  post,
  redeem,
  refresh,
  responseOf,
  tokens,
  userinfo,
  webAuthentication,
} from '../testkit/relying-party.ts';
import { alice, createWorld, redirectUri, type World, web } from '../testkit/world.ts';

let world: World;
let other: World;
beforeAll(async () => {
  world = await createWorld({ pools: [{ name: 'acme', applications: [web], users: [alice] }] });
  other = { ...world, issuer: `${world.origin}/acme/oidc` };
});
afterAll(() => world.close());

const discover = async (issuer: string): Promise<Record<string, unknown>> =>
  (await fetch(`${issuer}/.well-known/openid-configuration`)).json();

describe('OIDC Discovery §3: metadata', () => {
  it('names this issuer byte for byte, and only endpoints that answer', async () => {
    const metadata = await discover(world.issuer);
    expect(metadata['issuer']).toBe(world.issuer);
    for (const [name, url] of Object.entries(metadata)) {
      if (!name.endsWith('_endpoint') && name !== 'jwks_uri') continue;
      expect((await fetch(String(url), { redirect: 'manual' })).status, name).not.toBe(404);
    }
  });

  it('lists what works and nothing else', async () => {
    expect(await discover(world.issuer)).toMatchObject({
      response_types_supported: [
        'code',
        'id_token',
        'id_token token',
        'code id_token',
        'code token',
        'code id_token token',
      ],
      response_modes_supported: ['query', 'fragment', 'form_post', 'web_message'],
      grant_types_supported: [
        'authorization_code',
        'refresh_token',
        'client_credentials',
        'password',
        'urn:ietf:params:oauth:grant-type:device_code',
        'implicit',
      ],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256', 'PS256', 'ES256', 'EdDSA', 'HS256'],
      authorization_response_iss_parameter_supported: true,
      request_parameter_supported: true,
      request_uri_parameter_supported: true,
    });
  });

  it('publishes public keys only, the active RS256 key first, each with its own kid', async () => {
    const { keys } = (await (await fetch(`${world.issuer}/.well-known/jwks.json`)).json()) as {
      keys: Record<string, string>[];
    };
    expect(keys.map(({ kty, alg, use }) => [kty, alg, use])).toEqual([
      ['RSA', 'RS256', 'sig'],
      ['RSA', 'PS256', 'sig'],
      ['EC', 'ES256', 'sig'],
      ['OKP', 'EdDSA', 'sig'],
    ]);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(4);
    for (const key of keys)
      for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(member);
  });
});

describe('user pools', () => {
  it('have an issuer of their own, with other keys', async () => {
    expect((await discover(other.issuer))['issuer']).toBe(other.issuer);
    const kidOf = async (issuer: string) =>
      ((await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] }).keys[0]
        ?.kid;
    expect(await kidOf(other.issuer)).not.toBe(await kidOf(world.issuer));
  });

  it('share nothing: not a token, not a session, not a code', async () => {
    const browser = new Browser();
    const set = await tokens(world, 'openid offline_access', browser);
    expect((await userinfo(other, set['access_token'])).status).toBe(401);
    expect((await introspect(other, set['access_token'])).json).toEqual({ active: false });
    expect((await refresh(other, set['refresh_token'])).json['error']).toBe('invalid_grant');
    const url = (issuer: string) =>
      `${issuer}/auth?${new URLSearchParams({ client_id: 'web', redirect_uri: redirectUri, response_type: 'code', scope: 'openid', prompt: 'none' })}`;
    const code = responseOf(await browser.get(url(world.issuer))).get('code');
    expect(responseOf(await browser.get(url(other.issuer))).get('error')).toBe('login_required');
    expect((await redeem(other, String(code))).json['error']).toBe('invalid_grant');
    expect((await redeem(world, String(code))).status).toBe(200);
  });

  it('answer with their own iss', async () => {
    const set = await tokens(other, 'openid');
    expect(claimsOf(set['id_token'])['iss']).toBe(other.issuer);
  });
});

describe('the paths of other servers', () => {
  it.each(['', '/acme'])('lead to the same endpoints below %s/oauth', async base => {
    const twin = { ...world, issuer: `${world.origin}${base}/oauth` };
    const set = await tokens(twin, 'openid offline_access');
    expect(claimsOf(set['id_token'])['iss']).toBe(`${world.origin}${base}/oidc`);
    expect((await userinfo(twin, set['access_token'])).status).toBe(200);
    expect((await introspect(twin, set['access_token'])).json['active']).toBe(true);
    expect((await refresh(twin, set['refresh_token'])).status).toBe(200);
    expect((await fetch(`${world.origin}${base}/oauth/authorize`)).status).toBe(400);
  });

  it.each(['/userinfo', '/protocol/openid-connect/userinfo'])('userinfo answers at %s too', async path => {
    const { access_token: token } = await tokens(world, 'openid');
    const response = await fetch(`${world.issuer}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
  });
});

describe('the token endpoint', () => {
  it('names the rule of every refusal, at a page that exists', async () => {
    const { json } = await post(
      `${world.issuer}/token`,
      { grant_type: 'authorization_code', code: 'x' },
      webAuthentication,
    );
    expect(json['error_uri']).toBe(`${world.origin}/errors/code-invalid`);
    expect((await fetch(String(json['error_uri']))).status).toBe(200);
  });

  it('challenges a client that tried Basic (RFC 6749 §5.2)', async () => {
    const answer = await post(
      `${world.issuer}/token`,
      { grant_type: 'authorization_code' },
      basic('web', 'wrong'),
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
  });
});
