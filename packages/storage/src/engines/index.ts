/** The table of database engines. */
import type { Engine } from './engine.ts';
import type { PostgresSettings } from './postgres/engine.ts';
import { openSqliteEngine, type SqliteSettings } from './sqlite/engine.ts';

/** Which engine, and its own settings. */
export type StorageSettings = SqliteSettings | PostgresSettings;

export async function openEngine(settings: StorageSettings): Promise<Engine> {
  if (settings.engine === 'sqlite') return openSqliteEngine(settings);
  // Loaded only where it is wanted: its driver is not small.
  const { openPostgresEngine } = await import('./postgres/engine.ts');
  return openPostgresEngine(settings);
}
