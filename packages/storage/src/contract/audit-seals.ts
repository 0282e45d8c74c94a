/** The seals of the audit trail: whole where nobody touched it, and telling what was done to it. */
import { createSecretKey } from 'node:crypto';
import { createSystemRandom, type PoolId } from '@symbolon/foundation';
import { describe, expect, it } from 'vitest';
import type { Value } from '../engines/engine.ts';
import type { AuditProblem, AuditStore } from '../registry/index.ts';
import { createAuditStore } from '../sql/audit.ts';
import { auditKey, fresh, type OpenEngine, start, testPool, useWorld } from './world.ts';

const random = createSystemRandom();
const long = { keptFrom: start - 1000, from: start - 1000, until: start + 100_000 };

/** In one bundle for each second that is named. */
export async function record(store: AuditStore, pool: PoolId, ...seconds: readonly number[]): Promise<void> {
  for (const at of seconds) {
    const about = { pool, type: 'code.redeemed', outcome: 'done', clientId: 'web' } as const;
    store.record({ ...about, correlationId: fresh('c'), remoteAddress: '192.0.2.1' }, start + at);
  }
  await store.settled();
}

/** Of the whole trail, call after call. */
export async function problemsIn(store: AuditStore, pool: PoolId, span = long) {
  const problems: AuditProblem[] = [];
  let events = 0;
  for (let from: number | undefined = span.from; from !== undefined; ) {
    const verified = await store.verify(pool, { ...span, from });
    problems.push(...verified.problems);
    events += verified.events;
    from = verified.next;
  }
  return { problems, events };
}

/** Nodes note at once in one trail: each finds all of it whole. */
export async function expectSealedTogether(nodes: readonly AuditStore[]): Promise<void> {
  const own = testPool('sealed-together');
  for (let second = 0; second < 20; second++)
    await Promise.all(nodes.map(node => record(node, own, second, second, second - (second % 7))));
  const whole = { problems: [], events: 60 * nodes.length };
  for (const node of nodes) expect(await problemsIn(node, own)).toEqual(whole);
}

