/** Writes so much through the SQLite engine, by so many callers, and tells how many commits that were. Its words: file, callers. */
import { openSqliteEngine } from '../../packages/storage/src/engines/sqlite/engine.ts';
import { writesInAll } from './disk-waits.ts';

const [path = '', callers = '1'] = process.argv.slice(2);
const engine = await openSqliteEngine({ engine: 'sqlite', path });
await engine.write([{ sql: 'CREATE TABLE t (id BIGINT PRIMARY KEY)', values: [] }]);
const before = engine.commits;
let written = 0;
async function call(): Promise<void> {
  while (written < writesInAll)
    await engine.write([{ sql: 'INSERT INTO t (id) VALUES (?)', values: [written++] }]);
}
await Promise.all(Array.from({ length: Number(callers) }, call));
const commits = engine.commits - before;
await engine.close();
process.stdout.write(JSON.stringify({ commits }));
