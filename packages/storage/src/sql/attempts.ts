/**
 * Attempts. The first `limit.attempts` are allowed; the next is blocked for 1 s, and from then on each attempt doubles
 * the delay that the one after it has to wait out, up to the window. A window without attempts starts anew.
 */
import type { AttemptStore } from '@symbolon/login';
import type { Engine } from '../engines/engine.ts';
import { act } from './acts.ts';
import { flag, number } from './rows.ts';

const startsAnew = 'attempts.expires_at <= excluded.last_at';
const withinLimit = 'attempts.counted < ?';
const waitedOut = 'attempts.delay > 0 AND attempts.last_at + attempts.delay <= excluded.last_at';
const window = '(excluded.expires_at - excluded.last_at)';

const record = `INSERT INTO attempts (pool, subject, counted, delay, allowed, last_at, expires_at)
  VALUES (?, ?, 1, 0, 1, ?, ?)
  ON CONFLICT (pool, subject) DO UPDATE SET
    counted = CASE WHEN ${startsAnew} THEN 1 ELSE attempts.counted + 1 END,
    delay = CASE
      WHEN ${startsAnew} OR ${withinLimit} THEN 0
      WHEN attempts.delay = 0 THEN 1
      WHEN attempts.delay * 2 < ${window} THEN attempts.delay * 2
      ELSE ${window} END,
    allowed = CASE WHEN ${startsAnew} OR ${withinLimit} OR (${waitedOut}) THEN 1 ELSE 0 END,
    last_at = excluded.last_at,
    expires_at = excluded.expires_at
  RETURNING allowed, last_at + delay AS blocked_until`;

/** The inverse of one `record`, save for the times. */
const withdraw = `UPDATE attempts SET counted = counted - 1, delay = delay / 2
  WHERE pool = ? AND subject = ? AND counted > 0`;

const forget = 'DELETE FROM attempts WHERE pool = ? AND subject = ?';

export function createAttemptStore(engine: Engine): AttemptStore {
  return {
    async record(pool, key, at, limit) {
      const values = [pool, key, at, at + limit.window, limit.attempts, limit.attempts];
      const [row] = (await act(engine, record, values)).rows;
      if (row === undefined) throw new Error('counting an attempt returned no row');
      if (flag(row, 'allowed')) return { kind: 'allowed' };
      return { kind: 'blocked', until: number(row, 'blocked_until') };
    },

    async withdraw(pool, key) {
      await act(engine, withdraw, [pool, key]);
    },

    async forget(pool, key) {
      await act(engine, forget, [pool, key]);
    },
  };
}
