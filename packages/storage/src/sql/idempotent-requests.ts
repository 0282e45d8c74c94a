/** Requests that may be repeated. */
import type { Engine } from '../engines/engine.ts';
import type { IdempotentRequestStore } from '../registry/idempotent-requests.ts';
import { act, readOne } from './acts.ts';
import { optionalText, text } from './rows.ts';

const begin = `INSERT INTO idempotent_requests (pool, request_key, fingerprint, answer, expires_at)
  VALUES (?, ?, ?, NULL, ?)
  ON CONFLICT (pool, request_key) DO UPDATE SET fingerprint = excluded.fingerprint, answer = NULL,
    expires_at = excluded.expires_at
  WHERE idempotent_requests.expires_at <= ?`;

const find = 'SELECT fingerprint, answer FROM idempotent_requests WHERE pool = ? AND request_key = ?';
const finish = 'UPDATE idempotent_requests SET answer = ?, expires_at = ? WHERE pool = ? AND request_key = ?';
const abandon = 'DELETE FROM idempotent_requests WHERE pool = ? AND request_key = ?';

export const createIdempotentRequestStore = (engine: Engine): IdempotentRequestStore => ({
  async begin(pool, key, fingerprint, at, until) {
    const { changes } = await act(engine, begin, [pool, key, fingerprint, until, at]);
    if (changes === 1) return { kind: 'begun' };
    const row = await readOne(engine, find, [pool, key]);
    // Given back at this very moment: for its sender that is as if it were still running.
    if (!row) return { kind: 'running' };
    if (text(row, 'fingerprint') !== fingerprint) return { kind: 'different' };
    const answer = optionalText(row, 'answer');
    return answer === undefined ? { kind: 'running' } : { kind: 'answered', answer };
  },

  async finish(pool, key, answer, until) {
    await act(engine, finish, [answer, until, pool, key]);
  },

  async abandon(pool, key) {
    await act(engine, abandon, [pool, key]);
  },
});
