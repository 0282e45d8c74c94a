/** Small named values. Those of the whole deployment belong to the pool of the administrators. */
import type { PoolId } from '@symbolon/foundation';

export interface SettingStore {
  get(pool: PoolId, name: string): Promise<string | undefined>;
  /** All of a pool, by their names. */
  list(pool: PoolId): Promise<ReadonlyMap<string, string>>;
  put(pool: PoolId, name: string, value: string): Promise<void>;

  /** Puts the value unless the setting has the value `final`, in one conditional statement. */
  putUnless(pool: PoolId, name: string, value: string, final: string): Promise<'put' | 'refused'>;

  /**
   * Removes the setting where it has this very value, in one conditional statement: of many callers with the right
   * value exactly one is told `consumed`.
   */
  consume(pool: PoolId, name: string, value: string): Promise<'consumed' | 'refused'>;
}
