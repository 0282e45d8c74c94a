/** Requests that may be repeated without being carried out twice, by a key of their sender. */
import type { PoolId } from '@symbolon/foundation';

export type Begun =
  | { readonly kind: 'begun' }
  /** Carried out before; as it was answered. */
  | { readonly kind: 'answered'; readonly answer: string }
  /** Another one under the same key is being carried out. */
  | { readonly kind: 'running' }
  /** The key belongs to another request. */
  | { readonly kind: 'different' };

export interface IdempotentRequestStore {
  /**
   * Takes the key in one conditional statement: of many callers exactly one is told `begun`. It holds it until then
   * at most, should it never finish.
   */
  begin(pool: PoolId, key: string, fingerprint: string, at: number, until: number): Promise<Begun>;

  /** Keeps the answer until then. */
  finish(pool: PoolId, key: string, answer: string, until: number): Promise<void>;

  /** Gives the key back: nothing was done. */
  abandon(pool: PoolId, key: string): Promise<void>;
}
