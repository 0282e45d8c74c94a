/** The private keys that a pool signs with, sealed under the master key. */
import type { AsymmetricAlg, PoolId } from '@symbolon/foundation';

export interface StoredSigningKey {
  readonly kid: string;
  readonly alg: AsymmetricAlg;
  readonly sealedPrivateKey: string;
  /** Announced keys are published and not yet used, retired ones published and used no more. */
  readonly state: 'announced' | 'active' | 'retired';
  readonly createdAt: number;
}

export interface SigningKeyStore {
  /** Oldest first. */
  list(pool: PoolId): Promise<readonly StoredSigningKey[]>;

  /**
   * `exists` where the `kid` is known, or the key is active and its algorithm has an active key already: of many nodes
   * that make the first active key exactly one is told `added`, and the others list it.
   */
  add(pool: PoolId, key: StoredSigningKey): Promise<'added' | 'exists'>;
}
