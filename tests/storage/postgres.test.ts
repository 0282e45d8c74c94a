/** The storage contract on PostgreSQL. */
import { afterAll, beforeAll } from 'vitest';
import { describeStorageContract } from '../../packages/storage/src/contract/contract.ts';
import { openPostgresEngine } from '../../packages/storage/src/engines/postgres/engine.ts';
import { type PostgresServer, startPostgres } from '../testkit/postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.close());

describeStorageContract('PostgreSQL', async () =>
  openPostgresEngine({ engine: 'postgres', url: await server.createDatabase() }),
);
