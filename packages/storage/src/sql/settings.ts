/** Settings. */
import type { Engine } from '../engines/engine.ts';
import type { SettingStore } from '../registry/settings.ts';
import { act, readOne } from './acts.ts';
import { text } from './rows.ts';

const put = `INSERT INTO settings (pool, name, value) VALUES (?, ?, ?)
  ON CONFLICT (pool, name) DO UPDATE SET value = excluded.value`;

const putUnless = `${put} WHERE settings.value <> ?`;

export function createSettingStore(engine: Engine): SettingStore {
  return {
    async get(pool, name) {
      const row = await readOne(engine, 'SELECT value FROM settings WHERE pool = ? AND name = ?', [
        pool,
        name,
      ]);
      return row && text(row, 'value');
    },

    async list(pool) {
      const rows = await engine.read('SELECT name, value FROM settings WHERE pool = ?', [pool]);
      return new Map(rows.map(row => [text(row, 'name'), text(row, 'value')]));
    },

    async put(pool, name, value) {
      await act(engine, put, [pool, name, value]);
    },

    async putUnless(pool, name, value, final) {
      const { changes } = await act(engine, putUnless, [pool, name, value, final]);
      return changes === 1 ? 'put' : 'refused';
    },

    async consume(pool, name, value) {
      const { changes } = await act(
        engine,
        'DELETE FROM settings WHERE pool = ? AND name = ? AND value = ?',
        [pool, name, value],
      );
      return changes === 1 ? 'consumed' : 'refused';
    },
  };
}
