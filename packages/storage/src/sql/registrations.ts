/** Registrations. */
import type { JsonObject } from '@symbolon/foundation';
import type { Engine, Row } from '../engines/engine.ts';
import type { Registration, RegistrationStore } from '../registry/registrations.ts';
import { act, readOne } from './acts.ts';
import { batchLength, inBatches } from './purge.ts';
import { number, oneOf, optionalText, text } from './rows.ts';

const columns = `kind, id, document, sealed_secret, access_token_hash, managed_by, created_at, updated_at`;
const list = `SELECT ${columns} FROM registrations WHERE pool = ? AND kind = ? ORDER BY id`;
const find = `SELECT ${columns} FROM registrations WHERE pool = ? AND kind = ? AND id = ?`;

const put = `INSERT INTO registrations
    (pool, kind, id, document, sealed_secret, access_token_hash, managed_by, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pool, kind, id) DO UPDATE SET document = excluded.document,
    sealed_secret = excluded.sealed_secret, access_token_hash = excluded.access_token_hash,
    managed_by = excluded.managed_by, updated_at = excluded.updated_at`;

const replaceOwn = `UPDATE registrations SET document = ?, sealed_secret = ?, updated_at = ?
  WHERE pool = ? AND kind = ? AND id = ? AND access_token_hash = ? AND managed_by = 'client'`;

const ownerOf = `SELECT id FROM registrations WHERE pool = ? AND access_token_hash = ? AND id <> ?`;
const revokeAccessToken = `UPDATE registrations SET access_token_hash = NULL
  WHERE pool = ? AND access_token_hash = ? AND id <> ?`;

const isUnused = `pool = ? AND kind = 'application' AND managed_by = 'client' AND updated_at <= ?
  AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.pool = registrations.pool AND c.client_id = registrations.id)
  AND NOT EXISTS (SELECT 1 FROM authorizations a WHERE a.pool = registrations.pool AND a.client_id = registrations.id)`;
const forgetUnused = `DELETE FROM registrations WHERE ${isUnused} AND (pool, kind, id) IN
  (SELECT pool, kind, id FROM registrations WHERE ${isUnused} LIMIT ${batchLength})`;

const remove = 'DELETE FROM registrations WHERE pool = ? AND kind = ? AND id = ?';
const removeConsents = 'DELETE FROM consents WHERE pool = ? AND client_id = ?';
const revokeGranted = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND client_id = ? AND revoked_at IS NULL`;

export function createRegistrationStore(engine: Engine): RegistrationStore {
  return {
    async list(pool, kind) {
      return (await engine.read(list, [pool, kind])).map(readRegistration);
    },

    async find(pool, kind, id) {
      const row = await readOne(engine, find, [pool, kind, id]);
      return row && readRegistration(row);
    },

    async put(pool, registration, at) {
      const { kind, id, document, sealedSecret = null, accessTokenHash = null, managedBy } = registration;
      const text = JSON.stringify(document);
      await act(engine, put, [pool, kind, id, text, sealedSecret, accessTokenHash, managedBy, at, at]);
    },

    async replaceOwn(pool, { kind, id, document, sealedSecret = null, accessTokenHash }, at) {
      const text = JSON.stringify(document);
      const { changes } = await act(engine, replaceOwn, [
        text,
        sealedSecret,
        at,
        pool,
        kind,
        id,
        accessTokenHash,
      ]);
      return changes === 1 ? 'replaced' : 'refused';
    },

    async revokeAccessToken(pool, accessTokenHash, id) {
      // Read first: whoever sends nonsense shall not cause a write.
      const owner = await readOne(engine, ownerOf, [pool, accessTokenHash, id]);
      if (!owner) return undefined;
      await act(engine, revokeAccessToken, [pool, accessTokenHash, id]);
      return text(owner, 'id');
    },

    forgetUnused: (pool, until) => inBatches(engine, forgetUnused, [pool, until, pool, until]),

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
    accessTokenHash: optionalText(row, 'access_token_hash'),
    managedBy: oneOf(row, 'managed_by', ['file', 'console', 'client']),
    createdAt: number(row, 'created_at'),
    updatedAt: number(row, 'updated_at'),
  };
}
