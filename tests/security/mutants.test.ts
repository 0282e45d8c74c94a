/** The faults that `npm run test:mutants` puts back: each still has its line in the sources. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from './mutants.ts';

const root = join(import.meta.dirname, '../..');

it('change lines that exist', () => {
  const lost = mutants.filter(({ file, find }) => !readFileSync(join(root, file), 'utf8').includes(find));
  expect(lost.map(({ row, file, find }) => `${row} ${file}: ${find}`)).toEqual([]);
});
