/** The sign-in of the console: an ordinary public client of ours, its tokens in the memory of the page. */
import { BrowserClient, RefusedError } from '@symbolon/client-browser';

const home = `${location.origin}/console/`;

export const client = new BrowserClient({
  appId: 'console',
  issuer: `${location.origin}/administrators/oidc`,
  redirectUri: home,
  logoutRedirectUri: home,
  scope: 'openid offline_access',
});

const leftBySignOut = 'signed-out';

/** What the page finds when it is opened. */
export type Arrival =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'failed'; readonly reason: string };

let arrival: Promise<Arrival> | undefined;

/** Asked once, however often the page is built. */
export const arrive = (): Promise<Arrival> => {
  arrival ??= decide();
  return arrival;
};

async function decide(): Promise<Arrival> {
  const query = new URLSearchParams(location.search);
  const isAnswer = query.has('state') && (query.has('code') || query.has('error'));
  try {
    if (isAnswer) {
      const { appState } = await client.handleRedirectCallback();
      if (typeof appState === 'string' && appState.startsWith('/console/'))
        history.replaceState(null, '', appState);
      return { kind: 'signed-in' };
    }
    if (query.get('state') === leftBySignOut) {
      history.replaceState(null, '', '/console/');
      return { kind: 'signed-out' };
    }
    await client.getTokens();
    return { kind: 'signed-in' };
  } catch (error) {
    if (isAnswer || !(error instanceof RefusedError))
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    await signIn();
    return { kind: 'leaving' };
  }
}

/** Leaves for the hosted login, and comes back to where the page is. */
export const signIn = (): Promise<void> =>
  client.loginWithRedirect({ appState: `${location.pathname}${location.search}` });

export const signOut = (): Promise<void> => client.logout({ state: leftBySignOut });
