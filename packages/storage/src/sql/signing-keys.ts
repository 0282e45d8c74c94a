/** Signing keys. The unique indexes on active and announced keys decide which node's key wins. */
import type { Engine, Row } from '../engines/engine.ts';
import type { SigningKeyStore, StoredSigningKey } from '../registry/signing-keys.ts';
import { number, oneOf, text } from './rows.ts';
import { writeForAll } from './versions.ts';

const list = `SELECT kid, alg, sealed_private_key, state, created_at, changed_at FROM signing_keys
  WHERE pool = ? ORDER BY created_at, kid`;

const add = `INSERT INTO signing_keys (pool, kid, alg, sealed_private_key, state, created_at, changed_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

const retire = `UPDATE signing_keys SET state = 'retired', changed_at = ? WHERE pool = ? AND state = 'active'
  AND alg = (SELECT alg FROM signing_keys WHERE pool = ? AND kid = ? AND state = 'announced')`;

const activate = `UPDATE signing_keys SET state = 'active', changed_at = ?
  WHERE pool = ? AND kid = ? AND state = 'announced'`;

const forget = "DELETE FROM signing_keys WHERE pool = ? AND kid = ? AND state = 'retired'";

export function createSigningKeyStore(engine: Engine): SigningKeyStore {
  return {
    async list(pool) {
      return (await engine.read(list, [pool])).map(readKey);
    },

    async add(pool, { kid, alg, sealedPrivateKey, state, createdAt, changedAt }) {
      const values = [pool, kid, alg, sealedPrivateKey, state, createdAt, changedAt];
      const { kind } = await writeForAll(engine, pool, 'signing_keys', [{ sql: add, values, expect: 1 }]);
      return kind === 'done' ? 'added' : 'exists';
    },

    async promote(pool, kid, at) {
      const { kind } = await writeForAll(engine, pool, 'signing_keys', [
        { sql: retire, values: [at, pool, pool, kid] },
        { sql: activate, values: [at, pool, kid], expect: 1 },
      ]);
      return kind === 'done' ? 'promoted' : 'refused';
    },

    async forget(pool, kid) {
      await writeForAll(engine, pool, 'signing_keys', [{ sql: forget, values: [pool, kid], expect: 1 }]);
    },
  };
}

const readKey = (row: Row): StoredSigningKey => ({
  kid: text(row, 'kid'),
  alg: oneOf(row, 'alg', ['RS256', 'PS256', 'ES256', 'EdDSA']),
  sealedPrivateKey: text(row, 'sealed_private_key'),
  state: oneOf(row, 'state', ['announced', 'active', 'retired']),
  createdAt: number(row, 'created_at'),
  changedAt: number(row, 'changed_at'),
});
