/** Sessions. `ends_at` is the earlier of the idle and the absolute end. */
import type { PoolId } from '@symbolon/foundation';
import type { Ending } from '@symbolon/login';
import type { Session, SessionStore } from '@symbolon/protocol';
import type { Engine, Row, Step, Value } from '../engines/engine.ts';
import { act, readOne } from './acts.ts';
import { queueDeliveries } from './logout-deliveries.ts';
import { batchLength } from './purge.ts';
import { flag, number, optionalText, text } from './rows.ts';

/** Under the name of the session that goes on in it, if there is one. */
const insert = `INSERT INTO sessions (pool, cookie_hash, sid, user_id, auth_time, acr, amr, persistent,
  device, expires_at, ends_at, touched_at) VALUES (?, ?,
    COALESCE((SELECT sid FROM sessions WHERE pool = ? AND cookie_hash = ? AND user_id = ? AND ends_at > ?), ?),
    ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING sid`;

const extendClients = `UPDATE session_clients SET expires_at = ? WHERE pool = ? AND sid IN
  (SELECT sid FROM sessions WHERE pool = ? AND cookie_hash = ?)`;

const find = `SELECT s.sid, s.user_id, s.auth_time, s.acr, s.amr, s.expires_at, s.persistent,
  s.touched_at FROM sessions s
  JOIN users u ON u.pool = s.pool AND u.id = s.user_id
  WHERE s.pool = ? AND s.cookie_hash = ? AND s.ends_at > ? AND u.active = 1`;

/** An authorization may be forgotten while its session goes on; then all that is known is that the client was there. */
const lastUsedBy = (
  count: number,
) => `SELECT c.sid, COALESCE(MAX(a.granted_at), 0) AS used_at FROM session_clients c
  LEFT JOIN authorizations a ON a.pool = c.pool AND a.sid = c.sid AND a.client_id = c.client_id
  WHERE c.pool = ? AND c.client_id = ? AND c.sid IN (${Array(count).fill('?').join(', ')})
  GROUP BY c.sid ORDER BY used_at DESC LIMIT 2`;

/** Never revives a session that has ended, and writes nothing for uses close together. */
const touch = `UPDATE sessions SET touched_at = ?,
  ends_at = CASE WHEN expires_at < ? THEN expires_at ELSE CAST(? AS BIGINT) END
  WHERE pool = ? AND cookie_hash = ? AND ends_at > ? AND touched_at <= ?`;

const raise = `UPDATE sessions SET cookie_hash = ?, acr = ?, amr = ?
  WHERE pool = ? AND cookie_hash = ? AND sid = ? AND ends_at > ?`;

const remove = 'DELETE FROM sessions WHERE pool = ? AND cookie_hash = ?';

/** Changes nothing, and makes whoever would end the session, or goes on in it, wait until this unit is committed. */
const hold = 'SELECT sid FROM sessions WHERE pool = ? AND sid = ? FOR UPDATE';
const holdCookie = 'SELECT sid FROM sessions WHERE pool = ? AND cookie_hash = ? FOR UPDATE';

/** Whoever changes what the end-user signs in with comes before, and is seen, or comes after, and ends the session. */
export const holdSecrets =
  'SELECT id FROM users WHERE pool = ? AND id = ? AND secrets_version = ? FOR UPDATE';

/** What is to be one commit wherever sessions end: their clients told, what was granted in them revoked. */
export const endingOf = (condition: string) => ({
  // Before anything is looked at, so that all statements see the same sessions, and what was just granted in them.
  hold: `SELECT s.sid FROM sessions AS s WHERE ${condition} FOR UPDATE`,
  queue: queueDeliveries(condition),
  forgetClients: `DELETE FROM session_clients WHERE (pool, sid) IN (SELECT pool, sid FROM sessions s WHERE ${condition})`,
  revoke: `UPDATE authorizations SET revoked_at = ? WHERE offline = 0 AND revoked_at IS NULL
    AND (pool, sid) IN (SELECT pool, sid FROM sessions s WHERE ${condition})`,
  remove: `DELETE FROM sessions WHERE (pool, cookie_hash) IN (SELECT pool, cookie_hash FROM sessions s WHERE ${condition})`,
});

/** The statements of an ending, each with the values of its condition. */
export function end(
  ending: ReturnType<typeof endingOf>,
  which: readonly Value[],
  at: number,
  until: number,
): Step[] {
  return [
    { sql: ending.hold, values: which },
    { sql: ending.queue, values: [at, until, ...which] },
    { sql: ending.forgetClients, values: which },
    { sql: ending.revoke, values: [at, ...which] },
    { sql: ending.remove, values: which },
  ];
}

