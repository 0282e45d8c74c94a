/** Implicit: tokens in the fragment of the redirect. */
import { BrowserClient, sessionStore } from '@symbolon/client-browser';
import { addButton, show, showAll, shownFetch, showProblem } from './show.js';

const { provider, origin } = document.documentElement.dataset;
const client = new BrowserClient({
  appId: 'implicit',
  appHost: provider,
  redirectUri: `${origin}/callback`,
  logoutRedirectUri: `${origin}/`,
  responseType: 'id_token token',
  store: sessionStore(),
  fetch: shownFetch,
});

try {
  if (location.pathname === '/callback') {
    show('Response', location.hash.slice(1).replaceAll('&', '\n&'));
    await client.handleRedirectCallback();
    // An answer works once: a reload must not ask for it again.
    history.replaceState(null, '', '/');
  }
  if (await client.isAuthenticated()) {
    addButton('Sign out', () => client.logout());
    showAll(await client.getTokens());
  } else addButton('Sign in', () => client.loginWithRedirect());
} catch (problem) {
  showProblem(problem);
}
