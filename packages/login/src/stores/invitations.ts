/** Invitations that wait: whoever holds the token makes the account that an administrator meant. */
import type { PoolId } from '@symbolon/foundation';
import type { NewUser } from './users.ts';

/** `user`: an administrator; `client`: a machine of theirs; `operator`: whoever holds the account of the machine. */
export interface InvitationAuthor {
  readonly kind: 'user' | 'client' | 'operator';
  readonly id: string;
}

export interface Invitation {
  readonly id: string;
  /** Canonical; like the role it never changes. */
  readonly email: string;
  /** What they may be called. */
  readonly name: string | undefined;
  /** Of an administrator. */
  readonly role: string | undefined;
  /** Of the message. */
  readonly locale: string;
  /** Who sent it last. */
  readonly author: InvitationAuthor;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** `orphaned`: it makes an administrator, and its author may not make one any more. */
export type InvitationStanding = 'good' | 'orphaned';

export interface KeptInvitation extends Invitation {
  /** As far as the author is a user. */
  readonly standing: InvitationStanding;
}

export interface InvitationQuery {
  /** `next` of the page before; opaque. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface InvitationPage {
  readonly invitations: readonly KeptInvitation[];
  /** Undefined at the end. */
  readonly next: string | undefined;
}

/** One that has expired, was accepted or was revoked is none: it is neither found nor listed. */
export interface InvitationStore {
  /** Keeps it; `exists` where another to the same address waits, of two callers for one of them. */
  add(pool: PoolId, invitation: Invitation, tokenHash: string): Promise<'added' | 'exists'>;
  find(pool: PoolId, id: string, at: number): Promise<KeptInvitation | undefined>;
  findByToken(pool: PoolId, tokenHash: string, at: number): Promise<KeptInvitation | undefined>;
  /** The newest first. */
  list(pool: PoolId, query: InvitationQuery, at: number): Promise<InvitationPage>;
  /** Puts a token in the place of the former one, and whoever sends it in the place of the author. */
  renew(
    pool: PoolId,
    id: string,
    token: { readonly hash: string; readonly expiresAt: number; readonly author: InvitationAuthor },
    at: number,
  ): Promise<'renewed' | 'unknown'>;
  revoke(pool: PoolId, id: string, at: number): Promise<'revoked' | 'unknown'>;
  /**
   * Spends the token in one conditional statement, and stores the user in one unit with that: of many who hold it one
   * gets an account. `dead` also where it is orphaned, of which a change of the author is seen, or comes after. `taken` where an identifier belongs to another; the invitation waits on.
   */
  accept(pool: PoolId, tokenHash: string, user: NewUser, at: number): Promise<'accepted' | 'dead' | 'taken'>;
}
