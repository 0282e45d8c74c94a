/** Registrations. */
import type { JsonObject } from '@symbolon/foundation';
import type { Engine, Row } from '../engines/engine.ts';
import type { Registration, RegistrationStore } from '../registry/registrations.ts';
import { act } from './acts.ts';
import { number, oneOf, optionalText, text } from './rows.ts';

const list = `SELECT kind, id, document, sealed_secret, managed_by, created_at, updated_at FROM registrations
  WHERE pool = ? AND kind = ? ORDER BY id`;

const put = `INSERT INTO registrations (pool, kind, id, document, sealed_secret, managed_by, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pool, kind, id) DO UPDATE SET document = excluded.document,
    sealed_secret = excluded.sealed_secret, managed_by = excluded.managed_by, updated_at = excluded.updated_at`;

const remove = 'DELETE FROM registrations WHERE pool = ? AND kind = ? AND id = ?';
const removeConsents = 'DELETE FROM consents WHERE pool = ? AND client_id = ?';
const revokeGranted = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND client_id = ? AND revoked_at IS NULL`;

export function createRegistrationStore(engine: Engine): RegistrationStore {
  return {
    async list(pool, kind) {
      return (await engine.read(list, [pool, kind])).map(readRegistration);
    },

    async put(pool, { kind, id, document, sealedSecret = null, managedBy }, at) {
      await act(engine, put, [pool, kind, id, JSON.stringify(document), sealedSecret, managedBy, at, at]);
    },

    async remove(pool, kind, id, at) {
      const asClient = [
        { sql: removeConsents, values: [pool, id] },
        { sql: revokeGranted, values: [at, pool, id] },
      ];
      await engine.write([
        { sql: remove, values: [pool, kind, id] },
        ...(kind === 'resource' ? [] : asClient),
      ]);
    },
  };
}

function readRegistration(row: Row): Registration {
  const document: JsonObject = JSON.parse(text(row, 'document'));
  return {
    kind: oneOf(row, 'kind', ['application', 'access_key', 'resource']),
    id: text(row, 'id'),
    document,
    sealedSecret: optionalText(row, 'sealed_secret'),
    managedBy: oneOf(row, 'managed_by', ['file', 'console']),
    createdAt: number(row, 'created_at'),
    updatedAt: number(row, 'updated_at'),
  };
}
