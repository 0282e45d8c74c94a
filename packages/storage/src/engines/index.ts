/** The table of database engines. */
import type { Engine } from './engine.ts';
import { openPostgresEngine } from './postgres/engine.ts';
import { openSqliteEngine } from './sqlite/engine.ts';

const engines = { sqlite: openSqliteEngine, postgres: openPostgresEngine } as const;

type EngineName = keyof typeof engines;
type SettingsOf<Name extends EngineName> = Parameters<(typeof engines)[Name]>[0];

/** Which engine, and its own settings. */
export type StorageSettings = SettingsOf<EngineName>;

export function openEngine(settings: StorageSettings): Promise<Engine> {
  return settings.engine === 'sqlite' ? engines.sqlite(settings) : engines.postgres(settings);
}
