/** Users as administrators see and change them. */
import type { PoolId } from '@symbolon/foundation';
import type { Engine, Step, Value } from '../engines/engine.ts';
import type { Ending, UserDirectory } from '../registry/user-directory.ts';
import { act, readOne } from './acts.ts';
import { removeCredential } from './credentials.ts';
import { number, text } from './rows.ts';
import { end, endingOf } from './sessions.ts';
import {
  findUser,
  readAuthorizationOf,
  readConsents,
  readDirectoryUser,
  readSessionOf,
  usersWithRole,
} from './user-rows.ts';
import { indexUser, searchUsers } from './user-search.ts';
import { claimIdentifiers, displayName, removeIdentifiers } from './users.ts';

/** One after the other in a pool, so that two owners never take each other for the one who stays. */
const holdPool = 'SELECT pool FROM pools WHERE pool = ? FOR UPDATE';
const keepsAnOwner = `(role IS NULL OR role <> 'owner' OR EXISTS (SELECT 1 FROM users o
  WHERE o.pool = users.pool AND o.id <> users.id AND o.role = 'owner' AND o.active = 1))`;

const change = `UPDATE users SET display_name = ?, claims = ?, version = version + 1,
  updated_at = CASE WHEN claims = ? THEN updated_at ELSE CAST(? AS BIGINT) END
  WHERE pool = ? AND id = ? AND version = ? AND managed_by <> 'file'`;
const lock = `UPDATE users SET active = 0, version = version + 1 WHERE pool = ? AND id = ? AND ${keepsAnOwner}`;
const unlock = 'UPDATE users SET active = 1, version = version + 1 WHERE pool = ? AND id = ?';
const remove = `DELETE FROM users WHERE pool = ? AND id = ? AND version = ? AND ${keepsAnOwner}`;
const setRole = `UPDATE users SET role = ?, version = version + 1
  WHERE pool = ? AND id = ? AND version = ? AND (? = 'owner' OR ${keepsAnOwner})`;
const resetPassword = `UPDATE users SET password_hash = ?, version = version + 1, secrets_version = secrets_version + 1
  WHERE pool = ? AND id = ? AND managed_by <> 'file'`;
/** A sign-in that is under way with the old ones begins no session. */
const outdateSecrets = `UPDATE users SET version = version + 1, secrets_version = secrets_version + 1
  WHERE pool = ? AND id = ?`;
const removeConsents = 'DELETE FROM consents WHERE pool = ? AND user_id = ?';
const count = `SELECT (SELECT COUNT(*) FROM users WHERE pool = ?) AS users,
  (SELECT COUNT(*) FROM sessions WHERE pool = ? AND ends_at > ?) AS live_sessions`;

const ofUser = endingOf('s.pool = ? AND s.user_id = ?');
const oneOfUser = endingOf('s.pool = ? AND s.user_id = ? AND s.sid = ?');
const revokeAll = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND user_id = ? AND revoked_at IS NULL`;
const revokeOne = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND user_id = ? AND id = ? AND revoked_at IS NULL`;

const sessions = `SELECT sid, auth_time, acr, amr, device, touched_at, ends_at FROM sessions
  WHERE pool = ? AND user_id = ? AND ends_at > ? ORDER BY auth_time DESC, sid LIMIT 200`;
const authorizations = `SELECT id, client_id, granted, granted_at, offline, expires_at FROM authorizations
  WHERE pool = ? AND user_id = ? AND expires_at > ? AND revoked_at IS NULL ORDER BY granted_at DESC, id LIMIT 200`;

const consents = `SELECT client_id, scope, granted_at FROM consents
  WHERE pool = ? AND user_id = ? ORDER BY client_id, scope`;
const agreements = `SELECT agreement, agreed_at FROM user_agreements
  WHERE pool = ? AND user_id = ? ORDER BY agreement`;
const removeConsentsTo = 'DELETE FROM consents WHERE pool = ? AND user_id = ? AND client_id = ?';
const revokeGrantedTo = `UPDATE authorizations SET revoked_at = ?
  WHERE pool = ? AND user_id = ? AND client_id = ? AND revoked_at IS NULL`;

const endAll = (pool: PoolId, id: string, { at, deliverUntil }: Ending): readonly Step[] => [
  ...end(ofUser, [pool, id], at, deliverUntil),
  { sql: revokeAll, values: [at, pool, id] },
];

