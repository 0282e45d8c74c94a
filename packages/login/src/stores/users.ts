/** Users as the login sees them: found by what they type, known by an id that never changes. */
import type { PoolId } from '@symbolon/foundation';

/** `username`, `email` or `phone`: what an end-user types to say who they are. */
export type IdentifierKind = 'username' | 'email' | 'phone';

export interface LoginUser {
  readonly id: string;
  /** What the pages call them. */
  readonly displayName: string;
  readonly active: boolean;
  /** A password hash with its algorithm and parameters in it (PHC string or bcrypt); undefined where none was set. */
  readonly passwordHash: string | undefined;
  /** Another number once a secret of theirs is worth nothing any more: what was proven before begins no session. */
  readonly secretsVersion: number;
}

/** What stands behind an address: somebody proved it, or somebody only said so. */
export type AddressStanding =
  /** Proven by its owner, or declared by the operator. */
  | 'proven'
  /** Said at sign-up, and no other address of the account is proven: whoever proves it first is the owner. */
  | 'claimed'
  /** Said, and never proven, by one who has proven another address: it leads to nobody. */
  | 'shadowed';

export interface AddressOwner {
  readonly user: LoginUser;
  readonly standing: AddressStanding;
}

/** When the sessions of a user end, and until when their clients are told. Epoch seconds. */
export interface Ending {
  readonly at: number;
  readonly deliverUntil: number;
}

/** An end-user to be stored. */
export interface NewUser {
  /** Also `sub`. */
  readonly id: string;
  readonly identifiers: readonly { readonly kind: IdentifierKind; readonly value: string }[];
  readonly passwordHash: string | undefined;
  /** Standard claims of OIDC Core §5.1 by their names, and custom ones. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** The ids of what they agreed to when they signed up. */
  readonly agreements?: readonly string[];
  /** What a configuration file declares may be changed only there. */
  readonly managedBy: 'file' | 'console' | 'self';
  /** What an administrator may do; undefined for everybody else. Given once: replacing a user leaves it. */
  readonly role?: string | undefined;
}

/**
 * Identifiers are looked up in canonical form (see `canonicalIdentifier`), and one canonical form belongs to at most one
 * user of a pool whatever its kind, so that a username cannot shadow an e-mail address.
 */
export interface UserStore {
  findByIdentifier(pool: PoolId, canonical: string): Promise<LoginUser | undefined>;
  /** Whose e-mail address or phone number it is; a username that looks like one does not count. */
  findByAddress(
    pool: PoolId,
    kind: Exclude<IdentifierKind, 'username'>,
    canonical: string,
  ): Promise<AddressOwner | undefined>;
  find(pool: PoolId, id: string): Promise<LoginUser | undefined>;
  /** Stores a user; `taken` where one of the identifiers belongs to another. */
  create(pool: PoolId, user: NewUser, at: number): Promise<'created' | 'taken'>;
  /**
   * Replaces what a user is, except the id. Another password ends every session of the user and everything granted, in
   * one unit with that, as `changePassword` does. So does `managedBy: 'file'` of one whom the file did not declare before,
   * and takes their other credentials: somebody else may have set them up. `taken` as above, `unknown` where there is no such user.
   */
  replace(pool: PoolId, user: NewUser, ending: Ending): Promise<'replaced' | 'taken' | 'unknown'>;
  /** The file declares them no longer: they stay as they are, and the console may change them. */
  release(pool: PoolId, id: string): Promise<void>;
  /** Replaces a password hash with a stronger one of the same password, unless it was changed meanwhile. */
  rehash(pool: PoolId, id: string, from: string, to: string): Promise<void>;

  /**
   * The first proof of a `claimed` address: it is verified, and with what came before it goes, in one unit: the password,
   * the other credentials, every session, everything granted. `refused` where the address is not merely claimed any more.
   */
  proveAddress(
    pool: PoolId,
    id: string,
    kind: Exclude<IdentifierKind, 'username'>,
    ending: Ending,
  ): Promise<'proven' | 'refused'>;

  /**
   * Replaces the password unless it was changed since `from` was read, in one unit with the end of every session of the
   * user and of everything granted to applications. `refused`: it was, or the user is gone or locked.
   */
  changePassword(
    pool: PoolId,
    id: string,
    change: { readonly from: string | undefined; readonly to: string },
    ending: Ending,
  ): Promise<'changed' | 'refused'>;
}
