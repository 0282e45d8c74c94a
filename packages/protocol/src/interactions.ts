/** What is handed to the login and comes back: a pending authorization request, or a pending logout. */
import type { Parameters } from '@symbolon/foundation';
import type { Client } from './client.ts';
import type { Session } from './stores/index.ts';

/** What is taken up again after the end-user was asked. */
export interface Pending {
  readonly purpose: 'authorization' | 'device';
  /** The request as it came, or the user code of a device. */
  readonly parameters: Parameters;
}

/** An authorization request that waits for the end-user. */
export interface PendingInteraction {
  /** `select_account`: the browser has several sessions, or the client asks. `second_factor`: the session is of the end-user who is asked for, and not strong enough. */
  readonly kind: 'login' | 'select_account' | 'second_factor' | 'consent';
  readonly purpose: Pending['purpose'];
  readonly client: Client;
  /** Where the answer will go. */
  readonly redirectUri: string;
  readonly responseMode: string;
  /** The request as it came, to be judged again on return. */
  readonly parameters: Parameters;
  readonly loginHint: string | undefined;
  /** What the end-user is asked to agree to. */
  readonly scope: readonly string[];
  readonly progress: Progress;
}

/** What the end-user has done since the authorization request came in. */
export interface Progress {
  /** The session to act in; undefined: the one of the request's cookie. */
  readonly session?: Session;
  /** The session that was begun for this very request, by its `sid`: a demanded sign-in has taken place. */
  readonly signedInAs?: string;
  /** The session that the end-user chose for this very request, by its `sid`. */
  readonly selected?: string;
  /** The end-user was asked for a second factor for this very request: their session is as strong as it gets. */
  readonly steppedUp?: true;
  /** The scopes that were just agreed to. */
  readonly consentedScope?: readonly string[];
  /** The request was begun before, and is taken up again. */
  readonly resumed?: true;
  /** The end-user turned away. */
  readonly denied?: true;
}

/** A logout that waits for the end-user's yes. */
export interface PendingLogout {
  readonly client: Client | undefined;
  readonly sid: string;
  /** Where to go afterwards. */
  readonly location: string | undefined;
}
