/** The database file: made private, held by one process at a time, read from the main thread. */
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StorageNotWritable } from '../../errors.ts';
import type { Row, Value } from '../engine.ts';
import { type Binding, type Database, loadBinding, type Statement } from './binding.ts';
import { failureOf, openingError, runningError } from './failure.ts';

/** Makes the folder and the file where they are missing, for this user alone; the path with links followed. */
export function prepareFile(path: string): string {
  const wanted = resolve(path);
  try {
    makeFolder(dirname(wanted));
    if (!existsSync(wanted)) closeSync(openSync(wanted, 'ax', 0o600));
    // Not by opening: closing a second descriptor would drop the locks that this process holds on the file.
    accessSync(wanted, constants.R_OK | constants.W_OK);
    return realpathSync(wanted);
  } catch (error) {
    throw new StorageNotWritable(wanted, systemReason(error), error);
  }
}

/** Not the recursion of `mkdir` itself, which never ends where a parent exists and takes no children, as in `/proc`. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function systemReason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Holds the file for this process. The operating system lets go of it when the process dies, however it dies. */
export function lockFile(path: string): { release(): void } {
  const lockPath = prepareFile(`${path}.lock`);
  const { DatabaseSync }: Binding = loadBinding();
  let database: Database | undefined;
  try {
    database = new DatabaseSync(lockPath);
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    throw openingError(path, failureOf(error));
  }
}

const holdsNul = (value: Value): boolean => typeof value === 'string' && value.includes('\0');

export interface Reader {
  read(sql: string, values: readonly Value[]): readonly Row[];
  close(): void;
}

export function openReader(path: string, busyTimeout: number): Reader {
  const { DatabaseSync } = loadBinding();
  const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeout });
  database.exec('PRAGMA query_only = ON');
  const statements = new Map<string, Statement>();
  return {
    read(sql, values) {
      try {
        const statement = statements.get(sql) ?? database.prepare(sql);
        statements.set(sql, statement);
        if (values.some(holdsNul)) throw new TypeError('a text with a NUL character is never stored');
        return statement.all(...values);
      } catch (error) {
        throw runningError(path, failureOf(error));
      }
    },
    close: () => database.close(),
  };
}
