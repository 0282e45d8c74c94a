/** One-time codes: short enough to type, so the tries are counted — NIST SP 800-63B §5.1.3.2. */
import type { PoolId } from '@symbolon/foundation';

export interface OneTimeCodeStore {
  /** Keeps a code under `key` in place of the former one, with as many tries; `codeHash` is keyed, since codes are few. */
  put(pool: PoolId, key: string, codeHash: string, expiresAt: number, tries: number): Promise<void>;

  /**
   * Counts one try, then judges, in one conditional statement: a hundred parallel guesses count as a hundred, and of many
   * callers with the right code exactly one is told so. `dead`: there is none, or it has expired, was redeemed, or its
   * tries are used up.
   */
  redeem(pool: PoolId, key: string, codeHash: string, at: number): Promise<'right' | 'wrong' | 'dead'>;
}
