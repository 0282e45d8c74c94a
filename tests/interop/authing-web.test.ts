/** The browser SDK of Authing in real Chromium, at a provider behind https: the domain that it takes has no port. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTlsFront, selfSignedCertificate } from '../../tools/tls-front.ts';
import { signIn } from '../browser/stage.ts';
import { openProfile, type Window } from '../testkit/chromium.ts';
import { freePort } from '../testkit/free-port.ts';
import { alice } from '../testkit/people.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';

const fileOf = (path: string) =>
  readFileSync(fileURLToPath(new URL(`./clients/node_modules/${path}`, import.meta.url)));
const scripts = new Map([
  ['/axios.js', fileOf('axios/dist/axios.min.js')],
  ['/authing.js', fileOf('@authing/web/dist/global/index.global.js')],
]);

const host = 'idp.test';
const issuer = `https://${host}/oidc`;

/** One page for every address. The SDK is set up as the name of the window says, which survives a redirect. */
const pageFor = (site: string) => `<!doctype html><html lang="en"><title>Application</title>
<link rel="icon" href="data:,"><script src="/axios.js"></script><script src="/authing.js"></script><script>
const settings = {
  domain: '${host}', appId: 'spa', redirectUri: '${site}/callback', logoutRedirectUri: '${site}/bye',
  scope: 'openid profile email offline_access', userPoolId: 'default', introspectAccessToken: true,
};
const more = sessionStorage.getItem('settings');
const authing = new AuthingFactory.Authing({ ...settings, ...JSON.parse(more ?? '{}') });
</script></html>`;

let server: StartedServer;
let front: Server;
let site: Site;
let window: Window;
let page: Page;
beforeAll(async () => {
  site = await openSite(origin => (request, response) => {
    const script = scripts.get(request.url ?? '');
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ?? pageFor(origin));
  });
  const shared = {
    dialect: 'authing',
    token_endpoint_auth_method: 'none',
    redirect_uris: [`${site.origin}/callback`],
    post_logout_redirect_uris: [`${site.origin}/bye`],
    skip_consent: true,
  };
  const innerPort = await freePort();
  const port = await freePort();
  server = await startServer(
    {
      origin: `https://${host}`,
      applications: [
        { ...shared, client_id: 'spa', grant_types: ['authorization_code', 'refresh_token', 'password'] },
        {
          ...shared,
          client_id: 'implicit',
          grant_types: ['implicit'],
          response_types: ['id_token', 'id_token token'],
        },
      ],
    },
    innerPort,
  );
  const certificate = selfSignedCertificate(host);
  if (!certificate) throw new Error('this test needs openssl, to make a certificate');
  front = await openTlsFront(certificate, { host: '127.0.0.1', port, innerPort });
  const rules = `--host-resolver-rules=MAP ${host}:443 127.0.0.1:${port}`;
  window = await openProfile({ ignoreHTTPSErrors: true }, [rules]);
  page = window.page;
});
afterAll(async () => {
  await window.close();
  await site.close();
  front.close();
  front.closeAllConnections();
  await server.close();
});

/** What the SDK itself warns of, where it is meant to. */
const warnings: string[] = [];
beforeEach(async () => {
  await page.context().clearCookies();
  await page.goto(site.origin);
  await page.evaluate('localStorage.clear(), sessionStorage.clear()');
  await page.reload();
});
afterEach(() => {
  expect(window.faults()).toEqual(warnings);
});

type State = Readonly<Record<string, unknown>>;

/** From here on the SDK is set up this way too. */
async function use(settings: object): Promise<void> {
  await page.evaluate(more => sessionStorage.setItem('settings', JSON.stringify(more)), settings);
  await page.reload();
}

/** Signs in at the hosted page; the login state that the SDK makes of what comes back. */
async function signInByRedirect(): Promise<State> {
  await page.evaluate('authing.loginWithRedirect({ customState: "kept" })').catch(() => undefined);
  await signIn(page);
  await page.waitForURL(`${site.origin}/callback*`);
  expect(await page.evaluate('authing.isRedirectCallback()')).toBe(true);
  return page.evaluate<State>('authing.handleRedirectCallback()');
}

const spaState = {
  accessToken: expect.stringMatching(/^ey/),
  idToken: expect.stringMatching(/^ey/),
  refreshToken: expect.any(String),
  parsedIdToken: { iss: issuer, aud: 'spa', name: alice.name, email: alice.email },
  parsedAccessToken: { iss: issuer, aud: 'spa', scope: 'openid profile email offline_access' },
};

