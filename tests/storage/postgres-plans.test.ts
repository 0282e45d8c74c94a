/** What PostgreSQL reads for a statement of the hot path, before it has statistics of a table that just grew. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '../../packages/storage/src/contract/world.ts';
import { openPostgresEngine } from '../../packages/storage/src/engines/postgres/engine.ts';
import { migrate } from '../../packages/storage/src/migrations/migrate.ts';
import { rotate } from '../../packages/storage/src/sql/authorization-statements.ts';
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
