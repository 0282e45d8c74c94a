/** Registrations. */
import type { JsonObject, PoolId } from '@symbolon/foundation';
import type { Engine, Row, Step } from '../engines/engine.ts';
import type {
  NewRegistration,
  Registration,
  RegistrationKind,
  RegistrationStore,
} from '../registry/registrations.ts';
import { act, readOne } from './acts.ts';
import { batchLength } from './purge.ts';
import { number, oneOf, optionalText, text } from './rows.ts';
import { writeForAll } from './versions.ts';

const columns = `kind, id, document, sealed_secret, access_token_hash, managed_by, created_at, updated_at,
  version`;
const list = `SELECT ${columns} FROM registrations WHERE pool = ? AND kind = ? ORDER BY id`;
const find = `SELECT ${columns} FROM registrations WHERE pool = ? AND kind = ? AND id = ?`;

const insert = `INSERT INTO registrations
    (pool, kind, id, document, sealed_secret, access_token_hash, managed_by, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const add = `${insert} ON CONFLICT DO NOTHING`;
const put = `${insert}
  ON CONFLICT (pool, kind, id) DO UPDATE SET document = excluded.document,
    sealed_secret = excluded.sealed_secret, access_token_hash = excluded.access_token_hash,
    managed_by = excluded.managed_by, updated_at = excluded.updated_at, version = registrations.version + 1`;

const ofVersion = `pool = ? AND kind = ? AND id = ? AND version = ? AND managed_by <> 'file'`;
const change = `UPDATE registrations SET document = ?, sealed_secret = ?, updated_at = ?, version = version + 1
  WHERE ${ofVersion}`;
const removeVersion = `DELETE FROM registrations WHERE ${ofVersion}`;

/** One after the other, so that two nodes never count the same room. */
const holdPool = 'SELECT pool FROM pools WHERE pool = ? FOR UPDATE';
const addOwn = `INSERT INTO registrations
    (pool, kind, id, document, sealed_secret, access_token_hash, managed_by, created_at, updated_at)
  SELECT CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
    CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT)
  WHERE (SELECT COUNT(*) FROM registrations WHERE pool = ? AND managed_by = 'client') < ?`;

const replaceOwn = `UPDATE registrations SET document = ?, sealed_secret = ?, updated_at = ?,
  version = version + 1
  WHERE pool = ? AND kind = ? AND id = ? AND version = ? AND access_token_hash = ? AND managed_by = 'client'`;

const ownerOf = `SELECT id FROM registrations WHERE pool = ? AND access_token_hash = ? AND id <> ?`;
const revokeAccessToken = `UPDATE registrations SET access_token_hash = NULL
  WHERE pool = ? AND access_token_hash = ? AND id <> ?`;

const isUnused = `pool = ? AND kind = 'application' AND managed_by = 'client' AND updated_at <= ?
  AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.pool = registrations.pool AND c.client_id = registrations.id)
  AND NOT EXISTS (SELECT 1 FROM authorizations a WHERE a.pool = registrations.pool AND a.client_id = registrations.id)`;
const forgetUnused = `DELETE FROM registrations WHERE ${isUnused} AND (pool, kind, id) IN
  (SELECT pool, kind, id FROM registrations WHERE ${isUnused} LIMIT ${batchLength})`;

const findUnused = `SELECT id FROM registrations WHERE ${isUnused} LIMIT 1`;

const remove = 'DELETE FROM registrations WHERE pool = ? AND kind = ? AND id = ?';
const removeConsents = 'DELETE FROM consents WHERE pool = ? AND client_id = ?';
const revokeGranted = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND client_id = ? AND revoked_at IS NULL`;

