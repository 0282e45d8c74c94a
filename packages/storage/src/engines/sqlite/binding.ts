/** The choice of SQLite: the one built into Node where it is new enough, a prebuilt one of the same interface elsewhere. */
import { createRequire } from 'node:module';
import type { Row, Value } from '../engine.ts';

export interface Statement {
  all(...values: readonly Value[]): Row[];
  run(...values: readonly Value[]): { readonly changes: number | bigint };
  /** Empty for a statement that returns no rows. */
  columns(): readonly unknown[];
}

export interface Database {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

export interface Binding {
  readonly DatabaseSync: new (
    path: string,
    options?: { readonly readOnly?: boolean; readonly timeout?: number },
  ) => Database;
}

/** Earlier ones can corrupt a database in WAL mode, see https://sqlite.org/wal.html#walresetbug. */
const oldestSound = [3, 51, 3] as const;

function isSound(version: string | undefined): boolean {
  const parts = (version ?? '0').split('.').map(Number);
  for (const [index, oldest] of oldestSound.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return part > oldest;
  }
  return true;
}

export const bindingModule = isSound(process.versions['sqlite']) ? 'node:sqlite' : '@photostructure/sqlite';

export function loadBinding(): Binding {
  const require = createRequire(import.meta.url);
  return withoutExperimentalWarning(() => require(bindingModule));
}

/** Some Nodes warn that their SQLite is experimental; the operator can do nothing about it. Other warnings pass. */
function withoutExperimentalWarning<T>(load: () => T): T {
  const { emitWarning } = process;
  const passOn = (...call: readonly unknown[]) => Reflect.apply(emitWarning, process, call);
  process.emitWarning = (...call: readonly unknown[]) => {
    if (!call.includes('ExperimentalWarning')) passOn(...call);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
