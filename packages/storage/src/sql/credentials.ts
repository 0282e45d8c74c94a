/** Credentials beside passwords. `last_step` is the time step whose code was used last — RFC 6238 §5.2. */
import type { PoolId } from '@symbolon/foundation';
import type { CredentialStore, Passkey, PresentProof } from '@symbolon/login';
import type { Engine, Row, Step } from '../engines/engine.ts';
import type { NamedCredential } from '../registry/user-directory.ts';
import { act, readOne } from './acts.ts';
import { number, optionalNumber, text } from './rows.ts';
import { holdSecrets, holdSession } from './sessions.ts';

const findTotp = `SELECT t.sealed_secret, t.created_at, t.last_step,
  (SELECT COUNT(*) FROM recovery_codes r WHERE r.pool = t.pool AND r.user_id = t.user_id) AS recovery_codes
  FROM totp_secrets t WHERE t.pool = ? AND t.user_id = ?`;

/** Also finds out that there is such a user, whom it keeps until the unit is committed. */
const holdUser = 'SELECT id FROM users WHERE pool = ? AND id = ? FOR UPDATE';
const holdTotp = 'SELECT user_id FROM totp_secrets WHERE pool = ? AND user_id = ? FOR UPDATE';

const insertTotp = `INSERT INTO totp_secrets (pool, user_id, sealed_secret, last_step, created_at)
  VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const acceptStep = `UPDATE totp_secrets SET last_step = ?
  WHERE pool = ? AND user_id = ? AND sealed_secret = ? AND last_step < ?`;
const removeTotp = 'DELETE FROM totp_secrets WHERE pool = ? AND user_id = ?';

const insertCode = `INSERT INTO recovery_codes (pool, user_id, code_hash) VALUES (?, ?, ?)
  ON CONFLICT DO NOTHING`;
const removeCodes = 'DELETE FROM recovery_codes WHERE pool = ? AND user_id = ?';
const spendCode = 'DELETE FROM recovery_codes WHERE pool = ? AND user_id = ? AND code_hash = ?';

const columns = `credential_id, user_id, public_key, counter, transports, name, created_at, last_used_at`;
const findPasskey = `SELECT ${columns} FROM passkeys WHERE pool = ? AND credential_id = ?`;
const listPasskeys = `SELECT ${columns} FROM passkeys WHERE pool = ? AND user_id = ?
  ORDER BY created_at, credential_id`;
const insertPasskey = `INSERT INTO passkeys (pool, credential_id, user_id, public_key, counter, transports, name,
  created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const usePasskey = `UPDATE passkeys SET counter = ?, last_used_at = ?
  WHERE pool = ? AND credential_id = ? AND (counter < ? OR (counter = 0 AND ? = 0))`;
const renamePasskey = 'UPDATE passkeys SET name = ? WHERE pool = ? AND user_id = ? AND credential_id = ?';
const removePasskey = 'DELETE FROM passkeys WHERE pool = ? AND user_id = ? AND credential_id = ?';
const removePasskeys = 'DELETE FROM passkeys WHERE pool = ? AND user_id = ?';

/** For a unit that takes from a user what somebody else may have set up. */
export const removeCredentialsOf = (pool: PoolId, userId: string): readonly Step[] => [
  { sql: removeTotp, values: [pool, userId] },
  { sql: removePasskeys, values: [pool, userId] },
];

export const removeCredential = (pool: PoolId, userId: string, which: NamedCredential): Step =>
  which.kind === 'authenticator'
    ? { sql: removeTotp, values: [pool, userId], expect: 1 }
    : { sql: removePasskey, values: [pool, userId, which.credentialId], expect: 1 };

/** With the user: whoever takes from them what they signed in with comes before, and is seen, or comes after. */
const holdProof = (pool: PoolId, userId: string, proof: PresentProof): readonly Step[] =>
  'sid' in proof
    ? [{ sql: holdUser, values: [pool, userId], expect: 1 }, ...holdSession(pool, proof.sid, 'required')]
    : [{ sql: holdSecrets, values: [pool, userId, proof.secretsVersion], expect: 1 }];

const keepCodes = (pool: PoolId, userId: string, hashes: readonly string[]): readonly Step[] =>
  hashes.map(hash => ({ sql: insertCode, values: [pool, userId, hash] }));

export const createCredentialStore = (engine: Engine): CredentialStore => ({
  async of(pool, userId) {
    const totp = await readOne(engine, findTotp, [pool, userId]);
    const passkeys = await engine.read(listPasskeys, [pool, userId]);
    return {
      totp: totp && {
        sealedSecret: text(totp, 'sealed_secret'),
        createdAt: number(totp, 'created_at'),
        lastStep: number(totp, 'last_step'),
      },
      recoveryCodes: totp ? number(totp, 'recovery_codes') : 0,
      passkeys: passkeys.map(readPasskey),
    };
  },

  async enrolTotp(pool, userId, proof, { sealedSecret, createdAt, step }, hashes) {
    const result = await engine.write([
      ...holdProof(pool, userId, proof),
      { sql: insertTotp, values: [pool, userId, sealedSecret, step, createdAt], expect: 1 },
      ...keepCodes(pool, userId, hashes),
    ]);
    return result.kind === 'done' ? 'enrolled' : 'exists';
  },

  async acceptStep(pool, userId, sealedSecret, step) {
    const { changes } = await act(engine, acceptStep, [step, pool, userId, sealedSecret, step]);
    return changes === 1 ? 'accepted' : 'used';
  },

  async removeTotp(pool, userId) {
    await act(engine, removeTotp, [pool, userId]);
  },

  async replaceRecoveryCodes(pool, userId, hashes) {
    const result = await engine.write([
      { sql: holdTotp, values: [pool, userId], expect: 1 },
      { sql: removeCodes, values: [pool, userId] },
      ...keepCodes(pool, userId, hashes),
    ]);
    return result.kind === 'done' ? 'replaced' : 'refused';
  },

  async spendRecoveryCode(pool, userId, hash) {
    return (await act(engine, spendCode, [pool, userId, hash])).changes === 1 ? 'spent' : 'unknown';
  },

  async addPasskey(pool, passkey, proof) {
    const { credentialId, userId, publicKey, counter, transports, name, createdAt } = passkey;
    const key = [publicKey, counter, JSON.stringify(transports), name, createdAt];
    const result = await engine.write([
      ...holdProof(pool, userId, proof),
      { sql: insertPasskey, values: [pool, credentialId, userId, ...key], expect: 1 },
    ]);
    return result.kind === 'done' ? 'added' : 'taken';
  },

  async findPasskey(pool, credentialId) {
    const row = await readOne(engine, findPasskey, [pool, credentialId]);
    return row && readPasskey(row);
  },

  async usePasskey(pool, credentialId, counter, at) {
    const { changes } = await act(engine, usePasskey, [counter, at, pool, credentialId, counter, counter]);
    return changes === 1 ? 'used' : 'stale';
  },

  async renamePasskey(pool, userId, credentialId, name) {
    const { changes } = await act(engine, renamePasskey, [name, pool, userId, credentialId]);
    return changes === 1 ? 'renamed' : 'unknown';
  },

  async removePasskey(pool, userId, credentialId) {
    const { changes } = await act(engine, removePasskey, [pool, userId, credentialId]);
    return changes === 1 ? 'removed' : 'unknown';
  },
});

function readPasskey(row: Row): Passkey {
  const transports: unknown = JSON.parse(text(row, 'transports'));
  return {
    credentialId: text(row, 'credential_id'),
    userId: text(row, 'user_id'),
    publicKey: text(row, 'public_key'),
    counter: number(row, 'counter'),
    transports: Array.isArray(transports) ? transports.map(String) : [],
    name: text(row, 'name'),
    createdAt: number(row, 'created_at'),
    lastUsedAt: optionalNumber(row, 'last_used_at'),
  };
}
