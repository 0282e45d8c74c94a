/** Brings a database to the schema of this program, or says why it cannot. */

import type { Engine, Step } from '../engines/engine.ts';
import { StorageTooNew } from '../errors.ts';
import { number } from '../sql/rows.ts';
import { migrations as known } from './index.ts';
import type { Migration } from './migration.ts';

const createLedger = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)`;

const steps = ({ version, name, statements }: Migration, at: number): readonly Step[] => [
  {
    sql: 'INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    values: [version, name, at],
    expect: 1,
  },
  ...statements.map(sql => ({ sql, values: [] })),
];

/** All that is missing is applied in one transaction, so that a crash leaves the old schema or the new one. */
export async function migrate(engine: Engine, at: number, migrations = known): Promise<void> {
  const makeLedger = () => engine.write([{ sql: createLedger, values: [] }]);
  // Of two nodes that make it at the same moment one can be refused; the second time it is there.
  await makeLedger().catch(makeLedger);
  const [row] = await engine.read('SELECT COALESCE(MAX(version), 0) AS version FROM schema_migrations', []);
  const found = row ? number(row, 'version') : 0;
  const newest = migrations.at(-1)?.version ?? 0;
  if (found > newest) throw new StorageTooNew(engine.place, found, newest);
  const missing = migrations.filter(({ version }) => version > found);
  if (missing.length === 0) return;
  const result = await engine.write(missing.flatMap(migration => steps(migration, at)));
  // Another node was faster: look again at what is left to do.
  if (result.kind === 'undone') await migrate(engine, at, migrations);
}
