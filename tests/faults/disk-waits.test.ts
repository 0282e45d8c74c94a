/** Group commit, as the kernel sees it: one wait for the disk for each commit, and many writes in one — SQLite WAL, `synchronous=FULL`. */
import { expect, it } from 'vitest';
import { countDiskWaits, writesInAll } from './disk-waits.ts';

/** Making the database, folding its log into the file now and then, and closing it. */
const aside = 40;

it.each([
  [1, writesInAll],
  [32, writesInAll / 32],
])('%i callers cost a wait for the disk for each commit, and so many commits: %i', (callers, expected) => {
  const { commits, syncs } = countDiskWaits(callers);
  expect(commits).toBeGreaterThanOrEqual(expected);
  expect(commits).toBeLessThanOrEqual(expected * 1.5);
  expect(syncs).toBeGreaterThanOrEqual(commits);
  expect(syncs).toBeLessThanOrEqual(commits + aside);
});
