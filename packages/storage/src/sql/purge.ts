/** Forgetting what has expired, a few rows at a time so that other writes pass between. */
import type { Engine, Value } from '../engines/engine.ts';
import { act } from './acts.ts';

export const batchLength = 100;

const expiring = [
  { table: 'authorizations', key: 'pool, id', endsAt: 'expires_at' },
  { table: 'access_tokens', key: 'pool, hash', endsAt: 'expires_at' },
  { table: 'refresh_tokens', key: 'pool, hash', endsAt: 'expires_at' },
  { table: 'session_clients', key: 'pool, sid, client_id', endsAt: 'expires_at' },
  { table: 'pushed_requests', key: 'pool, hash', endsAt: 'expires_at' },
  { table: 'device_requests', key: 'pool, hash', endsAt: 'expires_at' },
  { table: 'assertions', key: 'pool, issuer, jti', endsAt: 'expires_at' },
  { table: 'idempotent_requests', key: 'pool, request_key', endsAt: 'expires_at' },
  { table: 'outbox', key: 'pool, id', endsAt: 'expires_at' },
  { table: 'attempts', key: 'pool, subject', endsAt: 'expires_at' },
  { table: 'invitations', key: 'pool, id', endsAt: 'expires_at' },
  { table: 'one_time_codes', key: 'pool, subject', endsAt: 'expires_at' },
] as const;

const statements = expiring.map(
  ({ table, key, endsAt }) =>
    `DELETE FROM ${table} WHERE ${endsAt} <= ? AND (${key}) IN
      (SELECT ${key} FROM ${table} WHERE ${endsAt} <= ? LIMIT ${batchLength})`,
);

/** Repeats a statement that deletes at most `batchLength` rows until it finds no more; how many rows that were. */
export async function inBatches(engine: Engine, sql: string, values: readonly Value[]): Promise<number> {
  let forgotten = 0;
  let changes: number;
  do {
    ({ changes } = await act(engine, sql, values));
    forgotten += changes;
  } while (changes === batchLength);
  return forgotten;
}

/** How many rows were forgotten. */
export async function purge(engine: Engine, at: number): Promise<number> {
  let forgotten = 0;
  for (const sql of statements) forgotten += await inBatches(engine, sql, [at, at]);
  return forgotten;
}
