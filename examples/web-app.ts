/** Authorization code: a web application with a back end that keeps the tokens — OIDC Core §3.1. */
import { AuthenticationClient, type TokenSet, toAuthResult } from '@symbolon/client';
import { at, protectedApi, provider } from './addresses.ts';
import { createRecorder } from './exchanges.ts';
import { serve, type Visit } from './site.ts';

const port = 4001;
const recorder = createRecorder();
const client = new AuthenticationClient({
  appId: 'web-app',
  appSecret: 'web-app-secret-for-the-examples-only',
  appHost: provider,
  redirectUri: `${at(port)}/callback`,
  logoutRedirectUri: `${at(port)}/`,
  scope: 'openid profile email offline_access book:read',
  fetch: recorder.fetch,
});
const about =
  'The browser goes to the provider and comes back with a code; this back end exchanges it for tokens and keeps them. The browser never sees one.';

/** Tokens by the session of this application. */
const sessions = new Map<string, TokenSet>();
const sessionOf = ({ request }: Visit) =>
  /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';

export const startWebApp = () =>
  serve(port, {
    'GET /': visit => {
      const tokens = sessions.get(sessionOf(visit));
      const actions = tokens
        ? [
            { label: 'Refresh', path: '/refresh' },
            { label: 'Call the API', path: '/api' },
            { label: 'Sign out', path: '/logout' },
          ]
        : [{ label: 'Sign in', path: '/login' }];
      const { raw: _, ...values } = tokens ?? { raw: {} };
      const result = tokens && { AuthResult: toAuthResult(tokens) };
      return {
        title: 'Web app: authorization code',
        about,
        actions,
        values: { ...values, ...result },
        exchanges: recorder.exchanges.slice(-1),
      };
    },
    'GET /login': async ({ response }) => {
      await client.loginWithRedirect(response, { resource: protectedApi });
      return undefined;
    },
    'GET /callback': async ({ request, response }) => {
      const tokens = await client.handleRedirectCallback(request, response);
      const session = crypto.randomUUID();
      sessions.set(session, tokens);
      const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String);
      response.setHeader('set-cookie', [...cookies, `session=${session}; HttpOnly; SameSite=Lax; Path=/`]);
      response.writeHead(303, { location: '/' }).end();
      return undefined;
    },
    'GET /refresh': async visit => {
      const session = sessionOf(visit);
      const { refresh_token = '' } = sessions.get(session) ?? {};
      sessions.set(session, await client.getNewAccessTokenByRefreshToken(refresh_token));
      visit.response.writeHead(303, { location: '/' }).end();
      return undefined;
    },
    'GET /api': async visit => {
      const { access_token = '' } = sessions.get(sessionOf(visit)) ?? {};
      await recorder.fetch(`${protectedApi}/api/protected`, {
        headers: { authorization: `Bearer ${access_token}` },
      });
      visit.response.writeHead(303, { location: '/' }).end();
      return undefined;
    },
    'GET /logout': async visit => {
      const { id_token = '' } = sessions.get(sessionOf(visit)) ?? {};
      sessions.delete(sessionOf(visit));
      await client.logoutWithRedirect(visit.response, { idToken: id_token });
      return undefined;
    },
  });
