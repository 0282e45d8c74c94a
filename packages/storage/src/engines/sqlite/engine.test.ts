/** The SQLite engine: the contract of all engines, and what is its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeStorageContract } from '../../contract/contract.ts';
import { StorageUnavailable } from '../../errors.ts';
import { openSqliteEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'symbolon-contract-'));
let opened = 0;
const open = () => openSqliteEngine({ engine: 'sqlite', path: join(folder, `${++opened}.db`) });

afterAll(() => rmSync(folder, { recursive: true }));

describeStorageContract('SQLite', open);

describe('the SQLite engine', () => {
  it('runs on a SQLite without the WAL-reset fault, with a log and a sync for each commit', async () => {
    const engine = await open();
    const [version] = await engine.read('SELECT sqlite_version() AS version', []);
    const [major = 0, minor = 0, patch = 0] = String(version?.['version']).split('.').map(Number);
    expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003);
    expect(await engine.read('PRAGMA journal_mode', [])).toMatchObject([{ journal_mode: 'wal' }]);
    const sync = await engine.write([{ sql: 'PRAGMA synchronous', values: [] }]);
    expect(sync).toMatchObject({ kind: 'done', results: [{ rows: [{ synchronous: 2 }] }] });
    await engine.close();
  });

  it('commits many writes at once', async () => {
    const engine = await open();
    await engine.write([{ sql: 'CREATE TABLE t (id BIGINT PRIMARY KEY)', values: [] }]);
    const before = engine.commits;
    const insert = (id: number) => engine.write([{ sql: 'INSERT INTO t (id) VALUES (?)', values: [id] }]);
    await Promise.all(Array.from({ length: 500 }, (_, id) => insert(id)));
    expect(engine.commits - before).toBe(1);
    expect(await engine.read('SELECT COUNT(*) AS count FROM t', [])).toMatchObject([{ count: 500 }]);
    await engine.close();
  });

  it('cannot write through its reading connection', async () => {
    const engine = await open();
    await expect(engine.read('CREATE TABLE t (id BIGINT)', [])).rejects.toThrow(StorageUnavailable);
    await engine.close();
  });

  it('acknowledges nothing of a batch whose commit fails, keeps nothing of it, and goes on', async () => {
    const engine = await open();
    await engine.write([
      { sql: 'CREATE TABLE parents (id BIGINT PRIMARY KEY)', values: [] },
      // Checked only at the commit, which it makes fail.
      {
        sql: 'CREATE TABLE children (id BIGINT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)',
        values: [],
      },
    ]);
    const parent = (id: number) =>
      engine.write([{ sql: 'INSERT INTO parents (id) VALUES (?)', values: [id] }]);
    const orphan = engine.write([{ sql: 'INSERT INTO children (id) VALUES (?)', values: [7] }]);
    const outcomes = await Promise.allSettled([parent(1), orphan, parent(2)]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StorageUnavailable) });
    }
    expect(await engine.read('SELECT id FROM parents', [])).toEqual([]);
    await parent(3);
    expect(await engine.read('SELECT id FROM parents', [])).toMatchObject([{ id: 3 }]);
    await engine.close();
  });

  it('goes on after a value that no thread can be sent', async () => {
    const engine = await open();
    await engine.write([{ sql: 'CREATE TABLE t (id BIGINT)', values: [] }]);
    const insert = 'INSERT INTO t (id) VALUES (?)';
    const unsendable = { sql: insert, values: [1], expect: 1, toJSON: () => 1 };
    Object.defineProperty(unsendable, 'values', { value: [() => 1] });
    await expect(engine.write([unsendable])).rejects.toThrow();
    await engine.write([{ sql: 'UPDATE t SET id = 0', values: [] }]);
    await engine.write([{ sql: insert, values: [2] }]);
    expect(await engine.read('SELECT id FROM t', [])).toMatchObject([{ id: 2 }]);
    await engine.close();
  });

  it('has a writing thread that can be copied beside a bundle: it imports nothing by path', () => {
    const source = readFileSync(new URL('./writer.mjs', import.meta.url), 'utf8');
    const imports = [...source.matchAll(/^import .* from '(.+)';$/gm)].map(([, name]) => name);
    expect(imports).toEqual(['node:module', 'node:worker_threads']);
  });
});
