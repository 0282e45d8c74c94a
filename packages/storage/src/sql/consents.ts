/** Consents: one row for each scope said yes to, so that a later yes adds to an earlier one without reading it. */
import type { PoolId } from '@symbolon/foundation';
import type { ConsentStore, NewAuthorization } from '@symbolon/protocol';
import type { Engine, Step } from '../engines/engine.ts';
import { text } from './rows.ts';

export function recordConsent(
  pool: PoolId,
  { userId, clientId, grantedAt }: NewAuthorization,
  scope: readonly string[],
): readonly Step[] {
  if (userId === undefined) return [];
  // In one order, so that two units never wait for each other.
  return scope.toSorted().map(name => ({
    sql: `INSERT INTO consents (pool, user_id, client_id, scope, granted_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (pool, user_id, client_id, scope) DO UPDATE SET granted_at = excluded.granted_at`,
    values: [pool, userId, clientId, name, grantedAt],
  }));
}

export function createConsentStore(engine: Engine): ConsentStore {
  return {
    async find(pool, userId, clientId) {
      const rows = await engine.read(
        'SELECT scope FROM consents WHERE pool = ? AND user_id = ? AND client_id = ?',
        [pool, userId, clientId],
      );
      return new Set(rows.map(row => text(row, 'scope')));
    },
  };
}