describe('@authing/web', () => {
  it.each(['fragment', 'query'])('signs in by redirect, answered by %s', async redirectResponseMode => {
    await use({ redirectResponseMode });
    expect(await signInByRedirect()).toMatchObject(spaState);
    expect(new URL(page.url()).search.includes('code=')).toBe(redirectResponseMode === 'query');
  });

  // `id_token` alone never worked there: the SDK finds `token` in that word, and misses an access token.
  it('signs in by the implicit flow', async () => {
    await use({ appId: 'implicit', useImplicitMode: true });
    const state = await signInByRedirect();
    expect(state).toMatchObject({
      idToken: expect.any(String),
      accessToken: expect.any(String),
      customState: 'kept',
      parsedIdToken: { aud: 'implicit', name: alice.name },
    });
    expect(state['refreshToken']).toBeUndefined();
  });

  it('signs in by popup', async () => {
    const opened = page.waitForEvent('popup');
    const state = page.evaluate<State>('authing.loginWithPopup()');
    await signIn(await opened);
    expect(await state).toMatchObject(spaState);
  });

  it('finds a session in a hidden frame, by code and by the implicit flow', async () => {
    await signInByRedirect();
    await page.goto(site.origin);
    expect(await page.evaluate('authing.getLoginState({ ignoreCache: true })')).toMatchObject(spaState);
    await use({ appId: 'implicit', useImplicitMode: true });
    const state = await page.evaluate<State>('authing.getLoginState({ ignoreCache: true })');
    expect(state).toMatchObject({ parsedIdToken: { aud: 'implicit' }, accessToken: expect.any(String) });
  });

  it('keeps a login state for as long as introspection calls its token active', async () => {
    const { accessToken } = await signInByRedirect();
    const asked = page.waitForResponse(`${issuer}/token/introspection`);
    expect(await page.evaluate('authing.getLoginState()')).toMatchObject({ accessToken });
    expect(await (await asked).json()).toMatchObject({ active: true });
    await page.evaluate(
      ([url, token]) =>
        fetch(url, { method: 'POST', body: new URLSearchParams({ client_id: 'spa', token }) }),
      [`${issuer}/token/revocation`, String(accessToken)] as const,
    );
    const anew = await page.evaluate<State>('authing.getLoginState()');
    expect(anew['accessToken']).not.toBe(accessToken);
  });

  it('refreshes without a client_id, by the header that names the application', async () => {
    const first = await signInByRedirect();
    const sent = page.waitForRequest(`${issuer}/token`);
    const next = await page.evaluate<State>('authing.refreshToken()');
    const request = await sent;
    expect(new URLSearchParams(request.postData() ?? '').has('client_id')).toBe(false);
    expect((await request.allHeaders())['x-authing-app-id']).toBe('spa');
    expect(next).toMatchObject(spaState);
    expect(next['refreshToken']).not.toBe(first['refreshToken']);
    expect(await page.evaluate('authing.refreshToken()')).toMatchObject(spaState);
  });

  it('asks who the end-user is', async () => {
    const { parsedIdToken } = await signInByRedirect();
    expect(await page.evaluate('authing.getUserInfo()')).toMatchObject({
      userId: (parsedIdToken as State)['sub'],
      name: alice.name,
      email: alice.email,
      emailVerified: true,
    });
    expect(await page.evaluate('authing.getUserInfo({ accessToken: "none" })')).toMatchObject({
      apiCode: 2020,
      statusCode: 401,
    });
  });

  it('signs in by e-mail address and password', async () => {
    const attempt = (password: string) =>
      page.evaluate<State | string>(
        `authing.loginByEmail(${JSON.stringify({
          passwordPayload: { email: alice.email, password },
          options: { scope: 'openid profile email offline_access' },
        })}).catch(String)`,
      );
    expect(await attempt(alice.password)).toMatchObject(spaState);
    expect(await page.evaluate('authing.getLoginState()')).toMatchObject(spaState);
    expect(await attempt('wrong')).toMatch(/login error/);
  });

  it('signs out, here and at the provider', async () => {
    await signInByRedirect();
    await page.evaluate('authing.logoutWithRedirect({ state: "kept" })').catch(() => undefined);
    await page.waitForURL(`${site.origin}/bye?state=kept`);
    expect(await page.evaluate('authing.getLoginState()')).toBeNull();
    warnings.push('用户未登录');
  });
});
