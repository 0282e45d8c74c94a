/** SQLite's result codes as our errors — https://sqlite.org/rescode.html. */
import { StorageCorrupt, StorageInUse, StorageNotWritable, StorageUnavailable } from '../../errors.ts';

/** What crosses from the writing thread of an error: its message, and the (extended) result code of SQLite. */
export interface Failure {
  readonly message: string;
  readonly resultCode: number | undefined;
}

const primary = {
  permission: 3,
  busy: 5,
  locked: 6,
  noMemory: 7,
  readOnly: 8,
  interrupted: 9,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notDatabase: 26,
} as const;

const mask = 0xff;

export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return { message, resultCode: typeof code === 'number' ? code : undefined };
}

const primaryCode = ({ resultCode }: Failure) => (resultCode === undefined ? undefined : resultCode & mask);

/** Why a database cannot be opened. */
export function openingError(place: string, failure: Failure): Error {
  switch (primaryCode(failure)) {
    case primary.busy:
    case primary.locked:
      return new StorageInUse(place, failure);
    case primary.permission:
    case primary.readOnly:
    case primary.cannotOpen:
      return new StorageNotWritable(place, failure.message, failure);
    default:
      return runningError(place, failure);
  }
}

/** Why an open database did not do what it was asked; a plain error where the statement itself is at fault. */
export function runningError(place: string, failure: Failure): Error {
  switch (primaryCode(failure)) {
    case primary.corrupt:
    case primary.notDatabase:
      return new StorageCorrupt(place, failure.message, failure);
    case primary.permission:
    case primary.busy:
    case primary.locked:
    case primary.noMemory:
    case primary.readOnly:
    case primary.interrupted:
    case primary.inputOutput:
    case primary.full:
    case primary.cannotOpen:
      return new StorageUnavailable(place, failure.message, failure);
    default:
      return new Error(`SQLite refused a statement: ${failure.message}`);
  }
}
