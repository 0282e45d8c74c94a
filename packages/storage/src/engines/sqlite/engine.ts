/** The embedded engine: one file, one process, one writing thread, reads on the main thread. */
import { StorageUnavailable } from '../../errors.ts';
import type { Engine } from '../engine.ts';
import { createGroupCommit } from '../group-commit.ts';
import { lockFile, openReader, prepareFile, type Reader } from './connection.ts';
import { startWriterThread, type WriterThread } from './writer-thread.ts';

export interface SqliteSettings {
  readonly engine: 'sqlite';
  /** Of the database file; its folder is made where it is missing. */
  readonly path: string;
}

export interface SqliteEngine extends Engine {
  /** How many commits the writes have cost so far. */
  readonly commits: number;
}

/** Milliseconds to wait for another program, such as a backup, to let go of the file. */
const busyTimeout = 1000;

export async function openSqliteEngine({ path }: SqliteSettings): Promise<SqliteEngine> {
  const file = prepareFile(path);
  const lock = lockFile(file);
  let writer: WriterThread | undefined;
  try {
    writer = await startWriterThread(file, busyTimeout);
    const reader = openReader(file, busyTimeout);
    return createEngine(file, lock, writer, reader);
  } catch (error) {
    await writer?.close();
    lock.release();
    throw error;
  }
}

function createEngine(
  place: string,
  lock: { release(): void },
  writer: WriterThread,
  reader: Reader,
): SqliteEngine {
  const group = createGroupCommit(writer.commit);
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    await group.drain();
    // The writer goes last, so that it can fold the log into the file.
    reader.close();
    await writer.close();
    lock.release();
  }

  return {
    place,
    get commits() {
      return group.commits;
    },
    async read(sql, values) {
      if (closed) throw new StorageUnavailable(place, 'it was closed');
      return reader.read(sql, values);
    },
    async write(unit) {
      if (closed) throw new StorageUnavailable(place, 'it was closed');
      return group.write(unit);
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}
