/** authing-node-sdk against the started server: each of its methods that speaks OpenID Connect, with its own defaults. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { alice } from '../testkit/people.ts';
import { openSite } from '../testkit/site.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { afterLogout, applications, methods, sdkOf, withChallenge } from './authing-applications.ts';
import type { AuthenticationClient } from './clients/authing-node-sdk.ts';
import { callbackUrlOf } from './end-user.ts';

let server: StartedServer;
beforeAll(async () => {
  server = await startServer({
    applications: Object.values(applications),
    pools: [{ name: 'pool1', applications: [applications.client_secret_post], users: [alice] }],
  });
});
afterAll(() => server.close());

const scope = 'openid profile email offline_access';

async function codeFrom(url: string, browser = new Browser()): Promise<string> {
  return (await callbackUrlOf(browser, url)).searchParams.get('code') ?? '';
}

describe.each(methods)('an application by %s', method => {
  let sdk: AuthenticationClient;
  const browser = new Browser();
  beforeAll(() => {
    sdk = sdkOf(server, method, { scope });
  });

  async function tokens() {
    const { url, verifier } = withChallenge(sdk, sdk.buildAuthorizeUrl().url);
    return sdk.getAccessTokenByCode(await codeFrom(url, browser), { codeVerifier: verifier });
  }

  it('buildAuthorizeUrl and getAccessTokenByCode give tokens that parseAccessToken and parseIDToken verify', async () => {
    const { url, nonce } = sdk.buildAuthorizeUrl();
    const { url: challenged, verifier } = withChallenge(sdk, url);
    const set = await sdk.getAccessTokenByCode(await codeFrom(challenged), { codeVerifier: verifier });
    expect(set).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope });
    const appId = applications[method].client_id;
    const access = await sdk.parseAccessToken(set.access_token);
    expect(access).toMatchObject({ iss: server.issuer, aud: appId, scope });
    const idToken = await sdk.parseIDToken(set.id_token);
    expect(idToken).toMatchObject({ iss: server.issuer, aud: appId, nonce, sub: access.sub });
  });

  it('getNewAccessTokenByRefreshToken gives the next set', async () => {
    const first = await tokens();
    const next = await sdk.getNewAccessTokenByRefreshToken(first.refresh_token);
    expect(next.refresh_token).not.toBe(first.refresh_token);
    expect((await sdk.parseIDToken(next.id_token)).sub).toBe((await sdk.parseIDToken(first.id_token)).sub);
  });

  it('getUserInfoByAccessToken answers by every method and in every place', async () => {
    const set = await tokens();
    const { sub } = await sdk.parseAccessToken(set.access_token);
    const claims = { sub, name: alice.name, email: alice.email, email_verified: true };
    expect(await sdk.getUserInfoByAccessToken(set.access_token)).toMatchObject(claims);
    const places = [
      { method: 'GET', tokenPlace: 'query' },
      { method: 'GET', tokenPlace: 'header' },
      { method: 'POST', tokenPlace: 'query' },
      { method: 'POST', tokenPlace: 'header' },
      { method: 'POST', tokenPlace: 'body' },
    ] as const;
    for (const place of places) {
      expect(
        await sdk.getUserInfoByAccessToken(set.access_token, { ...place }),
        place.tokenPlace,
      ).toMatchObject(claims);
    }
  });

  it('introspectToken and revokeToken', async () => {
    const set = await tokens();
    expect(await sdk.introspectToken(set.access_token)).toMatchObject({ active: true, scope });
    expect(await sdk.introspectToken(set.refresh_token)).toMatchObject({ active: true });
    expect(await sdk.revokeToken(set.refresh_token)).toBe(true);
    expect(await sdk.introspectToken(set.access_token)).toEqual({ active: false });
  });

  it('buildLogoutUrl ends the session and returns with state', async () => {
    const set = await tokens();
    const url = sdk.buildLogoutUrl({ idToken: set.id_token, state: 'a/b+c' });
    expect((await browser.get(String(url))).location).toBe(`${afterLogout}?state=a%2Fb%2Bc`);
    const again = withChallenge(sdk, sdk.buildAuthorizeUrl({ scope: 'openid' }).url);
    const silent = await callbackUrlOf(browser, `${again.url}&prompt=none`);
    expect(silent.searchParams.get('error')).toBe('login_required');
  });
});

it('loginWithRedirect, handleRedirectCallback and logoutWithRedirect carry the end-user around', async () => {
  const site = await openSite(origin => async (request, response) => {
    const sdk = sdkOf(server, 'client_secret_basic', { redirectUri: `${origin}/callback` });
    if (request.url === '/login') return sdk.loginWithRedirect(response);
    if (request.url?.startsWith('/logout?')) {
      await sdk.logoutWithRedirect(response, { idToken: request.url.slice('/logout?'.length) });
      return response.end();
    }
    response.end(JSON.stringify(await sdk.handleRedirectCallback(request, response)));
  });
  const browser = new Browser();
  const login = await browser.get(`${site.origin}/login`);
  const callback = await callbackUrlOf(browser, login.location ?? '');
  const set = JSON.parse((await browser.get(callback.href)).body);
  const sdk = sdkOf(server, 'client_secret_basic');
  expect(await sdk.parseIDToken(set.id_token)).toMatchObject({ iss: server.issuer, aud: 'app-basic' });
  const logout = await browser.get(`${site.origin}/logout?${set.id_token}`);
  expect((await browser.get(logout.location ?? '')).location).toBe(afterLogout);
  await site.close();
});

describe('appHost', () => {
  it.each([
    [
      'of localhost, which keeps the slash at its end',
      () => `http://localhost:${new URL(server.origin).port}/`,
    ],
    ['with the path of a user pool', () => `${server.origin}/pool1`],
  ])('%s', async (_, appHost) => {
    const sdk = sdkOf(server, 'client_secret_post', { appHost: appHost() });
    const set = await sdk.getAccessTokenByCode(await codeFrom(sdk.buildAuthorizeUrl().url));
    const { iss, sub } = await sdk.parseAccessToken(set.access_token);
    expect(iss).toBe(appHost().includes('pool1') ? `${appHost()}/oidc` : server.issuer);
    expect(await sdk.getUserInfoByAccessToken(set.access_token)).toMatchObject({ sub, name: alice.name });
  });
});
