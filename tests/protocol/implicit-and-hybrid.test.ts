/** Implicit and hybrid — OIDC Core §3.2, §3.3; OAuth Multiple Response Types. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  authorizationUrl,
  claimsOf,
  headerOf,
  redeem,
  responseOf,
  signIn,
  userinfo,
} from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const every = {
  ...web,
  grant_types: ['authorization_code', 'refresh_token', 'implicit'],
  response_types: [
    'code',
    'id_token',
    'id_token token',
    'code id_token',
    'code token',
    'code id_token token',
  ],
};
const codeOnly = { ...web, client_id: 'code-only' };

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [every, codeOnly] });
});
afterAll(() => world.close());

const halfHash = (value: string | null): string =>
  createHash('sha256').update(String(value)).digest().subarray(0, 16).toString('base64url');

const ask = async (
  responseType: string,
  more: Record<string, string | undefined> = {},
  browser = new Browser(),
) =>
  signIn(world, browser, {
    response_type: responseType,
    scope: 'openid profile email offline_access',
    ...more,
  });

describe('OIDC Core §3.2: implicit', () => {
  it('id_token: only an ID token in the fragment, with the claims of the scopes', async () => {
    const page = await ask('id_token');
    expect(page.location?.startsWith(`${redirectUri}#`)).toBe(true);
    const response = responseOf(page);
    expect([...response.keys()]).toEqual(['id_token', 'session_state', 'state', 'iss']);
    const claims = claimsOf(response.get('id_token'));
    expect(claims).toMatchObject({
      nonce: 'no',
      aud: 'web',
      name: 'Alice Example',
      email: 'alice@example.com',
      s_hash: halfHash('st'),
    });
    expect(claims).not.toHaveProperty('at_hash');
    expect(headerOf(response.get('id_token'))).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  });

  it('id_token token: an access token too, bound by at_hash, and the claims stay at userinfo', async () => {
    const response = responseOf(await ask('id_token token'));
    expect([...response.keys()].sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'iss',
      'scope',
      'session_state',
      'state',
      'token_type',
    ]);
    expect(response.get('expires_in')).toBe('3600');
    expect(response.get('scope')).toBe('openid profile email');
    const claims = claimsOf(response.get('id_token'));
    expect(claims['at_hash']).toBe(halfHash(response.get('access_token')));
    expect(claims).not.toHaveProperty('name');
    expect((await userinfo(world, response.get('access_token'))).json).toMatchObject({
      name: 'Alice Example',
    });
  });

  it('never gives a refresh token (RFC 6749 §4.2.2), and ignores offline_access', async () => {
    const response = responseOf(await ask('id_token token', { prompt: 'consent' }));
    expect(response.has('refresh_token')).toBe(false);
    expect(response.get('scope')).not.toContain('offline_access');
  });

  it('needs a nonce (OIDC Core §3.2.2.1)', async () => {
    const response = responseOf(await ask('id_token', { nonce: undefined }));
    expect(response.get('error')).toBe('invalid_request');
    expect(response.get('state')).toBe('st');
  });
});

describe('OIDC Core §3.3: hybrid', () => {
  it.each([
    ['code id_token', ['c_hash'], ['at_hash']],
    ['code id_token token', ['c_hash', 'at_hash'], []],
  ])('%s: the ID token vouches for what came with it', async (responseType, present, absent) => {
    const response = responseOf(await ask(responseType));
    const claims = claimsOf(response.get('id_token'));
    expect(claims['c_hash']).toBe(halfHash(response.get('code')));
    for (const name of present) expect(claims).toHaveProperty(name);
    for (const name of absent) expect(claims).not.toHaveProperty(name);
    expect(claims['s_hash']).toBe(halfHash('st'));
  });

  it('redeems a hybrid code for access, ID and refresh token, about the same end-user', async () => {
    const response = responseOf(await ask('code id_token token'));
    const { status, json } = await redeem(world, String(response.get('code')));
    expect(status).toBe(200);
    expect(json['refresh_token']).toBeTypeOf('string');
    expect(claimsOf(json['id_token'])['sub']).toBe(claimsOf(response.get('id_token'))['sub']);
    expect((await userinfo(world, response.get('access_token'))).status).toBe(200);
  });

  it('revokes the front-channel access token too when the code is replayed (RFC 6749 §4.1.2)', async () => {
    const response = responseOf(await ask('code token'));
    const code = String(response.get('code'));
    await redeem(world, code);
    expect((await redeem(world, code)).json['error']).toBe('invalid_grant');
    expect((await userinfo(world, response.get('access_token'))).status).toBe(401);
  });

  it('code token: no nonce needed, no ID token', async () => {
    const response = responseOf(await ask('code token', { nonce: undefined }));
    expect(response.has('code')).toBe(true);
    expect(response.has('id_token')).toBe(false);
  });
});

describe('response modes and permissions', () => {
  it('refuses response_mode=query for tokens, and says so in the fragment', async () => {
    const page = await ask('id_token token', { response_mode: 'query' });
    expect(page.location?.startsWith(`${redirectUri}#error=invalid_request`)).toBe(true);
  });

  it('posts the answer as a form (Form Post Response Mode §2)', async () => {
    const page = await ask('code id_token', {
      response_mode: 'form_post',
      state: '"><script>alert(1)</script>',
    });
    expect(page.status).toBe(200);
    expect(page.body).toContain(`action="${redirectUri}"`);
    expect(page.body).toContain('name="state" value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(page.body).not.toContain('<script>alert');
    expect(page.headers.get('content-security-policy')).toContain('form-action https:;');
  });

  it('hands the answer to the origin of the redirect URI and no other (web_message)', async () => {
    const page = await ask('code', { response_mode: 'web_message', state: '</script><b>' });
    expect(page.status).toBe(200);
    const answer = JSON.parse(/id="answer">(.*?)<\/script>/.exec(page.body)?.[1] ?? '');
    expect(answer.origin).toBe('https://rp.test');
    expect(answer.message).toMatchObject({
      type: 'authorization_response',
      response: { state: '</script><b>', iss: world.issuer },
    });
    expect(page.headers.get('content-security-policy')).toContain('frame-ancestors https://rp.test;');
    const silent = await new Browser().get(
      authorizationUrl(world, { response_mode: 'web_message', prompt: 'none' }),
    );
    expect(silent.body).toContain('"error":"login_required"');
  });

  it('refuses types that the client did not register, in the fragment, without a token', async () => {
    const page = await new Browser().get(
      authorizationUrl(world, { client_id: 'code-only', response_type: 'id_token token' }),
    );
    expect(page.location?.startsWith(`${redirectUri}#`)).toBe(true);
    const response = responseOf(page);
    expect(response.get('error')).toBe('unauthorized_client');
    expect(response.has('access_token')).toBe(false);
  });

  it('takes the words of a response type in any order (RFC 6749 §8.4)', async () => {
    expect(responseOf(await ask('token id_token code')).has('code')).toBe(true);
  });
});
