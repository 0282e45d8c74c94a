/** Hybrid: an ID token and an access token for the browser, a code for the back end. */
import { BrowserClient, sessionStore } from '@symbolon/client-browser';
import { addButton, show, showAll, shownFetch, showProblem } from './show.js';

const { provider, origin } = document.documentElement.dataset;
const client = new BrowserClient({
  appId: 'hybrid',
  appHost: provider,
  redirectUri: `${origin}/callback`,
  logoutRedirectUri: `${origin}/`,
  responseType: 'code id_token token',
  scope: 'openid profile offline_access',
  store: sessionStore(),
  fetch: shownFetch,
});

try {
  if (location.pathname === '/callback') {
    show('Response', location.hash.slice(1).replaceAll('&', '\n&'));
    const { code, codeVerifier, tokens } = await client.handleRedirectCallback();
    // An answer works once: a reload must not ask for it again.
    history.replaceState(null, '', '/');
    showAll(tokens);
    const body = JSON.stringify({ code, codeVerifier });
    const answer = await fetch('/exchange', { method: 'POST', body });
    show('what the back end got for the code', await answer.json());
    addButton('Sign out', () => client.logout());
  } else addButton('Sign in', () => client.loginWithRedirect());
} catch (problem) {
  showProblem(problem);
}
