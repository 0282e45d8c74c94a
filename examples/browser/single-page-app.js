/** Authorization code + PKCE in the browser alone. */
import { BrowserClient, sessionStore } from '@symbolon/client-browser';
import { addButton, show, showAll, shownFetch, showProblem } from './show.js';

const { provider, protectedApi, origin } = document.documentElement.dataset;
const client = new BrowserClient({
  appId: 'single-page-app',
  appHost: provider,
  redirectUri: `${origin}/callback`,
  logoutRedirectUri: `${origin}/`,
  scope: 'openid profile email offline_access book:read',
  store: sessionStore(),
  fetch: shownFetch,
});

try {
  if (location.pathname === '/callback') {
    await client.handleRedirectCallback();
    // An answer works once: a reload must not ask for it again.
    history.replaceState(null, '', '/');
  }
  if (!(await client.isAuthenticated())) {
    addButton('Sign in', () => client.loginWithRedirect({ resource: protectedApi }));
    addButton('Sign in with a popup', async () => showAll((await client.loginWithPopup()).tokens));
  } else {
    addButton('Refresh', async () =>
      showAll(await client.getTokens({ minimumLifetime: Number.POSITIVE_INFINITY })),
    );
    addButton('Call the API', async () => {
      const headers = { authorization: `Bearer ${await client.getAccessToken()}` };
      await shownFetch(`${protectedApi}/api/protected`, { headers });
    });
    addButton('Sign out', () => client.logout());
    showAll(await client.getTokens());
    show('user', await client.getUser());
  }
} catch (problem) {
  showProblem(problem);
}
