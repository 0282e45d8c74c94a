/** The port itself: units are whole, isolated from their neighbours, and seen by whoever reads after them. */
import { describe, expect, it } from 'vitest';
import type { Step } from '../engines/engine.ts';
import { fresh, type OpenEngine, pool, useWorld } from './world.ts';

const put = (name: string, expected?: number): Step => ({
  sql: 'INSERT INTO settings (pool, name, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  values: [pool, name, 'x'],
  ...(expected !== undefined && { expect: expected }),
});

const strictPut = (name: string): Step => ({
  sql: 'INSERT INTO settings (pool, name, value) VALUES (?, ?, ?)',
  values: [pool, name, 'x'],
});

export function describeEngine(open: OpenEngine): void {
  describe('an engine', () => {
    const world = useWorld(open);

    async function stored(names: readonly string[]): Promise<boolean[]> {
      const found = names.map(name => world().storage.settings.get(pool, name));
      return (await Promise.all(found)).map(value => value !== undefined);
    }

    it('reads what was written before', async () => {
      const name = fresh('name');
      await world().engine.write([put(name)]);
      const rows = await world().engine.read('SELECT value FROM settings WHERE name = ?', [name]);
      expect(rows.map(row => row['value'])).toEqual(['x']);
    });

    it('says how many rows each step changed, and returns the rows of one that returns some', async () => {
      const name = fresh('name');
      const result = await world().engine.write([
        put(name),
        put(name),
        { sql: 'UPDATE settings SET value = ? WHERE name = ? RETURNING value, name', values: ['y', name] },
      ]);
      expect(result).toEqual({
        kind: 'done',
        results: [
          { changes: 1, rows: [] },
          { changes: 0, rows: [] },
          { changes: 1, rows: [{ value: 'y', name }] },
        ],
      });
    });

    it('undoes the whole unit where a step misses what it expects, and says at which', async () => {
      const [first, second] = [fresh('name'), fresh('name')];
      const result = await world().engine.write([put(first), put(second, 1), put(first, 1), put(second)]);
      expect(result).toEqual({ kind: 'undone', step: 2 });
      expect(await stored([first, second])).toEqual([false, false]);
    });

    it('undoes a single statement that changed more rows than it expects', async () => {
      const names = [fresh('many'), fresh('many')];
      await world().engine.write(names.map(name => put(name)));
      const result = await world().engine.write([
        { sql: 'DELETE FROM settings WHERE name IN (?, ?)', values: names, expect: 1 },
      ]);
      expect(result).toEqual({ kind: 'undone', step: 0 });
      expect(await stored(names)).toEqual([true, true]);
    });

    it('rejects a unit with a failing statement, writes nothing of it, and leaves its neighbours intact', async () => {
      const names = [fresh('before'), fresh('taken'), fresh('half'), fresh('after')] as const;
      const [before, taken, half, after] = names;
      const outcomes = await Promise.allSettled([
        world().engine.write([put(before), put(taken)]),
        world().engine.write([put(half), strictPut(taken)]),
        world().engine.write([strictPut(taken)]),
        world().engine.write([put(half, 0)]),
        world().engine.write([{ sql: 'INSERT INTO nowhere (name) VALUES (?)', values: ['x'] }]),
        world().engine.write([put(after)]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(await stored(names)).toEqual([true, true, false, true]);
    });

    it('rejects what failed alone among units that expect something, and goes on writing', async () => {
      const names = [
        fresh('taken'),
        fresh('other'),
        fresh('first'),
        fresh('second'),
        fresh('later'),
      ] as const;
      const [taken, other, first, second, later] = names;
      await world().engine.write([put(taken)]);
      for (const failing of [[strictPut(taken)], [put(other, 1), strictPut(taken)]]) {
        const outcomes = await Promise.allSettled([
          world().engine.write(failing),
          world().engine.write([put(first), put(second, 1)]),
          world().engine.write([put(second, 0), put(first, 1)]),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
      }
      await world().engine.write([put(later)]);
      expect(await stored(names)).toEqual([true, false, true, true, true]);
    });

    it('refuses a text with a NUL character, rather than to give back another', async () => {
      const [name, other] = [`${fresh('nul')}\0`, fresh('name')];
      await expect(world().engine.write([put(other), put(name)])).rejects.toThrow();
      expect(await stored([other])).toEqual([false]);
      await expect(stored([name])).rejects.toThrow();
    });

    it('refuses to read or write once it is closed, and closes twice without harm', async () => {
      const engine = await open();
      await engine.close();
      await engine.close();
      await expect(engine.read('SELECT 1 AS one', [])).rejects.toThrow('was closed');
      await expect(engine.write([put('late')])).rejects.toThrow('was closed');
    });

    it('finishes the writes that wait before it closes', async () => {
      const engine = await open();
      await engine.write([{ sql: 'CREATE TABLE waiting (id BIGINT PRIMARY KEY)', values: [] }]);
      const writes = Array.from({ length: 50 }, (_, id) =>
        engine.write([{ sql: 'INSERT INTO waiting (id) VALUES (?)', values: [id] }]),
      );
      await engine.close();
      const outcomes = await Promise.all(writes);
      expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    });
  });
}