export function createUserDirectory(engine: Engine): UserDirectory {
  const find: UserDirectory['find'] = async (pool, id) => {
    const row = await readOne(engine, findUser, [pool, id]);
    return row && readDirectoryUser(row);
  };
  /** Whether the unit was done, and whether it was the owners that stood against it. */
  const keepingOwner = async (
    pool: PoolId,
    sql: string,
    values: readonly Value[],
    others: readonly Step[],
  ) => {
    const held = { sql: holdPool, values: [pool] };
    return (await engine.write([held, { sql, values, expect: 1 }, ...others])).kind === 'done';
  };
  return {
    find,
    search: (pool, query) => searchUsers(engine, pool, query),
    withRole: async pool => (await engine.read(usersWithRole, [pool])).map(readDirectoryUser),

    async count(pool, at) {
      const row = await readOne(engine, count, [pool, pool, at]);
      return {
        users: row ? number(row, 'users') : 0,
        liveSessions: row ? number(row, 'live_sessions') : 0,
      };
    },

    async change(pool, user, version, at) {
      const claims = JSON.stringify(user.claims);
      const name = displayName(user);
      const result = await engine.write([
        { sql: change, values: [name, claims, claims, at, pool, user.id, version], expect: 1 },
        { sql: removeIdentifiers, values: [pool, user.id] },
        ...claimIdentifiers(pool, user),
        ...indexUser(pool, user, name),
      ]);
      if (result.kind === 'done') return 'changed';
      return result.step === 0 ? 'stale' : 'taken';
    },

    async lock(pool, id, ending) {
      if (await keepingOwner(pool, lock, [pool, id], endAll(pool, id, ending))) return 'locked';
      return (await find(pool, id)) ? 'last_owner' : 'unknown';
    },

    async unlock(pool, id, ending) {
      // What came to be in the moment of the locking must not come back to life.
      const unit = [{ sql: unlock, values: [pool, id], expect: 1 }, ...endAll(pool, id, ending)];
      return (await engine.write(unit)).kind === 'done' ? 'unlocked' : 'unknown';
    },

    async remove(pool, id, version, ending) {
      const others = [...endAll(pool, id, ending), { sql: removeConsents, values: [pool, id] }];
      if (await keepingOwner(pool, remove, [pool, id, version], others)) return 'removed';
      return (await find(pool, id))?.version === version ? 'last_owner' : 'stale';
    },

    async resetPassword(pool, id, passwordHash, ending) {
      const step = { sql: resetPassword, values: [passwordHash, pool, id], expect: 1 };
      const result = await engine.write([step, ...endAll(pool, id, ending)]);
      return result.kind === 'done' ? 'reset' : 'unknown';
    },

    async removeCredential(pool, id, credential, ending) {
      const result = await engine.write([
        { sql: outdateSecrets, values: [pool, id], expect: 1 },
        removeCredential(pool, id, credential),
        ...endAll(pool, id, ending),
      ]);
      return result.kind === 'done' ? 'removed' : 'unknown';
    },

    async setRole(pool, id, role = '', version) {
      const values = [role === '' ? null : role, pool, id, version, role];
      if (await keepingOwner(pool, setRole, values, [])) return 'set';
      return (await find(pool, id))?.version === version ? 'last_owner' : 'stale';
    },

    async sessions(pool, userId, at) {
      return (await engine.read(sessions, [pool, userId, at])).map(readSessionOf);
    },

    async endSession(pool, userId, sid, { at, deliverUntil }) {
      const result = await engine.write(end(oneOfUser, [pool, userId, sid], at, deliverUntil));
      return result.kind === 'done' && (result.results.at(-1)?.changes ?? 0) > 0 ? 'ended' : 'unknown';
    },

    async authorizations(pool, userId, at) {
      return (await engine.read(authorizations, [pool, userId, at])).map(readAuthorizationOf);
    },

    async consents(pool, userId) {
      return readConsents(await engine.read(consents, [pool, userId]));
    },

    async agreements(pool, userId) {
      const rows = await engine.read(agreements, [pool, userId]);
      return rows.map(row => ({ agreement: text(row, 'agreement'), agreedAt: number(row, 'agreed_at') }));
    },

    async revokeApplication(pool, userId, clientId, at) {
      await engine.write([
        { sql: removeConsentsTo, values: [pool, userId, clientId] },
        { sql: revokeGrantedTo, values: [at, pool, userId, clientId] },
      ]);
    },

    async revokeAuthorization(pool, userId, id, at) {
      const { changes } = await act(engine, revokeOne, [at, pool, userId, id]);
      return changes === 1 ? 'revoked' : 'unknown';
    },
  };
}
