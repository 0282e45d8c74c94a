/** Sessions. `ends_at` is the earlier of the idle and the absolute end. */
import type { Session, SessionStore } from '@symbolon/protocol';
import type { Engine, Row } from '../engines/engine.ts';
import { readOne } from './acts.ts';
import { queueDeliveries } from './logout-deliveries.ts';
import { flag, number, optionalText, text } from './rows.ts';

const insert = `INSERT INTO sessions (pool, cookie_hash, sid, user_id, auth_time, acr, amr, persistent,
  expires_at, ends_at, touched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const find = `SELECT s.sid, s.user_id, s.auth_time, s.acr, s.amr, s.expires_at, s.persistent FROM sessions s
  JOIN users u ON u.pool = s.pool AND u.id = s.user_id
  WHERE s.pool = ? AND s.cookie_hash = ? AND s.ends_at > ? AND u.active = 1`;

/** Never revives a session that has ended, and writes nothing for uses close together. */
const touch = `UPDATE sessions SET touched_at = ?,
  ends_at = CASE WHEN expires_at < ? THEN expires_at ELSE CAST(? AS BIGINT) END
  WHERE pool = ? AND cookie_hash = ? AND ends_at > ? AND touched_at <= ?`;

const remove = 'DELETE FROM sessions WHERE pool = ? AND cookie_hash = ?';
const removeBySid = 'DELETE FROM sessions WHERE pool = ? AND sid = ?';

const revokeGranted = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND sid = ? AND offline = 0 AND revoked_at IS NULL`;

const touchInterval = 300;

export function createSessionStore(engine: Engine): SessionStore {
  return {
    async begin(pool, cookieHash, session, at, idleLifetime, replaces) {
      const { sid, userId, authTime, acr, amr, persistent, expiresAt } = session;
      const who = [sid, userId, authTime, acr ?? null, JSON.stringify(amr), persistent ? 1 : 0];
      const ends = [expiresAt, Math.min(expiresAt, at + idleLifetime), at];
      await engine.write([
        ...(replaces === undefined ? [] : [{ sql: remove, values: [pool, replaces] }]),
        { sql: insert, values: [pool, cookieHash, ...who, ...ends] },
      ]);
    },

    async find(pool, cookieHash, at) {
      const row = await readOne(engine, find, [pool, cookieHash, at]);
      return row && readSession(row);
    },

    touch(pool, cookieHash, at, idleLifetime) {
      const idleEnd = at + idleLifetime;
      const values = [at, idleEnd, idleEnd, pool, cookieHash, at, at - touchInterval];
      // A lost touch costs nothing but an earlier idle end.
      engine.write([{ sql: touch, values }]).catch(() => undefined);
    },

    async end(pool, sid, at, deliverUntil) {
      const result = await engine.write([
        ...queueDeliveries(pool, sid, at, deliverUntil),
        { sql: removeBySid, values: [pool, sid] },
        { sql: revokeGranted, values: [at, pool, sid] },
      ]);
      const [queued] = result.kind === 'done' ? result.results : [];
      return queued?.rows.map(row => text(row, 'client_id')) ?? [];
    },
  };
}

function readSession(row: Row): Session {
  const amr: Session['amr'] = JSON.parse(text(row, 'amr'));
  return {
    sid: text(row, 'sid'),
    userId: text(row, 'user_id'),
    authTime: number(row, 'auth_time'),
    acr: optionalText(row, 'acr'),
    amr,
    expiresAt: number(row, 'expires_at'),
    persistent: flag(row, 'persistent'),
  };
}
