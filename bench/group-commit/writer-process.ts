/** The process that writes: each case grouped and alone, in turns. Its word is the plan. */
import { createSecretKey } from 'node:crypto';
import { createSystemRandom, readPoolId, systemClock } from '@symbolon/foundation';
import { migrate } from '../../packages/storage/src/migrations/migrate.ts';
import { createStorage } from '../../packages/storage/src/storage.ts';
import { quantile } from '../figures.ts';
import { acts, type Write } from './acts.ts';
import {
  type Case,
  type CommitFigures,
  cases,
  type Mode,
  modes,
  type WriterPlan,
  type WriterReport,
} from './cases.ts';
import { type CountingEngine, oneByOne, openCountingEngine } from './engines.ts';

const plan: WriterPlan = JSON.parse(process.argv[2] ?? '');
const report = (message: WriterReport) => process.send?.(message);

async function measureAll(): Promise<void> {
  const shipped = await openCountingEngine(plan.settings);
  await migrate(shipped, systemClock());
  const engines: Readonly<Record<Mode, CountingEngine>> = { grouped: shipped, alone: oneByOne(shipped) };
  for (let round = 1; round <= plan.rounds; round++)
    for (const each of cases)
      for (const mode of round % 2 === 1 ? modes : modes.toReversed())
        report({ kind: 'measured', figures: await measure(engines[mode], each, mode) });
  await shipped.close();
}

async function measure(engine: CountingEngine, each: Case, mode: Mode): Promise<CommitFigures> {
  const storage = createStorage(engine, {
    auditKey: createSecretKey(Buffer.alloc(32)),
    clock: systemClock,
    random: createSystemRandom(),
  });
  const pool = readPoolId('default');
  if (pool === undefined) throw new TypeError('default is a pool');
  const writes = await Promise.all(Array.from({ length: each.callers }, () => acts[each.act](storage, pool)));
  await repeat(writes, plan.warmUp);
  const before = engine.commits;
  const { latencies, took } = await repeat(writes, plan.seconds);
  return {
    ...{ ...each, mode, engine: plan.engine },
    writes: latencies.length,
    commits: engine.commits - before,
    perSecond: latencies.length / took,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

/** Milliseconds of each write, and the seconds until the last that had begun was answered. */
async function repeat(
  writes: readonly Write[],
  seconds: number,
): Promise<{ readonly latencies: readonly number[]; readonly took: number }> {
  const latencies: number[] = [];
  const begunAt = performance.now();
  const until = begunAt + seconds * 1000;
  const loop = async (write: Write) => {
    for (let at = performance.now(); at < until; ) {
      await write();
      const ended = performance.now();
      latencies.push(ended - at);
      at = ended;
    }
  };
  await Promise.all(writes.map(loop));
  return { latencies, took: (performance.now() - begunAt) / 1000 };
}

measureAll().then(
  () => process.disconnect?.(),
  (error: unknown) => {
    report({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    // The engine is still open, and would keep the process.
    process.once('disconnect', () => process.exit(1));
    process.disconnect?.();
  },
);
