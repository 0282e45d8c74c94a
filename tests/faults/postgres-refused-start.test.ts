/** A start on a PostgreSQL that will not do: refused in one line that says what to do, without user or password. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../testkit/free-port.ts';
import { type PostgresServer, startPostgres } from '../testkit/postgres.ts';
import { runProgram } from '../testkit/program.ts';
import { startServer } from '../testkit/started-server.ts';
import { web } from '../testkit/world.ts';

const canary = 'canary4f1d7c2e';
const masterKey = '07'.repeat(32);

let database: PostgresServer;
let folder = '';
beforeAll(async () => {
  database = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'symbolon-refused-'));
}, 60_000);
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const as = (user: string, url: string) => url.replace('symbolon@', `${user}:${canary}@`);

/** The one line that a start on this database ends with. */
async function refusal(url: string): Promise<string> {
  const path = join(folder, 'symbolon.config.json');
  const port = await freePort();
  const server = { origin: `http://127.0.0.1:${port}`, listen: { host: '127.0.0.1', port } };
  const storage = { engine: 'postgres', url: 'env:DATABASE_URL' };
  writeFileSync(path, JSON.stringify({ server, storage }));
  const environment = { DATABASE_URL: url, SYMBOLON_MASTER_KEY: masterKey };
  const ended = await runProgram(['start', '--config', path, '--data', join(folder, 'data')], {
    folder,
    environment,
  });
  expect({ ...ended, milliseconds: 0 }).toEqual({
    exitCode: 1,
    standardOutput: '',
    standardError: expect.stringMatching(/^symbolon: [^\n]+\n$/),
    milliseconds: 0,
  });
  expect(ended.standardError).not.toContain(canary);
  return ended.standardError;
}

describe('a start on PostgreSQL is refused', () => {
  it('where nothing listens', async () => {
    const url = `postgres://${canary}:${canary}@127.0.0.1:${await freePort()}/symbolon`;
    const line = await refusal(url);
    expect(line).toContain('nothing listens there');
    expect(line).toContain('check storage.url');
  });

  it('where there is no such database, or no such user', async () => {
    expect(await refusal(database.url.replace(/[^/]*$/, 'nowhere'))).toContain('there is no such database');
    expect(await refusal(as(canary, database.url))).toContain('this user is not let in');
  });

  it('where the user may not make tables', async () => {
    const url = await database.createDatabase();
    await execute(url, `CREATE ROLE reader LOGIN PASSWORD '${canary}'`);
    const line = await refusal(as('reader', url));
    expect(line).toContain('cannot be written (this user lacks a right)');
    expect(line).toContain('the right to create and write tables');
  });

  it('where a newer program has written it, or one with another master key', async () => {
    const url = await database.createDatabase();
    const other = await startServer({ applications: [web], file: { storage: { engine: 'postgres', url } } });
    await other.close();
    expect(await refusal(url)).toContain('was written with another master key');
    await execute(url, 'INSERT INTO schema_migrations (version, name, applied_at) VALUES (99, $$new$$, 0)');
    expect(await refusal(url)).toContain('was written by a newer Symbolon (schema 99');
  });
});
