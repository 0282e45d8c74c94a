/** The schema: forward only, once, whole; a newer one is refused. */
import { describe, expect, it } from 'vitest';
import { StorageTooNew } from '../errors.ts';
import { migrations } from '../migrations/index.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import type { OpenEngine } from './world.ts';

const add = (version: number, ...statements: readonly string[]): Migration => ({
  version,
  name: `test ${version}`,
  statements,
});

const first = add(1, 'CREATE TABLE first_table (id BIGINT PRIMARY KEY)');
const second = add(2, 'ALTER TABLE first_table ADD COLUMN name TEXT');

export function describeMigrations(open: OpenEngine): void {
  describe('migrations', () => {
    it('count from 1 without gaps', () => {
      expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    });

    it('are applied once, later ones on top of earlier ones, and recorded', async () => {
      const engine = await open();
      await migrate(engine, 100, [first]);
      await migrate(engine, 200, [first, second]);
      await migrate(engine, 300, [first, second]);
      await engine.read('SELECT id, name FROM first_table', []);
      const rows = await engine.read(
        'SELECT version, name, applied_at FROM schema_migrations ORDER BY 1',
        [],
      );
      await engine.close();
      expect(rows.map(row => ({ ...row }))).toEqual([
        { version: 1, name: 'test 1', applied_at: 100 },
        { version: 2, name: 'test 2', applied_at: 200 },
      ]);
    });

    it('are applied once by two nodes that start together', async () => {
      const engine = await open();
      await Promise.all([migrate(engine, 100, [first, second]), migrate(engine, 100, [first, second])]);
      const rows = await engine.read('SELECT version FROM schema_migrations', []);
      await engine.close();
      expect(rows).toHaveLength(2);
    });

    it('leave the old schema where one of them fails', async () => {
      const engine = await open();
      const broken = add(2, 'CREATE TABLE half (id BIGINT)', 'INSERT INTO nowhere VALUES (1)');
      await expect(migrate(engine, 100, [first, broken])).rejects.toThrow('nowhere');
      await migrate(engine, 100, [first]);
      await expect(engine.read('SELECT * FROM half', [])).rejects.toThrow('half');
      await engine.close();
    });

    it('refuse a database that a newer program has written', async () => {
      const engine = await open();
      await migrate(engine, 100, [first, second]);
      const refused = migrate(engine, 100, [first]);
      await expect(refused).rejects.toThrow(StorageTooNew);
      await expect(refused).rejects.toThrow('schema 2, this one knows 1');
      await engine.close();
    });
  });
}
