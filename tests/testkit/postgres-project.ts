/** One PostgreSQL server for all the worlds of a run; each makes a database of its own there. */
import { startPostgres } from './postgres.ts';

export async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env['SYMBOLON_TEST_POSTGRES'] = server.url;
  return () => server.close();
}
