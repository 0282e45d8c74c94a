/** oidc-client-ts in real Chromium: a single-page application, driven as those of its users are. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '../browser/stage.ts';
import { type Chromium, openChromium, type Window } from '../testkit/chromium.ts';
import { alice } from '../testkit/people.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';

const library = readFileSync(
  fileURLToPath(
    new URL('./clients/node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js', import.meta.url),
  ),
);

/** One page for every address; what the application does is called from the test. */
const pageFor = (issuer: string, origin: string) => `<!doctype html><html lang="en"><title>Application</title>
<link rel="icon" href="data:,"><script src="/library.js"></script><script>
const settings = {
  authority: ${JSON.stringify(issuer)}, client_id: 'spa', redirect_uri: '${origin}/callback',
  post_logout_redirect_uri: '${origin}/', scope: 'openid profile email offline_access',
  extraQueryParams: { organization: '', realm: '', kc_idp_hint: '' },
  userStore: new oidc.WebStorageStateStore({ store: localStorage }),
  automaticSilentRenew: false, loadUserInfo: true, revokeTokensOnSignout: false,
};
const manager = new oidc.UserManager(settings);
const registry = clientId => new oidc.UserManager({
  ...settings, client_id: clientId, scope: 'openid profile email', loadUserInfo: false,
  extraQueryParams: { post_logout_redirect_uri: '${origin}/', organization: '', realm: 'x', kc_idp_hint: 'x' },
});
</script></html>`;

let server: StartedServer;
let site: Site;
let chromium: Chromium;
let window: Window;
beforeAll(async () => {
  site = await openSite(origin => (request, response) => {
    const isLibrary = request.url === '/library.js';
    response.setHeader('content-type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? library : pageFor(server.issuer, origin));
  });
  const opaque = {
    dialect: 'opaque-minimal',
    token_endpoint_auth_method: 'none',
    redirect_uris: [`${site.origin}/callback`],
    post_logout_redirect_uris: [`${site.origin}/`],
    grant_types: ['authorization_code', 'refresh_token'],
    skip_consent: true,
  };
  [server, chromium] = await Promise.all([
    startServer({
      applications: [
        {
          client_id: 'spa',
          token_endpoint_auth_method: 'none',
          redirect_uris: [`${site.origin}/callback`],
          post_logout_redirect_uris: [`${site.origin}/`],
          grant_types: ['authorization_code', 'refresh_token'],
          skip_consent: true,
        },
        { ...opaque, client_id: 'registry', id_token_shape: 'standard' },
        { ...opaque, client_id: 'bare' },
      ],
    }),
    openChromium(),
  ]);
  window = await chromium.openWindow();
});
afterAll(async () => {
  await chromium.close();
  await site.close();
  await server.close();
});

type Call = Readonly<Record<string, unknown>>;

it('signs in, renews silently with a refresh token, revokes and signs out', async () => {
  const { page, faults } = window;
  await page.goto(site.origin);
  await page.evaluate('manager.signinRedirect()').catch(() => undefined);
  await signIn(page);
  await page.waitForURL(`${site.origin}/callback?**`);

  const user = await page.evaluate<Call>('manager.signinRedirectCallback().then(user => ({ ...user }))');
  expect(user).toMatchObject({
    token_type: 'Bearer',
    scope: 'openid profile email offline_access',
    profile: { iss: server.issuer, aud: 'spa', name: alice.name, email: alice.email },
  });

  const sent = page.waitForRequest(`${server.issuer}/token`);
  const renewed = await page.evaluate<Call>('manager.signinSilent().then(user => ({ ...user }))');
  const fields = new URLSearchParams((await sent).postData() ?? '');
  expect(fields.get('grant_type')).toBe('refresh_token');
  expect(fields.get('scope')).toBe('openid profile email offline_access');
  expect(renewed['access_token']).not.toBe(user['access_token']);
  expect(renewed['refresh_token']).not.toBe(user['refresh_token']);
  expect(renewed).toMatchObject({ profile: { name: alice.name } });

  await page.evaluate('manager.revokeTokens()');
  const answer = await fetch(`${server.issuer}/me`, {
    headers: { authorization: `Bearer ${renewed['access_token']}` },
  });
  expect(answer.status).toBe(401);

  await page.evaluate('manager.signoutRedirect({ state: "kept" })').catch(() => undefined);
  await page.waitForURL(`${site.origin}/?state=*`);
  expect(await page.evaluate('manager.signoutRedirectCallback()')).toMatchObject({ userState: 'kept' });
  expect(await page.evaluate('manager.getUser()')).toBeNull();
  expect(faults()).toEqual([]);
});

it('signs in with stray parameters and renews opaque tokens by naming their scope, as ID PASS DataCollect does', async () => {
  const { page, faults } = await chromium.openWindow();
  await page.goto(site.origin);
  const asked = page.waitForRequest(`${server.issuer}/auth?**`);
  await page.evaluate('registry("registry").signinRedirect()').catch(() => undefined);
  const parameters = new URL((await asked).url()).searchParams;
  expect([parameters.has('nonce'), parameters.get('kc_idp_hint')]).toEqual([false, 'x']);
  await signIn(page);
  await page.waitForURL(`${site.origin}/callback?**`);
  const user = await page.evaluate<Call>(
    'registry("registry").signinRedirectCallback().then(user => ({ ...user }))',
  );
  expect(user).toMatchObject({
    token_type: 'bearer',
    access_token: expect.stringMatching(/^[0-9a-f-]{36}$/),
    refresh_token: expect.stringMatching(/^[0-9a-f-]{36}$/),
    profile: { sub: expect.any(String), email: alice.email },
  });
  const sent = page.waitForRequest(`${server.issuer}/token`);
  const renewed = await page.evaluate<Call>(
    'registry("registry").signinSilent().then(user => ({ ...user }))',
  );
  const fields = new URLSearchParams((await sent).postData() ?? '');
  expect([fields.get('grant_type'), fields.get('scope')]).toEqual(['refresh_token', 'email openid profile']);
  expect(renewed['access_token']).not.toBe(user['access_token']);
  // The second may have changed in between.
  const times = { iat: expect.any(Number), exp: expect.any(Number) };
  expect(renewed).toMatchObject({ profile: { ...Object(user['profile']), ...times } });
  expect(faults()).toEqual([]);
  await page.context().close();
});

it('takes no bare ID token: an application of this library chooses id_token_shape: standard', async () => {
  const { page, close } = await chromium.openWindow();
  await page.goto(site.origin);
  await page.evaluate('registry("bare").signinRedirect()').catch(() => undefined);
  await signIn(page);
  await page.waitForURL(`${site.origin}/callback?**`);
  expect(await page.evaluate('registry("bare").signinRedirectCallback().catch(String)')).toMatch(
    /missing a subject claim/,
  );
  await close();
});

it('tells the application what went wrong, in the words of the server', async () => {
  const { page } = window;
  await page.goto(site.origin);
  await page.evaluate('manager.signinRedirect({ prompt: "none" })').catch(() => undefined);
  await page.waitForURL(`${site.origin}/callback?error=*`);
  const failure = await page.evaluate<Call>(
    'manager.signinRedirectCallback().catch(error => ({ ...error, message: error.message }))',
  );
  expect(failure).toMatchObject({
    error: 'login_required',
    error_description: expect.stringContaining('prompt=none'),
  });
});
