/** The audit trail: newest first, page by page, never in the way. */
import { createSystemRandom } from '@symbolon/foundation';
import type { AuditEvent } from '@symbolon/protocol';
import { describe, expect, it } from 'vitest';
import type { AuditQuery, AuditThread, RecordedEvent } from '../registry/index.ts';
import { createAuditStore } from '../sql/audit.ts';
import { auditKey, type OpenEngine, pool, start, testPool, useWorld, watch } from './world.ts';

const event = (change: Partial<AuditEvent> = {}): AuditEvent => ({
  pool,
  type: 'code.redeemed',
  outcome: 'done',
  correlationId: 'c-1',
  remoteAddress: '192.0.2.1',
  ...change,
});

export function describeAudit(open: OpenEngine): void {
  describe('the audit trail', () => {
    const world = useWorld(open);
    const audit = () => world().storage.audit;

    async function everyPage(query: AuditQuery, in_ = pool): Promise<RecordedEvent[]> {
      const events: RecordedEvent[] = [];
      let before = query.before;
      do {
        const page = await audit().list(in_, { ...query, before });
        events.push(...page.events);
        before = page.next;
      } while (before !== undefined);
      return events;
    }

    async function recorded(...events: readonly (readonly [at: number, event: AuditEvent])[]) {
      for (const [at, happened] of events) audit().record(happened, at);
      await audit().settled();
    }

    it('counts the events of a day by hour, kind and outcome', async () => {
      const own = testPool('counted');
      const hour = Math.floor(start / 3600) * 3600;
      await recorded(
        [hour - 86_400, event({ pool: own })],
        [hour - 1, event({ pool: own })],
        [hour, event({ pool: own, actorId: 'root' })],
        [hour + 5, event({ pool: own, outcome: 'refused' })],
        [hour + 6, event({ pool: own })],
      );
      expect(await audit().countByHour(own, hour + 6)).toEqual([
        { beginsAt: hour - 3600, type: 'code.redeemed', outcome: 'done', count: 1 },
        { beginsAt: hour, type: 'code.redeemed', outcome: 'done', count: 2 },
        { beginsAt: hour, type: 'code.redeemed', outcome: 'refused', count: 1 },
      ]);
      expect(await everyPage({ actorId: 'root', limit: 10 }, own)).toMatchObject([{ actorId: 'root' }]);
    });

    it('holds each event as it happened', async () => {
      const own = testPool('whole');
      const full = event({
        pool: own,
        outcome: 'refused',
        clientId: 'web',
        userId: 'alice',
        authorizationId: 'a-1',
        sid: 's-1',
        reason: 'wrong verifier',
        details: { rule: 'pkce-verifier', parameter: 'code_verifier "\0é' },
      });
      await recorded([start, full], [start + 1, event({ pool: own })]);
      const { events, next } = await audit().list(own, { limit: 10 });
      expect(events).toEqual([
        { ...event({ pool: own }), happenedAt: start + 1 },
        { ...full, happenedAt: start },
      ]);
      expect(next).toBeUndefined();
    });

    it('is read newest first in pages, without gap or repeat, also within one second', async () => {
      const own = testPool('pages');
      const ids = Array.from({ length: 25 }, (_, index) => `c-${index}`);
      await recorded(
        ...ids.map(
          (correlationId, index) =>
            [start + Math.floor(index / 10), event({ pool: own, correlationId })] as const,
        ),
      );
      const first = await audit().list(own, { limit: 7 });
      expect(first.events).toHaveLength(7);
      const events = await everyPage({ limit: 7 }, own);
      expect(events.map(({ correlationId }) => correlationId)).toEqual(ids.toReversed());
    });

    it('is filtered by client, end-user and type', async () => {
      const own = testPool('filters');
      const correlationIds = async (query: Omit<AuditQuery, 'limit'>) =>
        (await everyPage({ limit: 2, ...query }, own)).map(({ correlationId }) => correlationId);
      await recorded(
        [start, event({ pool: own, correlationId: '1', clientId: 'web', userId: 'alice' })],
        [start, event({ pool: own, correlationId: '2', clientId: 'web', userId: 'bob', type: 'x' })],
        [start, event({ pool: own, correlationId: '3', clientId: 'spa', userId: 'alice' })],
      );
      expect(await correlationIds({ clientId: 'web' })).toEqual(['2', '1']);
      expect(await correlationIds({ userId: 'alice' })).toEqual(['3', '1']);
      expect(await correlationIds({ clientId: 'web', userId: 'alice' })).toEqual(['1']);
      expect(await correlationIds({ types: ['x'] })).toEqual(['2']);
      expect(await correlationIds({ types: ['y'] })).toEqual([]);
      expect(await correlationIds({ types: ['code.redeemed', 'x'] })).toEqual(['3', '2', '1']);
      expect(await correlationIds({ types: ['code', 'redeemed'] })).toEqual([]);
    });

    it('is filtered by outcome, authorization and session', async () => {
      const own = testPool('more-filters');
      const correlationIds = async (query: Omit<AuditQuery, 'limit'>) =>
        (await everyPage({ limit: 2, ...query }, own)).map(({ correlationId }) => correlationId);
      await recorded(
        [start, event({ pool: own, correlationId: '1', authorizationId: 'a', sid: 's' })],
        [start, event({ pool: own, correlationId: '2', authorizationId: 'b', sid: 's', outcome: 'refused' })],
      );
      expect(await correlationIds({ outcome: 'refused' })).toEqual(['2']);
      expect(await correlationIds({ authorizationId: 'a' })).toEqual(['1']);
      expect(await correlationIds({ sid: 's' })).toEqual(['2', '1']);
      expect(await correlationIds({ sid: 's', outcome: 'done' })).toEqual(['1']);
    });

    it('tells what belongs together in a span, the oldest first', async () => {
      const [own, another] = [testPool('threads'), testPool('other-threads')];
      const about = { authorizationId: 'a', sid: 's' };
      const span = { from: start, until: start + 9 };
      const told = async (thread: AuditThread) =>
        (await audit().follow(own, thread, span)).map(({ type }) => type);
      await recorded(
        [start - 1, event({ pool: own, ...about, correlationId: 'q', type: 'early' })],
        [start, event({ pool: own, sid: 's', type: 'login.attempted' })],
        [start + 1, event({ pool: own, ...about, correlationId: 'q', type: 'first' })],
        [start + 1, event({ pool: own, correlationId: 'q', type: 'second' })],
        [start + 2, event({ pool: own, authorizationId: 'b', sid: 's', type: 'of another application' })],
        [start + 2, event({ pool: another, ...about, correlationId: 'q', type: 'of another pool' })],
        [start + 9, event({ pool: own, sid: 's', type: 'session.ended' })],
        [start + 10, event({ pool: own, ...about, correlationId: 'q', type: 'late' })],
      );
      expect(await told({ correlationId: 'q' })).toEqual(['first', 'second']);
      expect(await told({ authorizationId: 'a' })).toEqual(['first']);
      expect(await told({ correlationId: 'q', ...about })).toEqual([
        ...['login.attempted', 'first', 'second', 'session.ended'],
      ]);
      expect(await told({ sid: 's' })).toEqual([
        ...['login.attempted', 'first', 'of another application', 'session.ended'],
      ]);
      expect(await told({})).toEqual([]);
    });

    it('looks at 5,000 events a call, and says where to go on', async () => {
      const own = testPool('long');
      audit().record(event({ pool: own, correlationId: 'needle', type: 'rare' }), start - 1);
      for (let index = 0; index < 5000; index++) audit().record(event({ pool: own }), start);
      await audit().settled();
      const page = await audit().list(own, { limit: 10, types: ['rare'] });
      expect(page.events).toEqual([]);
      const rest = await audit().list(own, { limit: 10, types: ['rare'], before: page.next });
      expect(rest.events.map(({ correlationId }) => correlationId)).toEqual(['needle']);
      expect(rest.next).toBeUndefined();
    });

    it('keeps an event with a character that cannot be stored', async () => {
      const own = testPool('characters');
      await recorded([start, event({ pool: own, clientId: 'a\0b', reason: '\0' })]);
      const { events } = await audit().list(own, { limit: 10 });
      expect(events).toMatchObject([{ clientId: 'a\u{FFFD}b', reason: '\u{FFFD}' }]);
    });

    it('starts at the top for a cursor that it never gave', async () => {
      const own = testPool('cursors');
      await recorded([start, event({ pool: own })]);
      for (const before of ['', 'x', "1:'; DROP TABLE audit_events", '9999999999999999:a']) {
        expect((await audit().list(own, { limit: 10, before })).events).toHaveLength(1);
      }
    });

    it('forgets what is old, in its own pool, however much it is', async () => {
      const [own, another] = [testPool('retention'), testPool('retained')];
      for (let index = 0; index < 1100; index++) audit().record(event({ pool: own }), start + (index % 2));
      await recorded([start, event({ pool: another })]);
      expect(await audit().forget(own, start)).toBe(550);
      expect(await everyPage({ limit: 1000 }, own)).toHaveLength(550);
      expect(await everyPage({ limit: 1000 }, another)).toHaveLength(1);
    });

    it('drops and counts what is more than 10,000 waiting events', async () => {
      const own = testPool('flood');
      const before = audit().dropped;
      for (let index = 0; index < 10_025; index++) audit().record(event({ pool: own }), start);
      expect(audit().dropped - before).toBe(25);
      await audit().settled();
      expect(await everyPage({ limit: 1000 }, own)).toHaveLength(10_000);
    });

    it('counts as dropped what a closed database does not take, and throws nothing', async () => {
      const engine = watch(await open());
      const closed = createAuditStore(engine, { auditKey, random: createSystemRandom() });
      await engine.close();
      closed.record(event(), start);
      await closed.settled();
      expect(closed.dropped).toBe(1);
    });
  });
}
