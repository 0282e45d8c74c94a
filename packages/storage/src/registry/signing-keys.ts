/** The private keys that a pool signs with, sealed under the master key. */
import type { AsymmetricAlg, PoolId } from '@symbolon/foundation';

export interface StoredSigningKey {
  readonly kid: string;
  readonly alg: AsymmetricAlg;
  readonly sealedPrivateKey: string;
  /** Announced keys are published and not yet used, retired ones published and used no more. */
  readonly state: 'announced' | 'active' | 'retired';
  readonly createdAt: number;
  /** Since when it is in its state. */
  readonly changedAt: number;
}

export interface SigningKeyStore {
  /** Oldest first. */
  list(pool: PoolId): Promise<readonly StoredSigningKey[]>;

  /**
   * `exists` where the `kid` is known, or the key is active or announced and its algorithm has such a key already: of
   * many nodes that make one exactly one is told `added`, and the others list it.
   */
  add(pool: PoolId, key: StoredSigningKey): Promise<'added' | 'exists'>;

  /**
   * Makes an announced key the active one of its algorithm and retires the one before it, in one commit; `refused`
   * where it is not, or no longer, announced. Of many callers exactly one is told `promoted`.
   */
  promote(pool: PoolId, kid: string, at: number): Promise<'promoted' | 'refused'>;

  /** Forgets a retired key; others stay. */
  forget(pool: PoolId, kid: string): Promise<void>;
}
