/** What an administrator registers, one document each; the server reads them all and answers from memory. */
import type { JsonObject, PoolId } from '@symbolon/foundation';

/** `application`: RFC 7591 §2 metadata; `access_key`: credentials of a machine; `resource`: an API with its actions; `pool_settings`: one for the pool. */
export type RegistrationKind = 'application' | 'access_key' | 'resource' | 'pool_settings';

export interface NewRegistration {
  readonly kind: RegistrationKind;
  /** The `client_id`, the access key, or the identifier of the resource; `pool` for its settings. */
  readonly id: string;
  /** Without the secret. */
  readonly document: JsonObject;
  readonly sealedSecret: string | undefined;
  /** What a configuration file declares may be changed only there; `client`: it registered itself. */
  readonly managedBy: 'file' | 'console' | 'client';
  /** Of the registration access token; undefined where it did not register itself. */
  readonly accessTokenHash?: string | undefined;
}

export interface Registration extends NewRegistration {
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Another number after every change. */
  readonly version: number;
}

export interface RegistrationStore {
  /** In the order of their ids. */
  list(pool: PoolId, kind: RegistrationKind): Promise<readonly Registration[]>;

  /** Inserts it, or replaces the one of the same kind and id, whose `createdAt` stays. */
  put(pool: PoolId, registration: NewRegistration, at: number): Promise<void>;

  /** Inserts it; `exists` where its kind has that id already. */
  add(pool: PoolId, registration: NewRegistration, at: number): Promise<'added' | 'exists'>;

  /**
   * Replaces document and secret of one that is still at that version, in one conditional statement; `stale` where it
   * is not, is gone, or belongs to the file.
   */
  change(
    pool: PoolId,
    registration: Pick<NewRegistration, 'kind' | 'id' | 'document' | 'sealedSecret'>,
    version: number,
    at: number,
  ): Promise<'changed' | 'stale'>;

  /** Removes, as `remove` does, one that is still at that version; `stale` as above. */
  removeVersion(
    pool: PoolId,
    kind: RegistrationKind,
    id: string,
    version: number,
    at: number,
  ): Promise<'removed' | 'stale'>;

  /** Inserts a client that registers itself; `full` where the pool has as many of those already. */
  addOwn(pool: PoolId, registration: NewRegistration, at: number, most: number): Promise<'added' | 'full'>;

  find(pool: PoolId, kind: RegistrationKind, id: string): Promise<Registration | undefined>;

  /**
   * Replaces document and secret of one that is still at that version, in one conditional statement. `refused`: it is
   * not, or is gone, or that is no longer the hash of its registration access token.
   */
  replaceOwn(
    pool: PoolId,
    registration: NewRegistration & { readonly accessTokenHash: string },
    version: number,
    at: number,
  ): Promise<'replaced' | 'refused'>;

  /**
   * Makes a registration access token worthless that was shown for another registration than `id`, its own; whose it
   * was. Undefined where it is nobody's, or that of `id`.
   */
  revokeAccessToken(pool: PoolId, accessTokenHash: string, id: string): Promise<string | undefined>;

  /**
   * Forgets in small commits the clients that registered themselves, were not changed since `until` and were never
   * used: no end-user has agreed to them, and nothing that was granted to them is left. How many they were.
   */
  forgetUnused(pool: PoolId, until: number): Promise<number>;

  /** Removes it; with a client go the consents given to it, and its authorizations are revoked, in one commit. */
  remove(pool: PoolId, kind: RegistrationKind, id: string, at: number): Promise<void>;
}
