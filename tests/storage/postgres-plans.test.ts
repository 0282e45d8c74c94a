/** What PostgreSQL reads for a statement of the hot path, before it has statistics of a table that just grew. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '../../packages/storage/src/contract/world.ts';
import { openPostgresEngine } from '../../packages/storage/src/engines/postgres/engine.ts';
import { migrate } from '../../packages/storage/src/migrations/migrate.ts';
import {
  rotate,
  storeRefreshToken,
  storeToken,
} from '../../packages/storage/src/sql/authorization-statements.ts';
import { type PostgresServer, startPostgres } from '../testkit/postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.close());

const fill = `INSERT INTO authorizations (pool, id, client_id, user_id, offline, granted, granted_at, expires_at)
  SELECT 'default', 'authorization-' || n, 'the one client', 'user-' || n, 1, '{}', 0, 2000000000
  FROM generate_series(1, 20000) AS n`;

it('a refresh token is exchanged by the primary key, however many the client has', async () => {
  const engine = await openPostgresEngine({ engine: 'postgres', url: await server.createDatabase() });
  await migrate(engine, 0);
  await engine.write([{ sql: fill, values: [] }]);
  const { sql, values } = rotate(pool, 'authorization-7', 100, {
    clientId: 'the one client',
    generation: 1,
    mode: 'rotate',
    reuseInterval: 0,
    idleExpiresAt: 1_000,
    accessToken: undefined,
  });
  const plan = async (statement: string) =>
    (await engine.read(`EXPLAIN ${statement}`, values)).map(row => row['QUERY PLAN']).join('\n');
  expect(await plan(sql)).toContain('using authorizations_pkey');
  // That the test can fail: with the bare column the planner takes the other index.
  expect(await plan(sql.replace("COALESCE(client_id, '')", 'client_id'))).toContain('authorizations_client');
  await engine.close();
});

it('a token is stored by the primary key of its authorization, also where the table was empty a moment ago', async () => {
  const engine = await openPostgresEngine({ engine: 'postgres', url: await server.createDatabase() });
  await migrate(engine, 0);
  const token = { hash: 'a hash', scope: [], audience: [], expiresAt: 200 };
  const steps = [storeToken(pool, 'an id', token), ...storeRefreshToken(pool, 'an id', 'a hash', 1)];
  const plans = async () => {
    const rows = steps.map(({ sql, values }) => engine.read(`EXPLAIN ${sql}`, values));
    return (await Promise.all(rows)).map(lines => lines.map(row => row['QUERY PLAN']).join('\n'));
  };
  const empty = await plans();
  expect(empty).toHaveLength(2);
  for (const plan of empty) expect(plan).toContain('using authorizations_pkey');
  // That the test can fail: with the pool before the client, the other index is taken for the key.
  await engine.write([{ sql: 'DROP INDEX authorizations_client', values: [] }]);
  await engine.write([
    { sql: 'CREATE INDEX authorizations_client ON authorizations (pool, client_id)', values: [] },
  ]);
  for (const plan of await plans()) expect(plan).toContain('using authorizations_client');
  await engine.close();
});
