/** User pools. */
import type { Engine } from '../engines/engine.ts';
import type { PoolStore } from '../registry/pools.ts';
import { act } from './acts.ts';
import { poolId } from './rows.ts';
import { writeForAll } from './versions.ts';

const insert = 'INSERT INTO pools (pool, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING';

export function createPoolStore(engine: Engine): PoolStore {
  return {
    async list() {
      const rows = await engine.read('SELECT pool FROM pools ORDER BY pool', []);
      return rows.map(row => poolId(row, 'pool'));
    },

    async add(pool, at) {
      const step = { sql: insert, values: [pool, at], expect: 1 };
      return (await writeForAll(engine, pool, 'pools', [step])).kind === 'done' ? 'added' : 'exists';
    },

    async ensure(pool, at) {
      await act(engine, insert, [pool, at]);
    },
  };
}
