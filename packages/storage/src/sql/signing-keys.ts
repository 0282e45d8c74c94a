/** Signing keys. The unique index on active keys decides which node's first key wins. */
import type { Engine, Row } from '../engines/engine.ts';
import type { SigningKeyStore, StoredSigningKey } from '../registry/signing-keys.ts';
import { act } from './acts.ts';
import { number, oneOf, text } from './rows.ts';

const list = `SELECT kid, alg, sealed_private_key, state, created_at FROM signing_keys
  WHERE pool = ? ORDER BY created_at, kid`;

const add = `INSERT INTO signing_keys (pool, kid, alg, sealed_private_key, state, created_at)
  VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

export function createSigningKeyStore(engine: Engine): SigningKeyStore {
  return {
    async list(pool) {
      return (await engine.read(list, [pool])).map(readKey);
    },

    async add(pool, { kid, alg, sealedPrivateKey, state, createdAt }) {
      const { changes } = await act(engine, add, [pool, kid, alg, sealedPrivateKey, state, createdAt]);
      return changes === 1 ? 'added' : 'exists';
    },
  };
}

const readKey = (row: Row): StoredSigningKey => ({
  kid: text(row, 'kid'),
  alg: oneOf(row, 'alg', ['RS256', 'PS256', 'ES256', 'EdDSA']),
  sealedPrivateKey: text(row, 'sealed_private_key'),
  state: oneOf(row, 'state', ['announced', 'active', 'retired']),
  createdAt: number(row, 'created_at'),
});
