/** Applications. */
import type { JsonObject } from '@symbolon/foundation';
import type { Engine, Row } from '../engines/engine.ts';
import type { ApplicationStore, RegisteredApplication } from '../registry/applications.ts';
import { act } from './acts.ts';
import { number, oneOf, optionalText, text } from './rows.ts';

const list = `SELECT client_id, metadata, sealed_secret, managed_by, created_at, updated_at FROM applications
  WHERE pool = ? ORDER BY client_id`;

const put = `INSERT INTO applications (pool, client_id, metadata, sealed_secret, managed_by, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pool, client_id) DO UPDATE SET metadata = excluded.metadata,
    sealed_secret = excluded.sealed_secret, managed_by = excluded.managed_by, updated_at = excluded.updated_at`;

const remove = 'DELETE FROM applications WHERE pool = ? AND client_id = ?';
const removeConsents = 'DELETE FROM consents WHERE pool = ? AND client_id = ?';
const revokeGranted = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND client_id = ? AND revoked_at IS NULL`;

export function createApplicationStore(engine: Engine): ApplicationStore {
  return {
    async list(pool) {
      return (await engine.read(list, [pool])).map(readApplication);
    },

    async put(pool, { clientId, metadata, sealedSecret = null, managedBy }, at) {
      await act(engine, put, [pool, clientId, JSON.stringify(metadata), sealedSecret, managedBy, at, at]);
    },

    async remove(pool, clientId, at) {
      await engine.write([
        { sql: remove, values: [pool, clientId] },
        { sql: removeConsents, values: [pool, clientId] },
        { sql: revokeGranted, values: [at, pool, clientId] },
      ]);
    },
  };
}

function readApplication(row: Row): RegisteredApplication {
  const metadata: JsonObject = JSON.parse(text(row, 'metadata'));
  return {
    clientId: text(row, 'client_id'),
    metadata,
    sealedSecret: optionalText(row, 'sealed_secret'),
    managedBy: oneOf(row, 'managed_by', ['file', 'console']),
    createdAt: number(row, 'created_at'),
    updatedAt: number(row, 'updated_at'),
  };
}
