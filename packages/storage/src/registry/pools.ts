/** The user pools of a deployment. */
import type { PoolId } from '@symbolon/foundation';

export interface PoolStore {
  /** By name. */
  list(): Promise<readonly PoolId[]>;
  /** Creates the pool where it does not exist yet. */
  ensure(pool: PoolId, at: number): Promise<void>;
}
