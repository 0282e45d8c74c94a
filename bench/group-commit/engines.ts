/** An engine as it is shipped, and the same with one unit in a commit. */
import type { StorageSettings } from '@symbolon/storage';
import type { Engine } from '../../packages/storage/src/engines/engine.ts';
import { createGroupCommit } from '../../packages/storage/src/engines/group-commit.ts';
import { openPostgresEngine } from '../../packages/storage/src/engines/postgres/engine.ts';
import { openSqliteEngine } from '../../packages/storage/src/engines/sqlite/engine.ts';

export interface CountingEngine extends Engine {
  /** How many commits the writes have cost so far. */
  readonly commits: number;
}

export const openCountingEngine = (settings: StorageSettings): Promise<CountingEngine> =>
  settings.engine === 'sqlite' ? openSqliteEngine(settings) : openPostgresEngine(settings);

/** Hands a unit on once the one before it is durable; closing it is left to whoever opened the engine. */
export function oneByOne(engine: CountingEngine): CountingEngine {
  const group = createGroupCommit(units => Promise.all(units.map(unit => engine.write(unit))), 1);
  return {
    place: engine.place,
    get commits() {
      return engine.commits;
    },
    read: (sql, values) => engine.read(sql, values),
    write: unit => group.write(unit),
    close: () => group.drain(),
  };
}
