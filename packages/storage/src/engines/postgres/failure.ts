/** PostgreSQL's error codes as our errors, which name neither user nor password — PostgreSQL documentation, appendix A. */
import { StorageNotWritable, StorageUnavailable } from '../../errors.ts';

/** The SQLSTATE of an error, or the code of the operating system; empty where it has none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Reasons that PostgreSQL would give with the name of the user, and those of the operating system. */
const reasons: Readonly<Record<string, string>> = {
  '28P01': 'user or password is wrong',
  '28000': 'this user is not let in',
  '3D000': 'there is no such database',
  '42501': 'this user lacks a right',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its host is not known',
  ETIMEDOUT: 'its host does not answer',
};

const reasonOf = (error: unknown): string => {
  const code = codeOf(error);
  return reasons[code] ?? ((error instanceof Error ? error.message : String(error)) || code);
};

/** A neighbour held what this transaction wanted: asked again, it may pass. */
export const isConflict = (error: unknown): boolean => ['40001', '40P01', '55P03'].includes(codeOf(error));

/** By the class of the code: the statement is at fault there, not the database. */
const isOfStatement = (code: string): boolean => /^(?:22|23|42)/.test(code);

const lacksRight = (code: string): boolean => code === '42501' || code === '25006';

/** Why a database did not do what it was asked, or cannot be opened; a plain error where the statement is at fault. */
export function failureOf(place: string, error: unknown): Error {
  const code = codeOf(error);
  if (lacksRight(code))
    return new StorageNotWritable(
      place,
      reasonOf(error),
      error,
      'give this user the right to create and write tables there, or name another user',
    );
  if (isOfStatement(code)) return new Error(`PostgreSQL refused a statement (${code}): ${reasonOf(error)}`);
  const remedy = 'check storage.url and whether the database runs';
  return new StorageUnavailable(place, reasonOf(error), error, remedy);
}
