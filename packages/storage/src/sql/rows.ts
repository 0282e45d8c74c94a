/** Columns read from rows, each as the type that the schema promises. */
import { type PoolId, readPoolId } from '@symbolon/foundation';
import type { Row } from '../engines/engine.ts';

const wrong = (column: string) => new TypeError(`the column ${column} does not hold what the schema says`);

export function optionalText(row: Row, column: string): string | undefined {
  const value = row[column];
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  throw wrong(column);
}

export function text(row: Row, column: string): string {
  const value = optionalText(row, column);
  if (value === undefined) throw wrong(column);
  return value;
}

export function optionalNumber(row: Row, column: string): number | undefined {
  const value = row[column];
  if (typeof value === 'number') return value;
  if (value === null) return undefined;
  throw wrong(column);
}

export function number(row: Row, column: string): number {
  const value = optionalNumber(row, column);
  if (value === undefined) throw wrong(column);
  return value;
}

export const flag = (row: Row, column: string): boolean => number(row, column) === 1;

/** A column that holds one of a few words. */
export function oneOf<const Word extends string>(row: Row, column: string, words: readonly Word[]): Word {
  const value = text(row, column);
  const word = words.find(candidate => candidate === value);
  if (word === undefined) throw wrong(column);
  return word;
}

export function poolId(row: Row, column: string): PoolId {
  const pool = readPoolId(text(row, column));
  if (pool === undefined) throw wrong(column);
  return pool;
}
