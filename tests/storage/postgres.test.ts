/** The storage contract on PostgreSQL. */
import { afterAll, beforeAll } from 'vitest';
import { describeStorageContract } from '../../packages/storage/src/contract/contract.ts';
import { describeSharedStorage } from '../../packages/storage/src/contract/shared.ts';
import { openPostgresEngine } from '../../packages/storage/src/engines/postgres/engine.ts';
import { type PostgresServer, startPostgres } from '../testkit/postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.close());

const open = (url: string) => openPostgresEngine({ engine: 'postgres', url });

describeStorageContract('PostgreSQL', async () => open(await server.createDatabase()));

describeSharedStorage('PostgreSQL', async () => {
  const url = await server.createDatabase();
  return [await open(url), await open(url)];
});
