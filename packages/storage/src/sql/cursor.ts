/** Pages of a list: a cursor names the last row that was seen by its place in the order, and by its id. */
import type { Row } from '../engines/engine.ts';
import { number, text } from './rows.ts';

export interface Rows {
  readonly rows: readonly Row[];
  /** Undefined at the end. */
  readonly next: string | undefined;
}

/** One more was read than is given, to know whether there is more. */
export function pageOf(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => readonly [string, string],
): Rows {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last && Buffer.from(place(last).join(' ')).toString('base64url') };
}

/** Undefined where it is not one of ours: the first page follows. */
export function readCursor(cursor: string | undefined): readonly [string, string] | undefined {
  if (cursor === undefined) return undefined;
  const [, place, id] = /^([\da-f]+) ([\x21-\x7e]+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return place === undefined || id === undefined ? undefined : [place, id];
}

/** Where a list of the newest goes on: what comes next was made then or before. */
export function readNewest(cursor: string | undefined): readonly [number, string] {
  const [at = '', id = ''] = readCursor(cursor) ?? [];
  return /^\d{1,16}$/.test(at) ? [Number(at), id] : [Number.MAX_SAFE_INTEGER, ''];
}

/** Such a page, of rows with `created_at` and `id`. */
export const newestPageOf = (rows: readonly Row[], limit: number): Rows =>
  pageOf(rows, limit, row => [String(number(row, 'created_at')), text(row, 'id')]);
