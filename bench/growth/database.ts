/** The databases that grow: one on each engine, as durable as the engine is meant to be. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { systemClock } from '@symbolon/foundation';
import type { StorageSettings } from '@symbolon/storage';
import { Client } from 'pg';
import { startPostgres } from '../../tests/testkit/postgres.ts';

export interface Database {
  readonly title: string;
  readonly settings: StorageSettings;
  /** As the configuration file says it. */
  readonly section: object;
  /** Bytes on disk. */
  size(): Promise<number>;
  /** Authorizations that have ended, and are still there. */
  countExpired(): Promise<number>;
}

export interface Databases {
  /** A new and empty one. */
  create(folder: string): Promise<Database>;
  close(): Promise<void>;
}

const expired = (at: number) => `SELECT COUNT(*) AS value FROM authorizations WHERE expires_at <= ${at}`;

/** THE TABLE of engines. */
export const engines: Readonly<Record<string, () => Promise<Databases>>> = {
  sqlite: async () => ({ create: async folder => sqliteIn(folder), close: async () => {} }),
  postgres: async () => {
    const server = await startPostgres({ fsync: 'on' });
    return { create: async () => postgresAt(await server.createDatabase()), close: () => server.close() };
  },
};

function sqliteIn(folder: string): Database {
  const path = join(folder, 'symbolon.db');
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    title: 'SQLite',
    settings: { engine: 'sqlite', path },
    section: { engine: 'sqlite', path },
    size: async () => sizeOf(path) + sizeOf(`${path}-wal`),
    async countExpired() {
      const database = new DatabaseSync(path, { readOnly: true });
      const row = database.prepare(expired(systemClock())).get();
      database.close();
      return Number(row?.['value']);
    },
  };
}

function postgresAt(url: string): Database {
  return {
    title: 'PostgreSQL',
    settings: { engine: 'postgres', url },
    section: { engine: 'postgres', url },
    size: () => ask(url, 'SELECT pg_database_size(current_database()) AS value'),
    countExpired: () => ask(url, expired(systemClock())),
  };
}

async function ask(url: string, sql: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return Number(rows[0]?.value);
}
