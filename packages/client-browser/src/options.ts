/** The options of a client in the browser, and of what it does. */
import type { AuthenticationClientOptions, AuthorizeOptions, ResponseType } from '@symbolon/client';
import type { Store } from './store.ts';

type Shared = Pick<
  AuthenticationClientOptions,
  | 'appId'
  | 'appHost'
  | 'issuer'
  | 'redirectUri'
  | 'logoutRedirectUri'
  | 'scope'
  | 'pushAuthorizationRequests'
  | 'idTokenSignedResponseAlg'
  | 'clockTolerance'
  | 'fetch'
  | 'clock'
  | 'dangerouslyAllowHttp'
>;

export interface BrowserClientOptions extends Shared {
  /** Default: `code`, with PKCE. */
  readonly responseType?: ResponseType;
  /** Where tokens are kept. Default: `memoryStore()`. */
  readonly store?: Store;
  /** Milliseconds for a request. Default: 8,000, so that a lost refresh is repeated while the provider still repeats its answer. */
  readonly timeout?: number;
}

export type LoginOptions = Omit<
  AuthorizeOptions,
  'responseType' | 'responseMode' | 'state' | 'nonce' | 'codeVerifier'
>;

export interface RedirectOptions extends LoginOptions {
  /** Comes back from `handleRedirectCallback`: where the end-user was, for example. JSON. */
  readonly appState?: unknown;
}

export interface PopupOptions extends LoginOptions {
  /** As for `window.open`. */
  readonly features?: string;
}

export interface TokenOptions {
  /** Seconds that the access token must live on. Default: it is renewed in its last minute. */
  readonly minimumLifetime?: number;
}

export interface LogoutRedirectOptions {
  /** Default: the client's `logoutRedirectUri`. */
  readonly redirectUri?: string;
  readonly state?: string;
}
