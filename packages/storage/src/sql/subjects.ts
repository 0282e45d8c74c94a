/** End-users as the protocol names them. */
import type { SubjectStore } from '@symbolon/protocol';
import type { Engine } from '../engines/engine.ts';
import { readOne } from './acts.ts';
import { readSubject } from './authorization-rows.ts';

const find = `SELECT u.id AS user_id, u.active AS user_active, u.claims AS user_claims, u.created_at AS user_created_at,
  u.updated_at AS user_updated_at FROM users u WHERE u.pool = ? AND u.id = ?`;

export const createSubjectStore = (engine: Engine): SubjectStore => ({
  async find(pool, userId) {
    const row = await readOne(engine, find, [pool, userId]);
    return row && readSubject(row);
  },
});
