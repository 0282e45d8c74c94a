/** An Express application that signs in with express-openid-connect, which asks for as little as it can. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { alice } from '../testkit/people.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { auth, express } from './clients/express.ts';
import { callbackUrlOf } from './end-user.ts';

const client = { client_id: 'express', client_secret: 'the secret of the express application' } as const;

let server: StartedServer;
let site: Site;
const app = express();
beforeAll(async () => {
  site = await openSite(() => app);
  server = await startServer({
    applications: [
      {
        ...client,
        token_endpoint_auth_method: 'client_secret_basic',
        redirect_uris: [`${site.origin}/callback`],
        post_logout_redirect_uris: [site.origin],
        grant_types: ['authorization_code', 'refresh_token'],
        skip_consent: true,
      },
    ],
  });
  app.use(
    auth({
      issuerBaseURL: server.issuer,
      baseURL: site.origin,
      clientID: client.client_id,
      clientSecret: client.client_secret,
      clientAuthMethod: 'client_secret_basic',
      secret: 'of the session of the express application',
      authRequired: false,
      idpLogout: true,
      authorizationParams: { response_type: 'code', scope: 'openid profile email offline_access' },
    }),
  );
  app.get('/', async (request, response) => {
    const { oidc } = request;
    if (!oidc.isAuthenticated()) return void response.json(null);
    response.json({ claims: oidc.idTokenClaims, userinfo: await oidc.fetchUserInfo() });
  });
  app.get('/refresh', async (request, response) => {
    const before = request.oidc.refreshToken;
    await request.oidc.accessToken?.refresh();
    response.json({ changed: request.oidc.refreshToken !== before });
  });
});
afterAll(async () => {
  await site.close();
  await server.close();
});

it('signs in, refreshes, and signs out here and there', async () => {
  const browser = new Browser();
  expect((await browser.get(`${site.origin}/`)).body).toBe('null');
  const login = await browser.get(`${site.origin}/login`);
  const callback = await callbackUrlOf(browser, login.location ?? '');
  const home = await browser.follow(await browser.get(callback.href), site.origin);
  expect(JSON.parse(home.body)).toMatchObject({
    claims: { iss: server.issuer, aud: client.client_id, sid: expect.any(String) },
    userinfo: { name: alice.name, email: alice.email },
  });
  expect(JSON.parse((await browser.get(`${site.origin}/refresh`)).body)).toEqual({ changed: true });

  const logout = await browser.get(`${site.origin}/logout`);
  expect((await browser.get(logout.location ?? '')).location).toBe(`${site.origin}/`);
  expect((await browser.get(`${site.origin}/`)).body).toBe('null');
  const again = await browser.get((await browser.get(`${site.origin}/login`)).location ?? '');
  expect((await browser.follow(again, server.origin)).body).toContain('id="password"');
});
