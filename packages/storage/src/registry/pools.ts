/** The user pools of a deployment. */
import type { PoolId } from '@symbolon/foundation';

export interface PoolStore {
  /** By name. */
  list(): Promise<readonly PoolId[]>;
  /** Creates the pool and has every node serve it; `exists` where it is there already. Of many callers one is told `added`. */
  add(pool: PoolId, at: number): Promise<'added' | 'exists'>;
  /** Creates the pool where it does not exist yet. */
  ensure(pool: PoolId, at: number): Promise<void>;
}
