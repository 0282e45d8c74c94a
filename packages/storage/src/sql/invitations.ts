/** Invitations: a row for each that waits, gone once it is accepted or revoked. */
import type { InvitationStore, KeptInvitation } from '@symbolon/login';
import type { Engine, Row } from '../engines/engine.ts';
import { act, readOne } from './acts.ts';
import { newestPageOf, readNewest } from './cursor.ts';
import { flag, number, oneOf, optionalText, text } from './rows.ts';
import { newUserSteps } from './users.ts';

const columns = 'id, email, name, role, locale, invited_by, author_kind, created_at, expires_at';

/** No privilege outlives its giver: one that makes an administrator needs an author who is an owner and can sign in (CWE-613). */
const isGood = `(invitations.role IS NULL OR invitations.author_kind <> 'user' OR EXISTS (SELECT 1 FROM users a
  WHERE a.pool = invitations.pool AND a.id = invitations.invited_by AND a.role = 'owner' AND a.active = 1))`;
const kept = `${columns}, CASE WHEN ${isGood} THEN 1 ELSE 0 END AS good`;

/** One that has expired gives its address free. */
const add = `INSERT INTO invitations (pool, token_hash, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pool, email) DO UPDATE SET id = excluded.id, name = excluded.name, role = excluded.role,
    locale = excluded.locale, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
    author_kind = excluded.author_kind, created_at = excluded.created_at, expires_at = excluded.expires_at
  WHERE invitations.expires_at <= excluded.created_at`;

const find = `SELECT ${kept} FROM invitations WHERE pool = ? AND id = ? AND expires_at > ?`;
const findByToken = `SELECT ${kept} FROM invitations WHERE pool = ? AND token_hash = ? AND expires_at > ?`;

const list = `SELECT ${kept} FROM invitations
  WHERE pool = ? AND (created_at, id) < (?, ?) AND expires_at > ? ORDER BY created_at DESC, id DESC LIMIT ?`;

const renew = `UPDATE invitations SET token_hash = ?, expires_at = ?, invited_by = ?, author_kind = ?
  WHERE pool = ? AND id = ? AND expires_at > ?`;

const revoke = 'DELETE FROM invitations WHERE pool = ? AND id = ? AND expires_at > ?';

/** Whoever takes the author's right away comes before, and is seen, or comes after. */
const holdAuthor = `SELECT a.id FROM users AS a WHERE a.pool = ? AND a.id =
  (SELECT invited_by FROM invitations WHERE pool = ? AND token_hash = ?) FOR UPDATE`;
const spend = `DELETE FROM invitations
  WHERE pool = ? AND token_hash = ? AND email = ? AND expires_at > ? AND ${isGood}`;

export const createInvitationStore = (engine: Engine): InvitationStore => ({
  async add(pool, invitation, tokenHash) {
    const { id, email, name = null, role = null, locale, author, createdAt, expiresAt } = invitation;
    const said = [id, email, name, role, locale, author.id, author.kind, createdAt, expiresAt];
    const values = [pool, tokenHash, ...said];
    return (await act(engine, add, values)).changes === 1 ? 'added' : 'exists';
  },

  async find(pool, id, at) {
    const row = await readOne(engine, find, [pool, id, at]);
    return row && readInvitation(row);
  },

  async findByToken(pool, tokenHash, at) {
    const row = await readOne(engine, findByToken, [pool, tokenHash, at]);
    return row && readInvitation(row);
  },

  async list(pool, { after, limit }, at) {
    const found = await engine.read(list, [pool, ...readNewest(after), at, limit + 1]);
    const { rows, next } = newestPageOf(found, limit);
    return { invitations: rows.map(readInvitation), next };
  },

  async renew(pool, id, { hash, expiresAt, author }, at) {
    const values = [hash, expiresAt, author.id, author.kind, pool, id, at];
    return (await act(engine, renew, values)).changes === 1 ? 'renewed' : 'unknown';
  },

  async revoke(pool, id, at) {
    return (await act(engine, revoke, [pool, id, at])).changes === 1 ? 'revoked' : 'unknown';
  },

  async accept(pool, tokenHash, user, at) {
    const email = user.identifiers.find(({ kind }) => kind === 'email')?.value ?? '';
    const result = await engine.write([
      { sql: holdAuthor, values: [pool, pool, tokenHash] },
      { sql: spend, values: [pool, tokenHash, email, at], expect: 1 },
      ...newUserSteps(pool, user, at),
    ]);
    if (result.kind === 'done') return 'accepted';
    return result.step === 1 ? 'dead' : 'taken';
  },
});

const readInvitation = (row: Row): KeptInvitation => ({
  id: text(row, 'id'),
  email: text(row, 'email'),
  name: optionalText(row, 'name'),
  role: optionalText(row, 'role'),
  locale: text(row, 'locale'),
  author: { kind: oneOf(row, 'author_kind', ['user', 'client', 'operator']), id: text(row, 'invited_by') },
  createdAt: number(row, 'created_at'),
  expiresAt: number(row, 'expires_at'),
  standing: flag(row, 'good') ? 'good' : 'orphaned',
});
