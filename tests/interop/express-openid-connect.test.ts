/** An Express application that signs in with express-openid-connect, which asks for as little as it can. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { alice } from '../testkit/people.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { auth, express } from './clients/express.ts';
import { callbackUrlOf, signInAt } from './end-user.ts';

const client = { client_id: 'express', client_secret: 'the secret of the express application' } as const;
const secret = 'of the session of the express application';

let server: StartedServer;
let byCode: Site;
let byIdToken: Site;
const codeApplication = express();
const idTokenApplication = express();
beforeAll(async () => {
  byCode = await openSite(() => codeApplication);
  byIdToken = await openSite(() => idTokenApplication);
  server = await startServer({
    applications: [
      {
        ...client,
        redirect_uris: [`${byCode.origin}/callback`],
        post_logout_redirect_uris: [byCode.origin],
        grant_types: ['authorization_code', 'refresh_token'],
        skip_consent: true,
      },
      {
        client_id: 'default',
        client_secret: client.client_secret,
        redirect_uris: [`${byIdToken.origin}/callback`],
        grant_types: ['implicit'],
        response_types: ['id_token'],
        skip_consent: true,
      },
    ],
  });
  writeCodeApplication();
  writeIdTokenApplication();
});
afterAll(async () => {
  await byCode.close();
  await byIdToken.close();
  await server.close();
});

function writeCodeApplication(): void {
  codeApplication.use(
    auth({
      issuerBaseURL: server.issuer,
      baseURL: byCode.origin,
      clientID: client.client_id,
      clientSecret: client.client_secret,
      clientAuthMethod: 'client_secret_basic',
      secret,
      authRequired: false,
      idpLogout: true,
      authorizationParams: { response_type: 'code', scope: 'openid profile email offline_access' },
    }),
  );
  codeApplication.get('/', async ({ oidc }, response) => {
    if (!oidc.isAuthenticated()) return void response.json(null);
    response.json({ claims: oidc.idTokenClaims, userinfo: await oidc.fetchUserInfo() });
  });
  codeApplication.get('/refresh', async ({ oidc }, response) => {
    const before = oidc.refreshToken;
    await oidc.accessToken?.refresh();
    response.json({ changed: oidc.refreshToken !== before });
  });
}

/** As the library is by default: an ID token from the authorization endpoint, posted by the browser. */
function writeIdTokenApplication(): void {
  idTokenApplication.use(
    auth({ issuerBaseURL: server.issuer, baseURL: byIdToken.origin, clientID: 'default', secret }),
  );
  idTokenApplication.get('/', ({ oidc }, response) => void response.json(oidc.idTokenClaims));
}

it('signs in, refreshes, and signs out here and there', async () => {
  const browser = new Browser();
  expect((await browser.get(`${byCode.origin}/`)).body).toBe('null');
  const login = await browser.get(`${byCode.origin}/login`);
  const callback = await callbackUrlOf(browser, login.location ?? '');
  const home = await browser.follow(await browser.get(callback.href), byCode.origin);
  expect(JSON.parse(home.body)).toMatchObject({
    claims: { iss: server.issuer, aud: client.client_id, sid: expect.any(String) },
    userinfo: { name: alice.name, email: alice.email },
  });
  expect(JSON.parse((await browser.get(`${byCode.origin}/refresh`)).body)).toEqual({ changed: true });

  const logout = await browser.get(`${byCode.origin}/logout`);
  expect((await browser.get(logout.location ?? '')).location).toBe(`${byCode.origin}/`);
  expect((await browser.get(`${byCode.origin}/`)).body).toBe('null');
  const again = await browser.get((await browser.get(`${byCode.origin}/login`)).location ?? '');
  expect((await browser.follow(again, server.origin)).body).toContain('id="password"');
});

it('signs in with nothing but an ID token, where the application asks by its default', async () => {
  const browser = new Browser();
  // Every page of it asks for a sign-in.
  const first = await browser.get(`${byIdToken.origin}/`);
  const page = await signInAt(browser, first.location ?? '');
  const home = await browser.follow(await browser.submit(page, {}), byIdToken.origin);
  expect(JSON.parse(home.body)).toMatchObject({ iss: server.issuer, aud: 'default', name: alice.name });
});
