/** The audit trail. An event's id orders the events of one second, and differs between nodes. */
import type { KeyObject } from 'node:crypto';
import type { PoolId, Random } from '@symbolon/foundation';
import type { AuditEvent, EventDetails } from '@symbolon/protocol';
import type { Engine, Row, Step, Value } from '../engines/engine.ts';
import type { AuditCount, AuditPage, AuditQuery, AuditStore, RecordedEvent } from '../registry/audit.ts';
import { readOne } from './acts.ts';
import { type ArrivedEvent, createAuditChain } from './audit-chain.ts';
import { eventColumns, mostTogether } from './audit-seal.ts';
import { verifyTrail } from './audit-verification.ts';
import { batchLength, inBatches } from './purge.ts';
import { number, oneOf, optionalText, poolId, text } from './rows.ts';

const mostWaiting = 10_000;
const window = 5000;

const columns = eventColumns.join(', ');

const row = `(${Array(eventColumns.length + 1)
  .fill('?')
  .join(', ')})`;

/** From the longest: how many events one statement takes. A few lengths only, since statements are kept prepared. */
const inserts = [32, 8, 1].map(length => ({
  length,
  sql: `INSERT INTO audit_events (${columns}, seal) VALUES ${Array(length).fill(row).join(', ')}`,
}));

const older = 'WHERE pool = ? AND (happened_at, id) < (?, ?) ORDER BY happened_at DESC, id DESC';

const list = `SELECT ${columns} FROM (SELECT ${columns} FROM audit_events ${older} LIMIT ${window}) AS seen
  WHERE (? = '' OR client_id = ?) AND (? = '' OR user_id = ?) AND (? = '' OR actor_id = ?)
    AND (? = '' OR outcome = ?) AND (? = '' OR authorization_id = ?) AND (? = '' OR sid = ?)
    AND (? = '' OR REPLACE(?, ' ' || type || ' ', '') <> ?)
  ORDER BY happened_at DESC, id DESC LIMIT ?`;

const lastSeen = `SELECT happened_at, id FROM audit_events ${older} LIMIT 1 OFFSET ${window - 1}`;

const follow = `SELECT ${columns} FROM (SELECT ${columns} FROM audit_events
    WHERE pool = ? AND happened_at >= ? AND happened_at <= ? ORDER BY happened_at, id LIMIT 100000) AS seen
  WHERE correlation_id = ? OR authorization_id = ?
    OR (sid = ? AND (? = '' OR type IN ('login.attempted', 'session.ended')))
  ORDER BY happened_at, id LIMIT 200`;

const countByHour = `SELECT happened_at - happened_at % 3600 AS begins_at, type, outcome, COUNT(*) AS events
  FROM (SELECT happened_at, type, outcome FROM audit_events WHERE pool = ? AND happened_at > ? AND happened_at <= ?
    ORDER BY happened_at DESC LIMIT 100000) AS seen
  GROUP BY happened_at - happened_at % 3600, type, outcome ORDER BY 1, 2, 3`;
const day = 86_400;

const forget = `DELETE FROM audit_events WHERE pool = ? AND happened_at <= ? AND (pool, happened_at, id) IN
  (SELECT pool, happened_at, id FROM audit_events WHERE pool = ? AND happened_at <= ? LIMIT ${batchLength})`;

export interface AuditDependencies {
  /** Seals the trail; a secret of at least 32 bytes. */
  readonly auditKey: KeyObject;
  readonly random: Random;
}

