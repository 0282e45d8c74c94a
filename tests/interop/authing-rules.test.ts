/** What clients of Authing rely on beyond the specifications: each rule by its number in the contract of the SDK. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { bob } from '../testkit/people.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import {
  applications,
  appSecret,
  callback,
  type Method,
  sdkOf,
  withChallenge,
} from './authing-applications.ts';
import type { AuthenticationClient } from './clients/authing-node-sdk.ts';
import { callbackUrlOf, signInAt } from './end-user.ts';

/** One method at the token endpoint, others elsewhere. */
const mixed = {
  ...applications.client_secret_post,
  client_id: 'app-mixed',
  introspection_endpoint_auth_method: 'client_secret_basic',
  revocation_endpoint_auth_method: 'client_secret_basic',
};

const implicit = {
  ...applications.client_secret_post,
  client_id: 'app-implicit',
  grant_types: ['authorization_code', 'implicit'],
  response_types: ['code', 'id_token token'],
};

const key = { access_key: 'AK1', secret_key: 'the secret key of AK1' } as const;

let server: StartedServer;
beforeAll(async () => {
  server = await startServer({
    applications: [...Object.values(applications), mixed, implicit],
    pool: {
      resources: [{ identifier: 'book', audience: 'https://books.test', actions: ['read'] }],
      access_keys: [{ ...key, application: 'app-basic', allow: ['book:1:read'] }],
    },
  });
});
afterAll(() => server.close());

async function obtain(sdk: AuthenticationClient, scope = 'openid profile offline_access', who?: typeof bob) {
  const { url, verifier } = withChallenge(sdk, sdk.buildAuthorizeUrl({ scope }).url);
  const code = (await callbackUrlOf(new Browser(), url, who)).searchParams.get('code') ?? '';
  return sdk.getAccessTokenByCode(code, { codeVerifier: verifier });
}

const sendForm = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${server.issuer}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

const refusal = (status: number, error: string, description?: RegExp) => ({
  response: {
    status,
    data: {
      error,
      ...(description && { error_description: expect.stringMatching(description) }),
    },
  },
});

