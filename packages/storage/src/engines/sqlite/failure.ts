/** SQLite's result codes as our errors — https://sqlite.org/rescode.html. */
import { StorageCorrupt, StorageInUse, StorageNotWritable, StorageUnavailable } from '../../errors.ts';

/** What crosses from the writing thread of an error: its message, and the (extended) result code of SQLite. */
export interface Failure {
  readonly message: string;
  readonly resultCode: number | undefined;
}

type Meaning = 'busy' | 'not writable' | 'corrupt' | 'unavailable';

/** Primary codes with SQLite's own words for them: the prebuilt binding leaves the code out where rows are returned. */
const results: readonly (readonly [code: number, message: string, meaning: Meaning])[] = [
  [3, 'access permission denied', 'not writable'],
  [5, 'database is locked', 'busy'],
  [6, 'database table is locked', 'busy'],
  [7, 'out of memory', 'unavailable'],
  [8, 'attempt to write a readonly database', 'not writable'],
  [9, 'interrupted', 'unavailable'],
  [10, 'disk I/O error', 'unavailable'],
  [11, 'database disk image is malformed', 'corrupt'],
  [13, 'database or disk is full', 'unavailable'],
  [14, 'unable to open database file', 'not writable'],
  [26, 'file is not a database', 'corrupt'],
];

const primaryMask = 0xff;

function meaningOf({ message, resultCode }: Failure): Meaning | undefined {
  const found =
    resultCode === undefined
      ? results.find(([, words]) => words === message)
      : results.find(([code]) => code === (resultCode & primaryMask));
  return found?.[2];
}

export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return { message, resultCode: typeof code === 'number' ? code : undefined };
}

/** Why a database cannot be opened. */
export function openingError(place: string, failure: Failure): Error {
  switch (meaningOf(failure)) {
    case 'busy':
      return new StorageInUse(place, failure);
    case 'not writable':
      return new StorageNotWritable(place, failure.message, failure);
    default:
      return runningError(place, failure);
  }
}

/** Why an open database did not do what it was asked; a plain error where the statement itself is at fault. */
export function runningError(place: string, failure: Failure): Error {
  switch (meaningOf(failure)) {
    case 'corrupt':
      return new StorageCorrupt(place, failure.message, failure);
    case 'busy':
    case 'not writable':
    case 'unavailable':
      return new StorageUnavailable(place, failure.message, failure);
    case undefined:
      return new Error(`SQLite refused a statement: ${failure.message}`);
  }
}
