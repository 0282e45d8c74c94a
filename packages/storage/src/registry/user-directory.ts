/** Users as administrators see them: searched, changed, locked, and all that stands in their name. */
import type { PoolId } from '@symbolon/foundation';
import type { NewUser } from '@symbolon/login';

export interface DirectoryUser extends Omit<NewUser, 'passwordHash'> {
  readonly displayName: string;
  /** False for one who is locked. */
  readonly active: boolean;
  readonly hasPassword: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Another number after every change. */
  readonly version: number;
}

/** Names the last user that was seen; opaque. */
export type UserCursor = string;

export interface UserQuery {
  /** As typed: the beginning of an identifier, of the name or of a word of it; without it the newest come first. */
  readonly beginning?: string | undefined;
  readonly after?: UserCursor | undefined;
  readonly limit: number;
}

export interface UserPage {
  readonly users: readonly DirectoryUser[];
  /** Undefined at the end. */
  readonly next: UserCursor | undefined;
}

export interface UserSession {
  readonly sid: string;
  readonly authTime: number;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  readonly device: string | undefined;
  readonly lastUsedAt: number;
  /** Should it not be used until then. */
  readonly endsAt: number;
}

export interface UserAuthorization {
  readonly id: string;
  readonly clientId: string;
  readonly scope: readonly string[];
  readonly grantedAt: number;
  readonly offline: boolean;
  readonly expiresAt: number;
}

/** What a user agreed to let an application have. */
export interface UserConsent {
  readonly clientId: string;
  readonly scope: readonly string[];
  /** The latest time. */
  readonly grantedAt: number;
}

export interface UserAgreement {
  /** By its id. */
  readonly agreement: string;
  readonly agreedAt: number;
}

/** One of what a user proves themselves with beside a password; recovery codes go with the authenticator app. */
export type NamedCredential =
  | { readonly kind: 'authenticator' }
  | { readonly kind: 'passkey'; readonly credentialId: string };

/** `last_owner`: no other active user with the role `owner` would be left, and nothing was done. */
export type OwnerKept<Done extends string> = Done | 'unknown' | 'last_owner';

/** Ends all sessions of a user as `SessionStore.end` does, and revokes all that they granted, offline or not. */
export interface Ending {
  readonly at: number;
  /** Until when clients are to be told of the ends of sessions. */
  readonly deliverUntil: number;
}

/** Every act is one commit. */
export interface UserDirectory {
  find(pool: PoolId, id: string): Promise<DirectoryUser | undefined>;

  /** Reads no more than it gives back, in the order of an index. */
  search(pool: PoolId, query: UserQuery): Promise<UserPage>;

  /** Those who have a role, in the order of their ids. */
  withRole(pool: PoolId): Promise<readonly DirectoryUser[]>;

  /** How many there are, and how many sessions that have not ended. */
  count(pool: PoolId, at: number): Promise<{ readonly users: number; readonly liveSessions: number }>;

  /**
   * Replaces identifiers and claims of one who is still at that version; `stale` where they are not, are gone, or
   * belong to the file; `taken` where an identifier is another's.
   */
  change(
    pool: PoolId,
    user: Pick<NewUser, 'id' | 'identifiers' | 'claims'>,
    version: number,
    at: number,
  ): Promise<'changed' | 'stale' | 'taken'>;

  /** They can neither sign in nor use what was issued to them, from this moment. */
  lock(pool: PoolId, id: string, ending: Ending): Promise<OwnerKept<'locked'>>;

  /** They can sign in again; what they had before stays ended. */
  unlock(pool: PoolId, id: string, ending: Ending): Promise<'unlocked' | 'unknown'>;

  /** Forgets one who is still at that version; `stale` where they are not, or are gone. */
  remove(
    pool: PoolId,
    id: string,
    version: number,
    ending: Ending,
  ): Promise<'removed' | 'stale' | 'last_owner'>;

  /** Gives them another password, and ends what the old one began; `unknown` also where they belong to the file. */
  resetPassword(pool: PoolId, id: string, passwordHash: string, ending: Ending): Promise<'reset' | 'unknown'>;

  /** Takes a credential from them, and ends what may have begun with it; `unknown` where they have no such one. */
  removeCredential(
    pool: PoolId,
    userId: string,
    credential: NamedCredential,
    ending: Ending,
  ): Promise<'removed' | 'unknown'>;

  /** Gives one who is still at that version a role, or takes it. */
  setRole(
    pool: PoolId,
    id: string,
    role: string | undefined,
    version: number,
  ): Promise<'set' | 'stale' | 'last_owner'>;

  /** Those that have not ended, the newest first, two hundred at most. */
  sessions(pool: PoolId, userId: string, at: number): Promise<readonly UserSession[]>;

  /** Ends one of their sessions; `unknown` where it is not theirs, or has ended. */
  endSession(pool: PoolId, userId: string, sid: string, ending: Ending): Promise<'ended' | 'unknown'>;

  /** Those in force, the newest first, two hundred at most. */
  authorizations(pool: PoolId, userId: string, at: number): Promise<readonly UserAuthorization[]>;

  /** By application, in the order of their ids. */
  consents(pool: PoolId, userId: string): Promise<readonly UserConsent[]>;

  /** What they agreed to when they signed up, by id. */
  agreements(pool: PoolId, userId: string): Promise<readonly UserAgreement[]>;

  /** Takes all back that they agreed to and granted to an application, which has to ask again. */
  revokeApplication(pool: PoolId, userId: string, clientId: string, at: number): Promise<void>;

  /** Revokes one that they granted; `unknown` where it is not theirs, or is revoked. */
  revokeAuthorization(pool: PoolId, userId: string, id: string, at: number): Promise<'revoked' | 'unknown'>;
}
