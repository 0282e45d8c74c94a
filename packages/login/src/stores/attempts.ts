/** Failed attempts, counted over all doors through which a secret can be guessed. */
import type { PoolId } from '@symbolon/foundation';

export interface AttemptStore {
  /**
   * Counts one attempt against `key` before it is judged, in one conditional statement, so that a hundred parallel
   * guesses count as a hundred. `blocked` until a time where the count within the window has passed the limit; the
   * delay doubles with every further attempt, up to the window itself, and is never permanent.
   */
  record(
    pool: PoolId,
    key: string,
    at: number,
    limit: { readonly attempts: number; readonly window: number },
  ): Promise<{ readonly kind: 'allowed' } | { readonly kind: 'blocked'; readonly until: number }>;

  /**
   * Takes one attempt against `key` back, never below none: it was right, or was not judged. Where many share a key (an
   * address), `forget` would let one who knows a single secret guess others without end.
   */
  withdraw(pool: PoolId, key: string): Promise<void>;

  /** Forgets the attempts against `key`: the secret was right. */
  forget(pool: PoolId, key: string): Promise<void>;
}
