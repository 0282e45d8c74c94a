/** The statements of authorizations. Each that spends, rotates or issues decides by itself: nothing looks first. */
import type { PoolId } from '@symbolon/foundation';
import type { Bought, NewAuthorization, Rotation, StoredAccessToken } from '@symbolon/protocol';
import type { Step } from '../engines/engine.ts';
import { authorizationColumns, newAuthorizationValues, newMachineValues } from './authorization-rows.ts';

/** A client that acts for itself has no end-user who could be gone. */
const userIsActive = `(user_id IS NULL OR EXISTS (SELECT 1 FROM users
  WHERE users.pool = authorizations.pool AND users.id = authorizations.user_id AND users.active = 1))`;

const keptUntil = 'expires_at = CASE WHEN expires_at < ? THEN ? ELSE expires_at END';

export const find = `SELECT ${authorizationColumns} FROM authorizations a
  LEFT JOIN users u ON u.pool = a.pool AND u.id = a.user_id
  WHERE a.pool = ? AND a.id = ?`;

export const findByAccessToken = `SELECT ${authorizationColumns},
  t.scope AS token_scope, t.audience AS token_audience, t.expires_at AS token_expires_at FROM access_tokens t
  JOIN authorizations a ON a.pool = t.pool AND a.id = t.authorization_id
  LEFT JOIN users u ON u.pool = a.pool AND u.id = a.user_id
  WHERE t.pool = ? AND t.hash = ? AND t.expires_at > ? AND a.revoked_at IS NULL
  AND (a.user_id IS NULL OR u.active = 1)`;

export const revoke =
  'UPDATE authorizations SET revoked_at = ? WHERE pool = ? AND id = ? AND revoked_at IS NULL';

const insertAuthorization = `INSERT INTO authorizations (pool, id, client_id, user_id, sid, offline, auth_time,
  acr, granted, granted_at, code_hash, code_expires_at, code_binding, generation, refresh_expires_at,
  refresh_idle_expires_at, expires_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Of a client that acts for itself, whose tokens have neither end-user nor code. */
const insertMachine = `INSERT INTO authorizations (pool, id, client_id, offline, granted, granted_at, expires_at)
  VALUES (?, ?, ?, 0, ?, ?, ?)`;

export const grant = (pool: PoolId, authorization: NewAuthorization): Step =>
  authorization.userId === undefined && !authorization.code && !authorization.issued.refresh
    ? { sql: insertMachine, values: [pool, ...newMachineValues(authorization)] }
    : { sql: insertAuthorization, values: [pool, ...newAuthorizationValues(authorization)] };

const updateSpent = `UPDATE authorizations SET code_consumed_at = ?, code_binding = NULL, generation = ?,
  refresh_expires_at = ?, refresh_idle_expires_at = ?, ${keptUntil}
  WHERE pool = ? AND id = ? AND code_hash = ? AND code_consumed_at IS NULL AND code_expires_at > ?
  AND revoked_at IS NULL AND ${userIsActive}`;

export const spendCode = (pool: PoolId, id: string, codeHash: string, at: number, bought: Bought): Step => ({
  sql: updateSpent,
  values: [
    at,
    bought.refresh ? 1 : 0,
    bought.refresh?.expiresAt ?? 0,
    bought.refresh?.idleExpiresAt ?? 0,
    bought.expiresAt,
    bought.expiresAt,
    pool,
    id,
    codeHash,
    at,
  ],
});

export const revokeReplayed = `UPDATE authorizations SET revoked_at = COALESCE(revoked_at, ?)
  WHERE pool = ? AND id = ? AND code_hash = ? AND code_consumed_at IS NOT NULL`;

/** No bare column: PostgreSQL, before it knows the table, could take the index of clients and read all that one of them has. */
const belongsToClient = "COALESCE(client_id, '') = ?";

const rotateAnd = (more: string) => `UPDATE authorizations SET
  generation = CASE WHEN generation = ? THEN CAST(? AS BIGINT) ELSE generation END,
  rotated_at = CASE WHEN generation = ? AND generation < ? THEN CAST(? AS BIGINT) ELSE rotated_at END,
  refresh_idle_expires_at = CASE WHEN generation = ? THEN CAST(? AS BIGINT) ELSE refresh_idle_expires_at END,
  revoked_at = CASE
    WHEN generation = ? THEN revoked_at
    WHEN generation = ? AND ? > 0 AND ? < rotated_at + ? THEN revoked_at
    ELSE CAST(? AS BIGINT) END${more}
  WHERE pool = ? AND id = ? AND ${belongsToClient} AND revoked_at IS NULL
  AND ? > 0 AND generation >= ? AND refresh_expires_at > ? AND refresh_idle_expires_at > ?
  AND ${userIsActive}
  RETURNING revoked_at`;

/** Touches no indexed column. */
const updateRotated = rotateAnd('');
const updateRotatedAndKept = rotateAnd(`, ${keptUntil}`);

/** The generation that is in force afterwards. */
export const nextGeneration = ({ generation, mode }: Rotation): number =>
  mode === 'rotate' ? generation + 1 : generation;

/**
 * Changes one row where the token is known and alive, and then says by `revoked_at` whether it was reuse. The
 * generation in force moves on (or is kept), the one before it may come back within the interval, any older one revokes.
 */
export function rotate(pool: PoolId, id: string, at: number, rotation: Rotation): Step {
  const { generation, reuseInterval, idleExpiresAt, clientId, accessToken } = rotation;
  const next = nextGeneration(rotation);
  return {
    sql: accessToken ? updateRotatedAndKept : updateRotated,
    values: [
      ...[generation, next],
      ...[generation, next, at],
      ...[generation, idleExpiresAt],
      ...[generation, generation + 1, reuseInterval, at, reuseInterval, at],
      ...(accessToken ? [accessToken.expiresAt, accessToken.expiresAt] : []),
      ...[pool, id, clientId, generation, generation, at, at],
    ],
  };
}

const insertToken = `INSERT INTO access_tokens (pool, hash, authorization_id, scope, audience, expires_at)
  SELECT pool, ?, id, ?, ?, CAST(? AS BIGINT) FROM authorizations
  WHERE pool = ? AND id = ? AND revoked_at IS NULL`;

/** Stores the token unless the same unit has just revoked its authorization. */
export const storeToken = (pool: PoolId, id: string, token: StoredAccessToken): Step => ({
  sql: insertToken,
  values: [
    token.hash,
    JSON.stringify(token.scope),
    JSON.stringify(token.audience),
    token.expiresAt,
    pool,
    id,
  ],
});

const insertRefreshToken = `INSERT INTO refresh_tokens (pool, hash, authorization_id, generation, expires_at)
  SELECT pool, ?, id, CAST(? AS BIGINT), refresh_expires_at FROM authorizations
  WHERE pool = ? AND id = ? AND revoked_at IS NULL
  ON CONFLICT DO NOTHING`;

/** Stores the hash of a refresh token that has one, unless the same unit has just revoked its authorization. */
export const storeRefreshToken = (
  pool: PoolId,
  id: string,
  hash: string | undefined,
  generation: number,
): readonly Step[] =>
  hash === undefined ? [] : [{ sql: insertRefreshToken, values: [hash, generation, pool, id] }];

export const findByRefreshToken =
  'SELECT authorization_id, generation FROM refresh_tokens WHERE pool = ? AND hash = ?';
