/** Logout tokens that wait to be delivered, and the clients of each session that are to get one. */
import type { PoolId } from '@symbolon/foundation';
import type { LogoutDelivery, LogoutDeliveryStore } from '@symbolon/protocol';
import type { Engine, Row, Step } from '../engines/engine.ts';
import { act } from './acts.ts';
import { number, poolId, text } from './rows.ts';

/** The authorization may be forgotten long before the session ends, so who was in it is kept apart. */
const note = `INSERT INTO session_clients (pool, sid, client_id, expires_at)
  SELECT pool, sid, ?, expires_at FROM sessions WHERE pool = ? AND sid = ?
  ON CONFLICT DO NOTHING`;

export const noteSessionClient = (pool: PoolId, sid: string | undefined, clientId: string): Step[] =>
  sid === undefined ? [] : [{ sql: note, values: [clientId, pool, sid] }];

/** Queues a delivery for every client of the sessions `s` that the condition selects; its rows name the clients. */
export const queueDeliveries = (condition: string): string =>
  `INSERT INTO logout_deliveries (pool, sid, client_id, sub, attempts, next_at, expires_at)
  SELECT c.pool, c.sid, c.client_id, s.user_id, 0, CAST(? AS BIGINT), CAST(? AS BIGINT) FROM session_clients c
  JOIN sessions s ON s.pool = c.pool AND s.sid = c.sid
  WHERE ${condition} ON CONFLICT DO NOTHING RETURNING client_id`;

const due = `SELECT pool, sid, client_id, sub, attempts, expires_at FROM logout_deliveries
  WHERE next_at <= ? ORDER BY next_at LIMIT ?`;
const claim = `UPDATE logout_deliveries SET attempts = attempts + 1, next_at = ?
  WHERE pool = ? AND sid = ? AND client_id = ? AND attempts = ? AND next_at <= ?`;
const postpone = 'UPDATE logout_deliveries SET next_at = ? WHERE pool = ? AND sid = ? AND client_id = ?';
const finish = 'DELETE FROM logout_deliveries WHERE pool = ? AND sid = ? AND client_id = ?';

export const createLogoutDeliveryStore = (engine: Engine): LogoutDeliveryStore => ({
  due: async (at, most) => (await engine.read(due, [at, most])).map(readDelivery),

  async claim(delivery, at, until) {
    const values = [until, ...keyOf(delivery), delivery.attempts, at];
    return (await act(engine, claim, values)).changes === 1 ? 'claimed' : 'missed';
  },

  async postpone(delivery, nextAt) {
    await act(engine, postpone, [nextAt, ...keyOf(delivery)]);
  },

  async finish(delivery) {
    await act(engine, finish, keyOf(delivery));
  },
});

const keyOf = ({ pool, sid, clientId }: LogoutDelivery) => [pool, sid, clientId];

const readDelivery = (row: Row): LogoutDelivery => ({
  pool: poolId(row, 'pool'),
  sid: text(row, 'sid'),
  clientId: text(row, 'client_id'),
  sub: text(row, 'sub'),
  attempts: number(row, 'attempts'),
  expiresAt: number(row, 'expires_at'),
});
