/** PostgreSQL's error codes as our errors — PostgreSQL documentation, appendix A. */
import { StorageNotWritable, StorageUnavailable } from '../../errors.ts';

/** The SQLSTATE of an error, or the code of the operating system; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A neighbour held what this unit wanted: asked again alone, it may pass. */

/** Two nodes made the same table at the same moment. */
export const isAlreadyMade = (error: unknown): boolean => ['23505', '42P07', '42710'].includes(codeOf(error));

/** By the class of the code: the statement is at fault there, not the database. */
const isOfStatement = (code: string): boolean => /^(?:22|23|42)/.test(code);

/** Why an open database did not do what it was asked; a plain error where the statement itself is at fault. */
export function runningError(place: string, error: unknown): Error {
  const code = codeOf(error);
  if (isOfStatement(code)) return new Error(`PostgreSQL refused a statement (${code}): ${messageOf(error)}`);
  return new StorageUnavailable(place, messageOf(error), error);
}

/** Why a database cannot be opened. */
export function openingError(place: string, error: unknown): Error {
  const code = codeOf(error);
  if (code === '42501' || code === '25006') return new StorageNotWritable(place, messageOf(error), error);
  return new StorageUnavailable(place, messageOf(error) || code, error);
}
