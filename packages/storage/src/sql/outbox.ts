/** Messages to end-users that wait to be sent, or lie in the local inbox. */
import type { Engine, Row, Value } from '../engines/engine.ts';
import type { OutboxMessage, OutboxStore } from '../registry/outbox.ts';
import { act, readOne } from './acts.ts';
import { number, oneOf, poolId, text } from './rows.ts';

const columns = 'pool, id, channel, sealed, attempts, queued_at, expires_at';

const enqueue = `INSERT INTO outbox (pool, id, channel, sealed, state, attempts, queued_at, next_at, expires_at)
  VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?, ?)`;

// The outer condition is judged again under the row's lock, so that of two claims one finds the row not due any more.
const claim = `UPDATE outbox SET attempts = attempts + 1, next_at = ?
  WHERE state = 'waiting' AND next_at <= ? AND (pool, id) IN
    (SELECT pool, id FROM outbox WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at LIMIT ?)
  RETURNING ${columns}`;

const sameClaim = "pool = ? AND id = ? AND attempts = ? AND state = 'waiting'";
const delivered = 'DELETE FROM outbox WHERE pool = ? AND id = ?';
const retryAt = `UPDATE outbox SET next_at = ? WHERE ${sameClaim}`;
const giveUp = `DELETE FROM outbox WHERE ${sameClaim}`;
const keep = `UPDATE outbox SET state = 'kept', expires_at = ? WHERE ${sameClaim}`;

const kept = `SELECT ${columns} FROM outbox WHERE pool = ? AND state = 'kept' AND expires_at > ?
  ORDER BY queued_at DESC, id LIMIT ?`;
const findKept = `SELECT ${columns} FROM outbox WHERE pool = ? AND id = ? AND state = 'kept' AND expires_at > ?`;

export function createOutboxStore(engine: Engine): OutboxStore {
  const change = async (sql: string, values: readonly Value[]) => void (await act(engine, sql, values));
  return {
    enqueue: (pool, { id, channel, sealed, expiresAt }, at) =>
      change(enqueue, [pool, id, channel, sealed, at, at, expiresAt]),
    async claim(at, lease, most) {
      const { rows } = await act(engine, claim, [at + lease, at, at, most]);
      return rows.map(readMessage);
    },
    delivered: ({ pool, id }) => change(delivered, [pool, id]),
    retryAt: (message, nextAt) => change(retryAt, [nextAt, ...claimOf(message)]),
    giveUp: message => change(giveUp, claimOf(message)),
    keep: (message, until) => change(keep, [until, ...claimOf(message)]),
    kept: async (pool, at, most) => (await engine.read(kept, [pool, at, most])).map(readMessage),
    async findKept(pool, id, at) {
      const row = await readOne(engine, findKept, [pool, id, at]);
      return row && readMessage(row);
    },
  };
}

const claimOf = ({ pool, id, attempts }: OutboxMessage) => [pool, id, attempts];

const readMessage = (row: Row): OutboxMessage => ({
  pool: poolId(row, 'pool'),
  id: text(row, 'id'),
  channel: oneOf(row, 'channel', ['email', 'sms']),
  sealed: text(row, 'sealed'),
  attempts: number(row, 'attempts'),
  queuedAt: number(row, 'queued_at'),
  expiresAt: number(row, 'expires_at'),
});