const topic = 'registrations';

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
      const step = { sql: put, values: [pool, ...columnValues(registration), at, at] };
      await writeForAll(engine, pool, topic, [step]);
    },

    async add(pool, registration, at) {
      const step = { sql: add, values: [pool, ...columnValues(registration), at, at], expect: 1 };
      return (await writeForAll(engine, pool, topic, [step])).kind === 'done' ? 'added' : 'exists';
    },

    async change(pool, { kind, id, document, sealedSecret = null }, version, at) {
      const values = [JSON.stringify(document), sealedSecret, at, pool, kind, id, version];
      const result = await writeForAll(engine, pool, topic, [{ sql: change, values, expect: 1 }]);
      return result.kind === 'done' ? 'changed' : 'stale';
    },

    async removeVersion(pool, kind, id, version, at) {
      const result = await writeForAll(engine, pool, topic, [
        { sql: removeVersion, values: [pool, kind, id, version], expect: 1 },
        ...forgetClient(pool, kind, id, at),
      ]);
      return result.kind === 'done' ? 'removed' : 'stale';
    },

    async addOwn(pool, registration, at, most) {
      const values = [pool, ...columnValues(registration), at, at, pool, most];
      const { kind } = await writeForAll(engine, pool, topic, [
        { sql: holdPool, values: [pool] },
        { sql: addOwn, values, expect: 1 },
      ]);
      return kind === 'done' ? 'added' : 'full';
    },

    async replaceOwn(pool, { kind, id, document, sealedSecret = null, accessTokenHash }, version, at) {
      const text = JSON.stringify(document);
      const values = [text, sealedSecret, at, pool, kind, id, version, accessTokenHash];
      const result = await writeForAll(engine, pool, topic, [{ sql: replaceOwn, values, expect: 1 }]);
      return result.kind === 'done' ? 'replaced' : 'refused';
    },

    async revokeAccessToken(pool, accessTokenHash, id) {
      // Read first: whoever sends nonsense shall not cause a write.
      const owner = await readOne(engine, ownerOf, [pool, accessTokenHash, id]);
      if (!owner) return undefined;
      await act(engine, revokeAccessToken, [pool, accessTokenHash, id]);
      return text(owner, 'id');
    },

    async forgetUnused(pool, until) {
      let forgotten = 0;
      let changes = batchLength;
      // Looked for first: most of the time there is none, and nobody has to read anything again.
      while (changes === batchLength && (await readOne(engine, findUnused, [pool, until]))) {
        const step = { sql: forgetUnused, values: [pool, until, pool, until] };
        const result = await writeForAll(engine, pool, topic, [step]);
        changes = (result.kind === 'done' && result.results[0]?.changes) || 0;
        forgotten += changes;
      }
      return forgotten;
    },

    async remove(pool, kind, id, at) {
      await writeForAll(engine, pool, topic, [
        { sql: remove, values: [pool, kind, id] },
        ...forgetClient(pool, kind, id, at),
      ]);
    },
  };
}

/** What hangs on a registration that is a client. */
const forgetClient = (pool: PoolId, kind: RegistrationKind, id: string, at: number): readonly Step[] =>
  kind === 'resource' || kind === 'pool_settings'
    ? []
    : [
        { sql: removeConsents, values: [pool, id] },
        { sql: revokeGranted, values: [at, pool, id] },
      ];

const columnValues = (registration: NewRegistration) => {
  const { kind, id, document, sealedSecret = null, accessTokenHash = null, managedBy } = registration;
  return [kind, id, JSON.stringify(document), sealedSecret, accessTokenHash, managedBy];
};

function readRegistration(row: Row): Registration {
  const document: JsonObject = JSON.parse(text(row, 'document'));
  return {
    kind: oneOf(row, 'kind', ['application', 'access_key', 'resource', 'pool_settings']),
    id: text(row, 'id'),
    document,
    sealedSecret: optionalText(row, 'sealed_secret'),
    accessTokenHash: optionalText(row, 'access_token_hash'),
    managedBy: oneOf(row, 'managed_by', ['file', 'console', 'client']),
    createdAt: number(row, 'created_at'),
    updatedAt: number(row, 'updated_at'),
    version: number(row, 'version'),
  };
}
