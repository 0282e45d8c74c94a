/** One-time codes. `tries` are those left; `redeemed` stands for none, of a code that was right. */
import type { OneTimeCodeStore } from '@symbolon/login';
import type { Engine } from '../engines/engine.ts';
import { act } from './acts.ts';
import { number } from './rows.ts';

const redeemed = -1;

const put = `INSERT INTO one_time_codes (pool, subject, code_hash, tries, expires_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (pool, subject) DO UPDATE SET
    code_hash = excluded.code_hash, tries = excluded.tries, expires_at = excluded.expires_at`;

const redeem = `UPDATE one_time_codes SET tries = CASE WHEN code_hash = ? THEN ${redeemed} ELSE tries - 1 END
  WHERE pool = ? AND subject = ? AND tries > 0 AND expires_at > ? RETURNING tries`;

export const createOneTimeCodeStore = (engine: Engine): OneTimeCodeStore => ({
  async put(pool, key, codeHash, expiresAt, tries) {
    await act(engine, put, [pool, key, codeHash, tries, expiresAt]);
  },

  async redeem(pool, key, codeHash, at) {
    const [row] = (await act(engine, redeem, [codeHash, pool, key, at])).rows;
    if (row === undefined) return 'dead';
    return number(row, 'tries') === redeemed ? 'right' : 'wrong';
  },
});
