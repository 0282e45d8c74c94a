/** Versions of what nodes keep in memory: counted on in the unit that changes it. */
import type { PoolId } from '@symbolon/foundation';
import type { Engine, Step, WriteResult } from '../engines/engine.ts';
import type { Topic, VersionStore } from '../registry/versions.ts';
import { number, oneOf, poolId } from './rows.ts';

const countOn = `INSERT INTO versions (pool, topic, version) VALUES (?, ?, 1)
  ON CONFLICT (pool, topic) DO UPDATE SET version = versions.version + 1`;

const list = 'SELECT pool, topic, version FROM versions';

/** Writes a unit that changes what nodes keep in memory, and tells them. */
export async function writeForAll(
  engine: Engine,
  pool: PoolId,
  topic: Topic,
  unit: readonly Step[],
): Promise<WriteResult> {
  const result = await engine.write([...unit, { sql: countOn, values: [pool, topic] }]);
  if (result.kind === 'done') engine.neighbours?.tell();
  return result;
}

export const createVersionStore = (engine: Engine): VersionStore => ({
  isShared: engine.neighbours !== undefined,
  list: async () =>
    (await engine.read(list, [])).map(row => ({
      pool: poolId(row, 'pool'),
      topic: oneOf(row, 'topic', ['pools', 'registrations', 'signing_keys']),
      version: number(row, 'version'),
    })),
  listen: listener => engine.neighbours?.listen(listener),
});