export function describeAuditSeals(open: OpenEngine): void {
  describe('the seals of the audit trail', () => {
    const world = useWorld(open);
    const newNode = (key = auditKey) => createAuditStore(world().engine, { auditKey: key, random });

    async function run(sql: string, ...values: readonly Value[]): Promise<void> {
      const result = await world().engine.write([{ sql, values, expect: 1 }]);
      expect(result.kind).toBe('done');
    }

    it('hold over bundles, restarts, nodes, a clock that is put back, and what was forgotten', async () => {
      const own = testPool('sealed');
      const [first, second] = [newNode(), newNode()];
      await record(first, own, 0, 0, 1, 1, 1, 2);
      await record(second, own, 2, 3);
      await record(first, own, 3, 1, 1, 4);
      await record(newNode(), own, 4, 5, 6);
      expect(await problemsIn(first, own)).toEqual({ problems: [], events: 15 });
      expect(await first.forget(own, start + 2)).toBe(9);
      const kept = { ...long, keptFrom: start + 3, from: start + 3 };
      expect(await problemsIn(second, own, kept)).toEqual({ problems: [], events: 6 });
    });

    it('hold for a thousand events of one second, and go on after each five thousand', async () => {
      const own = testPool('sealed-long');
      const node = newNode();
      for (let second = 0; second < 3; second++)
        await record(node, own, ...Array<number>(3000).fill(second), second);
      expect(await node.verify(own, long)).toEqual({ problems: [], events: 6002, next: start + 2 });
      expect(await problemsIn(newNode(), own)).toEqual({ problems: [], events: 9003 });
    });

    it('hold for whatever a request could send', async () => {
      const own = testPool('sealed-characters');
      const node = newNode();
      const odd = { pool: own, type: 'x', correlationId: 'c', remoteAddress: '::1', clientId: 'a\0\ud800"é' };
      node.record({ ...odd, outcome: 'refused', reason: '\udfff', details: { q: '\ud800\0' } }, start);
      await node.settled();
      expect(await problemsIn(node, own)).toEqual({ problems: [], events: 1 });
      expect((await node.list(own, { limit: 1 })).events).toMatchObject([
        { clientId: 'a\u{FFFD}\u{FFFD}"é' },
      ]);
    });

    it('take a write that failed for no tampering', async () => {
      const own = testPool('sealed-dropped');
      let fails = false;
      const { engine } = world();
      const failing = {
        ...engine,
        write: (unit: Parameters<typeof engine.write>[0]) =>
          fails ? Promise.reject(new Error('no disk')) : engine.write(unit),
      };
      const node = createAuditStore(failing, { auditKey, random });
      await record(node, own, 0, 1);
      fails = true;
      await record(node, own, 2, 2);
      fails = false;
      await record(node, own, 3);
      expect(node.dropped).toBe(2);
      expect(await problemsIn(node, own)).toEqual({ problems: [], events: 3 });
    });

    it('are made with a key: who has another cannot make them', async () => {
      const own = testPool('sealed-key');
      await record(newNode(createSecretKey(Buffer.alloc(32, 'guess'))), own, 0);
      expect((await problemsIn(newNode(), own)).problems).toMatchObject([{ kind: 'changed' }]);
    });

    describe('tell', () => {
      let own = testPool('tampered');
      let node: AuditStore;
      let ids: readonly string[];
      const seconds = [0, 0, 0, 1, 1, 1, 2, 2, 2];

      /** Three bundles of three events, and one of a run that followed. */
      async function begin(): Promise<void> {
        own = testPool(fresh('tampered'));
        await record(newNode(), own, ...seconds);
        node = newNode();
        await record(node, own, 3);
        const sql = 'SELECT id FROM audit_events WHERE pool = ? ORDER BY happened_at, id';
        ids = (await world().engine.read(sql, [own])).map(({ id }) => String(id));
      }

      const where = 'WHERE pool = ? AND id = ?';
      const idAt = (index: number) => ids[index] ?? '';
      const remove = (index: number) => run(`DELETE FROM audit_events ${where}`, own, idAt(index));
      const set = (index: number, column: string, value: Value) =>
        run(`UPDATE audit_events SET ${column} = ? ${where}`, value, own, idAt(index));
      const told = async (store = node) =>
        (await problemsIn(store, own)).problems.map(({ kind, happenedAt, id }) => [
          kind,
          happenedAt - start,
          ids.indexOf(id),
        ]);

      const columns: readonly (readonly [column: string, value: Value])[] = [
        ['type', 'code.refused'],
        ['outcome', 'refused'],
        ['correlation_id', 'c-0'],
        ['remote_address', '192.0.2.9'],
        ['client_id', null],
        ['user_id', 'mallory'],
        ['authorization_id', ''],
        ['sid', 's'],
        ['actor_id', 'somebody'],
        ['reason', 'none'],
        ['details', '{}'],
      ];
      it.each(columns)('a changed %s', async (column, value) => {
        await begin();
        await set(4, column, value);
        expect(await told()).toEqual([['changed', 1, 5]]);
      });

      it('an event that was removed from a bundle, at its front, within, and at its end', async () => {
        await begin();
        await remove(0);
        await remove(4);
        await remove(8);
        expect(await told()).toEqual([
          ['missing', 0, 0],
          ['missing', 1, 4],
          ['unsealed', 2, 7],
          ['missing', 2, 8],
        ]);
      });

      it('a bundle that was removed', async () => {
        await begin();
        for (const index of [3, 4, 5]) await remove(index);
        expect(await told()).toEqual([['missing', 1, 5]]);
      });

      it('what was removed before it could be forgotten, at the front and at the end', async () => {
        await begin();
        for (const index of [0, 1, 2, 6, 7, 8]) await remove(index);
        expect(await told()).toEqual([
          ['missing', 0, 2],
          ['missing', 2, 8],
        ]);
      });

      it('a seal that says that what it follows was forgotten long ago', async () => {
        await begin();
        for (const index of [0, 1, 2]) await remove(index);
        const older = `REPLACE(seal, ' ${start} ', ' ${start - 5000} ')`;
        await run(`UPDATE audit_events SET seal = ${older} ${where}`, own, idAt(5));
        expect(await told()).toEqual([['changed', 1, 5]]);
      });

      it('what was cut off behind the newest seal, while the node that wrote it runs', async () => {
        await begin();
        await remove(9);
        expect(await told()).toEqual([['missing', 3, 9]]);
        // Which nobody can tell who was not there.
        expect(await told(newNode())).toEqual([]);
        await record(node, own, 4);
        expect(await told(newNode())).toEqual([['missing', 3, 9]]);
      });

      it('a seal that was taken, and one that was made up', async () => {
        await begin();
        await set(2, 'seal', null);
        await set(5, 'seal', 'sealed');
        expect(await told()).toEqual([
          ['unsealed', 0, 2],
          ['changed', 1, 5],
        ]);
      });

      it('events that were put in, moved to another second, and renamed', async () => {
        await begin();
        await run(
          `INSERT INTO audit_events (pool, happened_at, id, type, outcome, correlation_id, remote_address)
            VALUES (?, ?, '000000000000.intruder', 'x', 'done', 'c', '')`,
          ...[own, start + 1],
        );
        await set(8, 'happened_at', start + 3);
        expect(await told()).toEqual([
          ['unsealed', 1, -1],
          ['unsealed', 2, 7],
          ['missing', 3, 6],
          ['missing', 2, 8],
        ]);
        await set(0, 'id', 'nothing of ours');
        expect(await told()).toContainEqual(['missing', 0, 0]);
      });

      it('a bundle that was replaced by one that was sealed elsewhere', async () => {
        await begin();
        const from = testPool(fresh('elsewhere'));
        await record(newNode(), from, ...seconds);
        for (const index of [3, 4, 5]) await remove(index);
        const move = 'UPDATE audit_events SET pool = ? WHERE pool = ? AND happened_at = ?';
        await world().engine.write([{ sql: move, values: [own, from, start + 1], expect: 3 }]);
        expect(await told()).toEqual([
          ['changed', 1, -1],
          ['missing', 0, -1],
          ['missing', 1, 5],
        ]);
      });
    });
  });
}
