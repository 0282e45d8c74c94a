/** Invitations: a row for each that waits, gone once it is accepted or revoked. */
import type { Invitation, InvitationStore } from '@symbolon/login';
import type { Engine, Row } from '../engines/engine.ts';
import { act, readOne } from './acts.ts';
import { newestPageOf, readNewest } from './cursor.ts';
import { number, optionalText, text } from './rows.ts';
import { newUserSteps } from './users.ts';

const columns = 'id, email, name, role, locale, invited_by, created_at, expires_at';

/** One that has expired gives its address free. */
const add = `INSERT INTO invitations (pool, token_hash, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pool, email) DO UPDATE SET id = excluded.id, name = excluded.name, role = excluded.role,
    locale = excluded.locale, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
    created_at = excluded.created_at, expires_at = excluded.expires_at
  WHERE invitations.expires_at <= excluded.created_at`;

const find = `SELECT ${columns} FROM invitations WHERE pool = ? AND id = ? AND expires_at > ?`;
const findByToken = `SELECT ${columns} FROM invitations WHERE pool = ? AND token_hash = ? AND expires_at > ?`;

const list = `SELECT ${columns} FROM invitations
  WHERE pool = ? AND (created_at, id) < (?, ?) AND expires_at > ? ORDER BY created_at DESC, id DESC LIMIT ?`;

const renew = `UPDATE invitations SET token_hash = ?, expires_at = ?
  WHERE pool = ? AND id = ? AND expires_at > ?`;

const revoke = 'DELETE FROM invitations WHERE pool = ? AND id = ? AND expires_at > ?';
const spend = 'DELETE FROM invitations WHERE pool = ? AND token_hash = ? AND email = ? AND expires_at > ?';

export const createInvitationStore = (engine: Engine): InvitationStore => ({
  async add(pool, invitation, tokenHash) {
    const { id, email, name = null, role = null, locale, invitedBy, createdAt, expiresAt } = invitation;
    const values = [pool, tokenHash, id, email, name, role, locale, invitedBy, createdAt, expiresAt];
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

  async renew(pool, id, { hash, expiresAt }, at) {
    return (await act(engine, renew, [hash, expiresAt, pool, id, at])).changes === 1 ? 'renewed' : 'unknown';
  },

  async revoke(pool, id, at) {
    return (await act(engine, revoke, [pool, id, at])).changes === 1 ? 'revoked' : 'unknown';
  },

  async accept(pool, tokenHash, user, at) {
    const email = user.identifiers.find(({ kind }) => kind === 'email')?.value ?? '';
    const result = await engine.write([
      { sql: spend, values: [pool, tokenHash, email, at], expect: 1 },
      ...newUserSteps(pool, user, at),
    ]);
    if (result.kind === 'done') return 'accepted';
    return result.step === 0 ? 'dead' : 'taken';
  },
});

const readInvitation = (row: Row): Invitation => ({
  id: text(row, 'id'),
  email: text(row, 'email'),
  name: optionalText(row, 'name'),
  role: optionalText(row, 'role'),
  locale: text(row, 'locale'),
  invitedBy: text(row, 'invited_by'),
  createdAt: number(row, 'created_at'),
  expiresAt: number(row, 'expires_at'),
});
