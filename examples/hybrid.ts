/** Hybrid: the browser has tokens at once, the back end exchanges the code for its own — OIDC Core §3.3. */
import { AuthenticationClient } from '@symbolon/client';
import { at, provider } from './addresses.ts';
import { createRecorder } from './exchanges.ts';
import { serve } from './site.ts';

const port = 4004;
const recorder = createRecorder();
const client = new AuthenticationClient({
  appId: 'hybrid',
  appSecret: 'hybrid-secret-for-the-examples-only',
  appHost: provider,
  redirectUri: `${at(port)}/callback`,
  fetch: recorder.fetch,
});
const page = {
  title: 'Hybrid',
  about:
    'The redirect brings an ID token and an access token to the browser, and a code that it hands to this back end, which gets tokens of its own, a refresh token among them.',
  script: '/browser/hybrid.js',
};

export const startHybrid = () =>
  serve(port, {
    'GET /': () => page,
    'GET /callback': () => page,
    'POST /exchange': async ({ body, response }) => {
      const { code, codeVerifier } = JSON.parse(body);
      const { refresh_token, scope } = await client.getAccessTokenByCode(code, { codeVerifier });
      // The tokens stay here; the page is only told what came.
      const told = {
        hasRefreshToken: refresh_token !== undefined,
        scope,
        exchange: recorder.exchanges.at(-1)?.request,
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
      return undefined;
    },
  });
