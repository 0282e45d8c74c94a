/** Identifiers of assertions and proofs that were seen, so that none works twice — RFC 7523 §3, item 7; RFC 9449 §11.1. */
import type { PoolId } from '@symbolon/foundation';

export interface AssertionStore {
  /**
   * Remembers `jti` of `issuer` until `expiresAt`; `seen` where it was remembered already. One conditional statement:
   * of many callers with one `jti` exactly one is told `fresh`. Durable, so that a restart forgets nothing.
   */
  remember(pool: PoolId, issuer: string, jti: string, expiresAt: number): Promise<'fresh' | 'seen'>;
}
