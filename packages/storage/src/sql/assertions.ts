/** Assertions seen — RFC 7523 §3. */
import type { Clock } from '@symbolon/foundation';
import type { AssertionStore } from '@symbolon/protocol';
import type { Engine } from '../engines/engine.ts';
import { act } from './acts.ts';

/** Takes the place of one that has expired, and of no other. */
const remember = `INSERT INTO assertions (pool, issuer, jti, expires_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (pool, issuer, jti) DO UPDATE SET expires_at = excluded.expires_at
  WHERE assertions.expires_at <= ?`;

export function createAssertionStore(engine: Engine, clock: Clock): AssertionStore {
  return {
    async remember(pool, issuer, jti, expiresAt) {
      const { changes } = await act(engine, remember, [pool, issuer, jti, expiresAt, clock()]);
      return changes === 1 ? 'fresh' : 'seen';
    },
  };
}
