/** An Express application that signs in with passport-openidconnect. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { alice } from '../testkit/people.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { express, OpenIdConnectStrategy, passport, session } from './clients/express.ts';
import { callbackUrlOf } from './end-user.ts';

const client = { client_id: 'passport', client_secret: 'the secret of the passport application' } as const;

let server: StartedServer;
let site: Site;
const app = express();
beforeAll(async () => {
  site = await openSite(() => app);
  server = await startServer({
    applications: [
      {
        ...client,
        // It knows no other method.
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${site.origin}/callback`],
        post_logout_redirect_uris: [`${site.origin}/`],
        skip_consent: true,
      },
    ],
  });
  passport.use(strategy());
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user: Express.User, done) => done(null, user));
  app.use(session({ secret: 'of the session', resave: false, saveUninitialized: false }));
  app.use(passport.session());
  app.get('/', (request, response) => void response.json(request.user ?? null));
  app.get('/login', passport.authenticate('openidconnect'));
  app.get(
    '/callback',
    passport.authenticate('openidconnect', { successRedirect: '/', failureMessage: true }),
  );
  app.get('/logout', (request, response, next) => {
    const idToken = String(Reflect.get(request.user ?? {}, 'idToken'));
    const parameters = { id_token_hint: idToken, post_logout_redirect_uri: `${site.origin}/` };
    request.logout(error =>
      error
        ? next(error)
        : response.redirect(`${server.issuer}/session/end?${new URLSearchParams(parameters)}`),
    );
  });
});
afterAll(async () => {
  await site.close();
  await server.close();
});

function strategy(): OpenIdConnectStrategy {
  return new OpenIdConnectStrategy(
    {
      issuer: server.issuer,
      authorizationURL: `${server.issuer}/auth`,
      tokenURL: `${server.issuer}/token`,
      userInfoURL: `${server.issuer}/me`,
      clientID: client.client_id,
      clientSecret: client.client_secret,
      callbackURL: `${site.origin}/callback`,
      // It writes openid in front of them, once more.
      scope: ['openid', 'profile', 'email'],
      nonce: 'asked for',
      maxAge: '600',
      claims: { id_token: { email: { essential: true } } },
    },
    // The library counts its parameters, and hands over both profiles where there are nine.
    (
      issuer: string,
      uiProfile: object,
      idProfile: object,
      context: object,
      idToken: string | object,
      _accessToken: string | object,
      _refreshToken: string,
      _response: unknown,
      done: OpenIdConnectStrategy.VerifyCallback,
    ) => done(null, { issuer, uiProfile, idProfile, context, idToken }),
  );
}

it('signs in, keeps the session, and signs out', async () => {
  const browser = new Browser();
  expect((await browser.get(`${site.origin}/`)).body).toBe('null');
  const login = await browser.get(`${site.origin}/login`);
  const callback = await callbackUrlOf(browser, login.location ?? '');
  const home = await browser.follow(await browser.get(callback.href), site.origin);
  expect(JSON.parse(home.body)).toMatchObject({
    issuer: server.issuer,
    uiProfile: { displayName: alice.name, username: alice.username, emails: [{ value: alice.email }] },
    idProfile: { emails: [{ value: alice.email }] },
    context: { timestamp: expect.any(String) },
  });
  const logout = await browser.get(`${site.origin}/logout`);
  const left = await browser.get(logout.location ?? '');
  expect(left.location).toBe(`${site.origin}/`);
  expect((await browser.get(`${site.origin}/`)).body).toBe('null');
  const again = await browser.follow(
    await browser.get((await browser.get(`${site.origin}/login`)).location ?? ''),
    server.origin,
  );
  expect(again.body).toContain('id="password"');
});

it('tells the application that the end-user declined', async () => {
  const browser = new Browser();
  const login = await browser.get(`${site.origin}/login`);
  const page = await browser.follow(await browser.get(login.location ?? ''), server.origin);
  const declined = await browser.submit(page, { action: 'cancel' });
  expect(declined.location).toContain('error=access_denied');
  expect((await browser.get(declined.location ?? '')).status).toBe(401);
});