describe('the contract of the Authing SDK', () => {
  it('1. serves the paths that the SDK has written into it', async () => {
    const metadata = await (await fetch(`${server.issuer}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({
      authorization_endpoint: `${server.origin}/oidc/auth`,
      token_endpoint: `${server.origin}/oidc/token`,
      userinfo_endpoint: `${server.origin}/oidc/me`,
      introspection_endpoint: `${server.origin}/oidc/token/introspection`,
      revocation_endpoint: `${server.origin}/oidc/token/revocation`,
      end_session_endpoint: `${server.origin}/oidc/session/end`,
      jwks_uri: `${server.origin}/oidc/.well-known/jwks.json`,
    });
  });

  it('2. answers the token request with bare OAuth JSON, no envelope', async () => {
    const set = await obtain(sdkOf(server, 'client_secret_post'));
    expect(Object.keys(set).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'refresh_token',
      'scope',
      'token_type',
    ]);
  });

  it('3. takes no notice of the raw access token that setAccessToken leaks beside credentials in the form', async () => {
    const sdk = sdkOf(server, 'client_secret_post');
    sdk.setAccessToken((await obtain(sdk)).access_token);
    const set = await obtain(sdk);
    expect(await sdk.introspectToken(set.access_token)).toMatchObject({ active: true });
    expect(await sdk.revokeToken(set.access_token)).toBe(true);
    expect(await sdk.introspectToken(set.access_token)).toEqual({ active: false });
  });

  it('4. takes Basic and form credentials together where both are right and name one client', async () => {
    const sdk = sdkOf(server, 'client_secret_basic');
    const { access_token: token } = await obtain(sdk);
    expect(await sdk.introspectToken(token)).toMatchObject({ active: true });
    const ask = async (clientId: string, secret: string) =>
      (
        await sendForm(
          '/token/introspection',
          { token, client_id: clientId, client_secret: secret },
          basic('app-basic', appSecret),
        )
      ).status;
    expect(await ask('app-basic', appSecret)).toBe(200);
    expect(await ask('app-basic', 'wrong')).toBe(401);
    expect(await ask('app-post', appSecret)).not.toBe(200);
  });

  it.each(['client_secret_post', 'client_secret_basic'] as const)(
    '4. takes the access key in the form for client credentials, whatever else is sent (%s)',
    async method => {
      const set = await sdkOf(server, method).getAccessTokenByClientCredentials('book:1:read book:2:read', {
        accessKey: key.access_key,
        accessSecret: key.secret_key,
      });
      expect(set).toMatchObject({
        scope: 'book:1:read',
        rejected_scope: 'book:2:read',
        token_type: 'Bearer',
      });
      const wrong = { accessKey: key.access_key, accessSecret: 'wrong' };
      await expect(
        sdkOf(server, method).getAccessTokenByClientCredentials('book:1:read', wrong),
      ).rejects.toMatchObject(refusal(401, 'invalid_client'));
    },
  );

  it('5. reads Basic as it is, and as RFC 6749 encodes it', async () => {
    const { access_token: token } = await obtain(sdkOf(server, 'client_secret_basic'));
    const ask = async (secret: string) =>
      (await sendForm('/token/introspection', { token }, basic('app-mixed', secret))).status;
    expect(await ask(appSecret)).toBe(200);
    expect(await ask(encodeURIComponent(appSecret))).toBe(200);
    expect(await ask(encodeURIComponent(appSecret).replaceAll('%20', '+'))).toBe(200);
    expect(await ask(decodeURIComponent(appSecret))).toBe(401);
  });

  it('6. takes a raw access token at the userinfo endpoint, and prefers one that is sent on purpose', async () => {
    const sdk = sdkOf(server, 'client_secret_post');
    const [alices, bobs] = [await obtain(sdk), await obtain(sdk, 'openid profile', bob)];
    const subjectOf = async (token: string) => (await sdk.parseAccessToken(token)).sub;
    sdk.setAccessToken(alices.access_token);
    const raw = await sdk.getUserInfoByAccessToken('replaced by the raw one', {
      method: 'GET',
      tokenPlace: 'header',
    });
    expect(raw.sub).toBe(await subjectOf(alices.access_token));
    const explicit = await sdk.getUserInfoByAccessToken(bobs.access_token);
    expect(explicit.sub).toBe(await subjectOf(bobs.access_token));
    const body = await sdk.getUserInfoByAccessToken(bobs.access_token, {
      method: 'POST',
      tokenPlace: 'body',
    });
    expect(body.sub).toBe(await subjectOf(bobs.access_token));
  });

  it('7. knows an authentication method for each endpoint; a public application asks about its own tokens only', async () => {
    const options = { appId: mixed.client_id } as const;
    const set = await obtain(sdkOf(server, 'client_secret_post', options));
    await expect(
      sdkOf(server, 'client_secret_post', options).introspectToken(set.access_token),
    ).rejects.toMatchObject(refusal(401, 'invalid_client'));
    const elsewhere = sdkOf(server, 'client_secret_post', {
      ...options,
      introspectionEndPointAuthMethod: 'client_secret_basic',
      revocationEndPointAuthMethod: 'client_secret_basic',
    });
    expect(await elsewhere.introspectToken(set.access_token)).toMatchObject({ active: true });
    const open = sdkOf(server, 'none');
    expect(await open.introspectToken((await obtain(open)).access_token)).toMatchObject({ active: true });
    expect(await open.introspectToken(set.access_token)).toEqual({ active: false });
    expect(await elsewhere.revokeToken(set.access_token)).toBe(true);
  });

  it('8. puts no token into a query, though the SDK asks for response_mode=query', async () => {
    const sdk = sdkOf(server, 'client_secret_post', { appId: implicit.client_id });
    const { url } = sdk.buildAuthorizeUrl({ responseType: 'id_token token' });
    const refused = await callbackUrlOf(new Browser(), url);
    expect(refused.search).toBe('');
    expect(new URLSearchParams(refused.hash.slice(1)).get('error')).toBe('invalid_request');
    const { url: good, nonce } = sdk.buildAuthorizeUrl({
      responseType: 'id_token token',
      responseMode: 'fragment',
    });
    const answer = new URLSearchParams((await callbackUrlOf(new Browser(), good)).hash.slice(1));
    expect((await sdk.parseIDToken(answer.get('id_token') ?? '')).nonce).toBe(nonce);
    expect((await sdk.parseAccessToken(answer.get('access_token') ?? '')).iss).toBe(server.issuer);
  });

  it('9. does not ask confidential applications for PKCE, and explains a verifier without a challenge', async () => {
    const sdk = sdkOf(server, 'client_secret_post');
    const challenge = { codeChallenge: sdk.generateCodeChallenge(), codeChallengeMethod: 'S256' } as const;
    const code = async () =>
      (await callbackUrlOf(new Browser(), sdk.buildAuthorizeUrl(challenge).url)).searchParams.get('code') ??
      '';
    expect(await sdk.getAccessTokenByCode(await code())).toMatchObject({ token_type: 'Bearer' });
    await expect(
      sdk.getAccessTokenByCode(await code(), { codeVerifier: challenge.codeChallenge }),
    ).rejects.toMatchObject(
      refusal(400, 'invalid_grant', /append code_challenge and code_challenge_method=S256 to its URL/),
    );
  });

  it('10. needs no nonce, and echoes state byte for byte; redirect_uri must be sent under the standard dialect', async () => {
    const sdk = sdkOf(server, 'client_secret_post');
    const state = 'a+b c/%41=&"<é你>';
    const url = new URL(sdk.buildAuthorizeUrl({ state }).url);
    url.searchParams.delete('nonce');
    const answer = await callbackUrlOf(new Browser(), url);
    expect(answer.searchParams.get('state')).toBe(state);
    const set = await sdk.getAccessTokenByCode(answer.searchParams.get('code') ?? '');
    expect((await sdk.parseIDToken(set.id_token)).nonce).toBeUndefined();
    url.searchParams.delete('redirect_uri');
    const page = await signInAt(new Browser(), url);
    expect(page.status).toBe(400);
    expect(page.body).toContain('redirect_uri is missing');
  });

  it('11. gives a refresh token for offline_access, whether the SDK asks for prompt=consent or not', async () => {
    const sdk = sdkOf(server, 'client_secret_post');
    const { url } = sdk.buildAuthorizeUrl({ scope: 'openid offline_access' });
    expect(new URL(url).searchParams.get('prompt')).toBe('consent');
    const quiet = new URL(url);
    quiet.searchParams.delete('prompt');
    for (const address of [url, quiet.href]) {
      const code = (await callbackUrlOf(new Browser(), address)).searchParams.get('code') ?? '';
      expect((await sdk.getAccessTokenByCode(code)).refresh_token).toEqual(expect.any(String));
    }
  });

  it('12. publishes RSA, EC and OKP keys only, the RS256 key in use first', async () => {
    const { keys } = await (await fetch(`${server.issuer}/.well-known/jwks.json`)).json();
    for (const key of keys) expect(['RSA', 'EC', 'OKP']).toContain(key.kty);
    const { access_token } = await obtain(sdkOf(server, 'client_secret_post'));
    const header = JSON.parse(Buffer.from(access_token.split('.')[0] ?? '', 'base64url').toString());
    expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', kid: header.kid });
  });

  it.each([
    ['client_secret_post', { alg: 'HS256', typ: 'JWT' }],
    ['client_secret_basic', { alg: 'RS256', typ: 'JWT', kid: expect.any(String) }],
    ['none', { alg: 'RS256', typ: 'JWT', kid: expect.any(String) }],
  ] as const)(
    '13. signs access tokens by RS256 with kid, ID tokens as registered (%s)',
    async (method, idHeader) => {
      const set = await obtain(sdkOf(server, method));
      const headerOf = (token: string) =>
        JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
      expect(headerOf(set.access_token)).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
      expect(headerOf(set.id_token)).toEqual(idHeader);
    },
  );

  it('14. tells one who sends a refresh token as a code what to call instead', async () => {
    const sdk = sdkOf(server, 'client_secret_post');
    const set = await obtain(sdk);
    await expect(sdk.getAccessTokenByCode(set.refresh_token)).rejects.toMatchObject(
      refusal(400, 'invalid_grant', /getNewAccessTokenByRefreshToken/),
    );
    expect(await sdk.introspectToken(set.refresh_token)).toMatchObject({ active: true });
  });

  it.each(['x-authing-app-id', 'x-genauth-app-id'])(
    '15. knows a public application by %s alone',
    async header => {
      const set = await obtain(sdkOf(server, 'none'));
      const fields = {
        grant_type: 'refresh_token',
        redirect_uri: callback,
        refresh_token: set.refresh_token,
      };
      const refreshed = await sendForm('/token', fields, { [header]: 'app-public' });
      expect(await refreshed.json()).toMatchObject({ token_type: 'Bearer', id_token: expect.any(String) });
      const confidential = applications['client_secret_post' satisfies Method].client_id;
      expect((await sendForm('/token', fields, { [header]: confidential })).status).toBe(401);
    },
  );
});
