/** The table of database engines. */
import { openSqliteEngine } from './sqlite/engine.ts';

export const engines = { sqlite: openSqliteEngine } as const;
