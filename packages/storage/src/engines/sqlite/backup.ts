/** Copies of the database file: taken while a server writes to it, judged, and put back. */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StorageCorrupt, StorageNotWritable, StorageTooNew } from '../../errors.ts';
import { migrations } from '../../migrations/index.ts';
import { loadBinding } from './binding.ts';
import { lockFile, prepareFile } from './connection.ts';
import { failureOf, openingError } from './failure.ts';

/** Milliseconds to wait for a writer. */
const busyTimeout = 5000;

/** Writes the database as it is at one moment into a new file, whole and without gaps; the server goes on meanwhile. */
export function backUpDatabase(path: string, target: string): void {
  if (existsSync(target))
    throw new StorageNotWritable(target, 'it exists already', undefined, 'name a new file');
  const { DatabaseSync } = loadBinding();
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeout });
    try {
      database.prepare('VACUUM INTO ?').run(target);
    } finally {
      database.close();
    }
    chmodSync(target, 0o600);
    flush(target);
  } catch (error) {
    rmSync(target, { force: true });
    throw openingError(target, failureOf(error));
  }
  requireSound(target);
}

/** Throws where the file is no database of ours, is damaged, or was written by a newer program. */
export function requireSound(path: string): void {
  const { DatabaseSync } = loadBinding();
  let found: { readonly verdict: unknown; readonly version: unknown };
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeout });
    try {
      const [check] = database.prepare('PRAGMA quick_check(1)').all();
      const [row] = database.prepare('SELECT MAX(version) AS version FROM schema_migrations').all();
      found = { verdict: check?.['quick_check'], version: row?.['version'] };
    } finally {
      database.close();
    }
  } catch (error) {
    throw openingError(path, failureOf(error));
  }
  if (found.verdict !== 'ok') throw new StorageCorrupt(path, String(found.verdict), undefined);
  const newest = migrations.at(-1)?.version ?? 0;
  if (Number(found.version) > newest) throw new StorageTooNew(path, Number(found.version), newest);
}

/**
 * Puts a copy in the place of the database, which no server may hold; where the one before it lies now. The copy is
 * whole beside it before anything is moved, so that a crash leaves one or the other.
 */
export function restoreDatabase(source: string, path: string, suffix: string): string | undefined {
  requireSound(source);
  const isThere = existsSync(path);
  const file = isThere ? path : prepareFile(path);
  const lock = lockFile(file);
  try {
    const fresh = `${file}.restoring`;
    copyFileSync(source, fresh);
    chmodSync(fresh, 0o600);
    flush(fresh);
    const kept = isThere ? `${file}.${suffix}` : undefined;
    // The log goes with its database, which may well be too damaged to take it in.
    for (const part of kept === undefined ? [] : ['', '-wal'])
      if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${kept}${part}`);
    rmSync(`${file}-shm`, { force: true });
    renameSync(fresh, file);
    flush(dirname(file));
    return kept;
  } finally {
    lock.release();
  }
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
