/** What the login asks to be kept. */
import type { AttemptStore } from './attempts.ts';
import type { CredentialStore } from './credentials.ts';
import type { InvitationStore } from './invitations.ts';
import type { OneTimeCodeStore } from './one-time-codes.ts';
import type { UserStore } from './users.ts';

export interface LoginStores {
  readonly users: UserStore;
  readonly attempts: AttemptStore;
  readonly oneTimeCodes: OneTimeCodeStore;
  readonly credentials: CredentialStore;
  readonly invitations: InvitationStore;
}

export type * from './attempts.ts';
export type * from './credentials.ts';
export type * from './invitations.ts';
export type * from './one-time-codes.ts';
export type * from './users.ts';
