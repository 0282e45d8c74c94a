/** What the bench of group commit compares, and how it tells it. */
import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemRandom, readPoolId, systemClock } from '@symbolon/foundation';
import { describe, expect, it } from 'vitest';
import { acts } from '../../bench/group-commit/acts.ts';
import type { Act, CommitFigures, Mode } from '../../bench/group-commit/cases.ts';
import { type CountingEngine, oneByOne, openCountingEngine } from '../../bench/group-commit/engines.ts';
import { groupCommitTable } from '../../bench/group-commit/table.ts';
import { migrate } from '../../packages/storage/src/migrations/migrate.ts';
import { createStorage } from '../../packages/storage/src/storage.ts';

const callers = 20;

/** How many commits it takes when each of the callers has done the act once, all at once. */
async function commitsOf(act: Act, choose: (engine: CountingEngine) => CountingEngine): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-group-commit-'));
  const shipped = await openCountingEngine({ engine: 'sqlite', path: join(folder, 'symbolon.db') });
  try {
    await migrate(shipped, systemClock());
    const engine = choose(shipped);
    const storage = createStorage(engine, {
      auditKey: createSecretKey(Buffer.alloc(32)),
      clock: systemClock,
      random: createSystemRandom(),
    });
    const pool = readPoolId('default');
    if (!pool) throw new TypeError('default is a pool');
    const writes = await Promise.all(Array.from({ length: callers }, () => acts[act](storage, pool)));
    const before = engine.commits;
    await Promise.all(writes.map(write => write()));
    return engine.commits - before;
  } finally {
    await shipped.close();
    rmSync(folder, { recursive: true });
  }
}

describe('the writes of the bench', () => {
  it('share one commit as the engine is shipped', async () => {
    expect(await commitsOf('grant', engine => engine)).toBe(1);
    expect(await commitsOf('rotate', engine => engine)).toBe(1);
  });

  it('have a commit each where they go one by one', async () => {
    expect(await commitsOf('grant', oneByOne)).toBe(callers);
    expect(await commitsOf('rotate', oneByOne)).toBe(callers);
  });
});

it('tells how many writes a second, a commit and a wait there are, grouped beside one by one', () => {
  const measured = (mode: Mode, perSecond: number, commits: number): CommitFigures => ({
    ...{ engine: 'SQLite', act: 'grant', callers: 32, mode, perSecond, commits },
    ...{ writes: 6400, p50: 1.5, p99: 4 },
  });
  const table = groupCommitTable([
    ...[measured('grouped', 8000, 200), measured('alone', 1000, 6400)],
    ...[measured('grouped', 6000, 200), measured('alone', 2000, 6400)],
  ]);
  expect(table.split('\n').at(-1)).toBe(
    '| SQLite: client-credentials | 32 | 7000 | 1500 | 4.67 | 32.0 | 1.0 | 1.50 | 1.50 | 4.00 | 4.00 |',
  );
});
