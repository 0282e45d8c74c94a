/** User pools. */
import type { Engine } from '../engines/engine.ts';
import type { PoolStore } from '../registry/pools.ts';
import { act } from './acts.ts';
import { poolId } from './rows.ts';

export function createPoolStore(engine: Engine): PoolStore {
  return {
    async list() {
      const rows = await engine.read('SELECT pool FROM pools ORDER BY pool', []);
      return rows.map(row => poolId(row, 'pool'));
    },

    async ensure(pool, at) {
      await act(engine, 'INSERT INTO pools (pool, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING', [
        pool,
        at,
      ]);
    },
  };
}