const bySid = endingOf('s.pool = ? AND s.sid = ?');
const replaced = endingOf('s.pool = ? AND s.cookie_hash = ? AND (s.user_id <> ? OR s.ends_at <= ?)');
const expired = endingOf('s.pool = ? AND s.cookie_hash = ? AND s.ends_at <= ?');
const ofUser = endingOf('s.pool = ? AND s.user_id = ?');
const listExpired = `SELECT pool, cookie_hash FROM sessions WHERE ends_at <= ? LIMIT ${batchLength}`;

const touchInterval = 300;

export function createSessionStore(engine: Engine): SessionStore {
  return {
    async begin(pool, cookieHash, session, at, idleLifetime, replaces, secretsVersion) {
      const { sid, userId, authTime, acr, amr, persistent, device, expiresAt } = session;
      const who = [userId, authTime, acr ?? null, JSON.stringify(amr), persistent ? 1 : 0, device ?? null];
      const ends = [expiresAt, Math.min(expiresAt, at + idleLifetime), at];
      const old = replaces?.cookieHash ?? '';
      const ending = replaces ? end(replaced, [pool, old, userId, at], at, replaces.deliverUntil) : [];
      const continued = [
        { sql: remove, values: [pool, old] },
        { sql: extendClients, values: [expiresAt, pool, pool, cookieHash] },
      ];
      const proven =
        secretsVersion === undefined
          ? []
          : [{ sql: holdSecrets, values: [pool, userId, secretsVersion], expect: 1 }];
      const held = [...proven, ...(replaces ? [{ sql: holdCookie, values: [pool, old] }, ...ending] : [])];
      const result = await engine.write([
        ...held,
        { sql: insert, values: [pool, cookieHash, pool, old, userId, at, sid, ...who, ...ends] },
        ...(replaces ? continued : []),
      ]);
      if (result.kind === 'undone') return undefined;
      const [row] = result.results[held.length]?.rows ?? [];
      return row ? text(row, 'sid') : sid;
    },

    async raise(pool, cookieHash, { sid, acr = null, amr, cookieHash: next }, at) {
      const values = [next, acr, JSON.stringify(amr), pool, cookieHash, sid, at];
      return (await act(engine, raise, values)).changes === 1 ? 'raised' : 'ended';
    },

    async find(pool, cookieHash, at) {
      const row = await readOne(engine, find, [pool, cookieHash, at]);
      return row && { ...readSession(row), touchedAt: number(row, 'touched_at') };
    },

    async lastUsedBy(pool, clientId, sids) {
      if (sids.length === 0) return undefined;
      const [last, next] = await engine.read(lastUsedBy(sids.length), [pool, clientId, ...sids]);
      if (!last || (next && number(next, 'used_at') === number(last, 'used_at'))) return undefined;
      return text(last, 'sid');
    },

    touch(pool, cookieHash, at, idleLifetime) {
      const idleEnd = at + idleLifetime;
      const values = [at, idleEnd, idleEnd, pool, cookieHash, at, at - touchInterval];
      // A lost touch costs nothing but an earlier idle end.
      engine.write([{ sql: touch, values }]).catch(() => undefined);
    },

    async end(pool, sid, at, deliverUntil) {
      const result = await engine.write(end(bySid, [pool, sid], at, deliverUntil));
      const [, queued] = result.kind === 'done' ? result.results : [];
      return queued?.rows.map(row => text(row, 'client_id')) ?? [];
    },
  };
}

/** Every session of a user, for a unit that takes from them what they signed in with. */
export const endSessionsOf = (pool: PoolId, userId: string, { at, deliverUntil }: Ending): Step[] =>
  end(ofUser, [pool, userId], at, deliverUntil);

/** Keeps the session as it is until the unit is committed; undoes the unit where it has ended, if it needs the session. */
export const holdSession = (
  pool: PoolId,
  sid: string | undefined,
  need: 'required' | 'if there is one',
): Step[] =>
  sid === undefined ? [] : [{ sql: hold, values: [pool, sid], ...(need === 'required' && { expect: 1 }) }];

/** Ends the sessions whose time has come, a few at a time; how many they were. */
export async function endExpired(engine: Engine, at: number, deliverUntil: number): Promise<number> {
  let ended = 0;
  let listed: readonly Row[];
  do {
    listed = await engine.read(listExpired, [at]);
    const which = listed.map(row => [text(row, 'pool'), text(row, 'cookie_hash'), at]);
    const results = await Promise.all(
      which.map(values => engine.write(end(expired, values, at, deliverUntil))),
    );
    // Another node may have been faster, or its end-user.
    ended += results.filter(result => result.kind === 'done' && result.results.at(-1)?.changes === 1).length;
  } while (listed.length === batchLength);
  return ended;
}

function readSession(row: Row): Session {
  const amr: Session['amr'] = JSON.parse(text(row, 'amr'));
  return {
    sid: text(row, 'sid'),
    userId: text(row, 'user_id'),
    authTime: number(row, 'auth_time'),
    acr: optionalText(row, 'acr'),
    amr,
    expiresAt: number(row, 'expires_at'),
    persistent: flag(row, 'persistent'),
  };
}