export function createAuditStore(engine: Engine, { auditKey, random }: AuditDependencies): AuditStore {
  const chain = createAuditChain(engine, auditKey, random);
  const arrived: ArrivedEvent[] = [];
  let beingWritten = 0;
  let dropped = 0;
  let writing: Promise<void> | undefined;

  async function write(events: readonly ArrivedEvent[]): Promise<void> {
    beingWritten = events.length;
    try {
      const sealed = await chain.seal(events);
      await engine.write(insertSteps(sealed.rows));
      chain.confirm(sealed);
    } catch {
      dropped += events.length;
      chain.giveUp();
    }
    beingWritten = 0;
  }

  /** One bundle after the other, since each is sealed over the one before. */
  async function writeArrived(): Promise<void> {
    // The requests that one commit has answered tell of it together, and are written together.
    await Promise.resolve();
    while (arrived.length > 0) await write(arrived.splice(0, mostTogether));
    writing = undefined;
  }

  return {
    get dropped() {
      return dropped;
    },

    record(event, at) {
      if (beingWritten + arrived.length >= mostWaiting) {
        dropped++;
        return;
      }
      arrived.push({ pool: event.pool, at, about: eventValues(event) });
      writing ??= writeArrived();
    },

    settled: () => writing ?? Promise.resolve(),
    verify: (pool, span) => verifyTrail(engine, auditKey, pool, span, chain.last(pool)),
    list: (pool, query) => listPage(engine, pool, query),
    async follow(pool, { correlationId = '', authorizationId = '', sid = '' }, { from, until }) {
      const thread = [correlationId, authorizationId, sid, authorizationId];
      return (await engine.read(follow, [pool, from, until, ...thread])).map(readEvent);
    },
    countByHour: async (pool, at) => (await engine.read(countByHour, [pool, at - day, at])).map(readCount),
    forget: (pool, until) => inBatches(engine, forget, [pool, until, pool, until]),
  };
}

async function listPage(engine: Engine, pool: PoolId, query: AuditQuery): Promise<AuditPage> {
  const from = [pool, ...readCursor(query.before)];
  const { clientId, userId, actorId, outcome, authorizationId, sid } = query;
  const filters = [clientId, userId, actorId, outcome, authorizationId, sid].flatMap(value => [
    value ?? '',
    value ?? '',
  ]);
  const types = query.types === undefined ? '' : ` ${query.types.join('  ')} `;
  const rows = await engine.read(list, [...from, ...filters, types, types, types, query.limit]);
  const last = rows.length === query.limit ? rows.at(-1) : await readOne(engine, lastSeen, from);
  return { events: rows.map(readEvent), next: last && `${number(last, 'happened_at')}:${text(last, 'id')}` };
}

function insertSteps(events: readonly (readonly Value[])[]): readonly Step[] {
  const steps: Step[] = [];
  let from = 0;
  for (const { length, sql } of inserts) {
    for (; events.length - from >= length; from += length)
      steps.push({ sql, values: events.slice(from, from + length).flat() });
  }
  return steps;
}

/** A cursor that is not one of ours starts at the top. */
function readCursor(cursor: string | undefined): readonly [at: number, id: string] {
  const [, at, id] = /^(\d{1,15}):([\w.-]+)$/.exec(cursor ?? '') ?? [];
  return at === undefined || id === undefined ? [Number.MAX_SAFE_INTEGER, ''] : [Number(at), id];
}

const eventValues = (event: AuditEvent): readonly Value[] => [
  ...[event.type, event.outcome, event.correlationId, event.remoteAddress].map(storable),
  ...[event.clientId, event.userId, event.authorizationId, event.sid, event.actorId, event.reason].map(
    storable,
  ),
  event.details === undefined ? null : storable(JSON.stringify(event.details)),
];

/** An event is kept whatever was sent to us: a character that cannot be stored must not hide it. */
function storable(value: string | undefined): Value {
  if (value === undefined) return null;
  return value.isWellFormed() && !value.includes('\0')
    ? value
    : value.replaceAll(/[\0\p{Surrogate}]/gu, '\u{FFFD}');
}

const readCount = (row: Row): AuditCount => ({
  beginsAt: number(row, 'begins_at'),
  type: text(row, 'type'),
  outcome: oneOf(row, 'outcome', ['done', 'refused']),
  count: number(row, 'events'),
});

const readEvent = (row: Row): RecordedEvent => ({
  pool: poolId(row, 'pool'),
  happenedAt: number(row, 'happened_at'),
  type: text(row, 'type'),
  outcome: oneOf(row, 'outcome', ['done', 'refused']),
  correlationId: text(row, 'correlation_id'),
  remoteAddress: text(row, 'remote_address'),
  clientId: optionalText(row, 'client_id'),
  userId: optionalText(row, 'user_id'),
  authorizationId: optionalText(row, 'authorization_id'),
  sid: optionalText(row, 'sid'),
  actorId: optionalText(row, 'actor_id'),
  reason: optionalText(row, 'reason'),
  details: readDetails(optionalText(row, 'details')),
});

function readDetails(stored: string | undefined): EventDetails | undefined {
  if (stored === undefined) return undefined;
  const details: EventDetails = JSON.parse(stored);
  return details;
}
