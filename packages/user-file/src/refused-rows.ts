/** The rows that were not taken, as a file: what was wrong with each, and all that stood in it. */
import { writeCsv } from './csv.ts';
import type { Cell, UserTable } from './user-table.ts';

export interface RefusedRow {
  /** From 0. */
  readonly row: number;
  readonly problem: string;
}

const textOf = (cell: Cell): string => {
  if (cell === undefined || cell === null) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
};

/** CSV, whatever the file was; `row` counts users from 1. */
export function refusedFile({ columns, rows }: UserTable, refused: readonly RefusedRow[]): string {
  const lines = refused.map(({ row, problem }) => [
    String(row + 1),
    problem,
    ...columns.map((_name, index) => textOf(rows[row]?.[index])),
  ]);
  return writeCsv([['row', 'problem', ...columns], ...lines]);
}
