/** What others notice of the purge: refreshes while it runs, beside refreshes before it. */
import { createSecretKey } from 'node:crypto';
import { createSystemRandom, systemClock } from '@symbolon/foundation';
import { openStorage } from '@symbolon/storage';
import { quantile } from '../figures.ts';
import { LoadProcess } from '../load-process.ts';
import { fillExpired } from './fill.ts';
import type { Place } from './grow.ts';

export interface PurgeFigures {
  readonly rows: number;
  /** Milliseconds. */
  readonly before: { readonly p50: number; readonly p99: number };
  readonly during: { readonly p50: number; readonly p99: number };
  /** Seconds that it took beside the load. */
  readonly took: number;
}

/** Rows that have expired when the server starts. */
const rows = 100_000;

/** Seconds: a server purges a minute after its start, and the purge itself takes a while. */
const patience = 180;

export async function measurePurge(
  place: Place,
  { tell }: { tell(line: string): void },
): Promise<PurgeFigures> {
  const { database } = place;
  const auditKey = createSecretKey(Buffer.alloc(32));
  const machine = { auditKey, clock: systemClock, random: createSystemRandom() };
  const storage = await openStorage(database.settings, machine);
  await fillExpired(storage, place.users, rows);
  await storage.close();
  const server = await place.start();
  const load = new LoadProcess('Symbolon, purging', server.issuer, place.deployments.purge);
  const before: number[] = [];
  const during: number[] = [];
  const startedAt = performance.now();
  let begunAt: number | undefined;
  try {
    await load.prepare('refresh');
    await load.run(1);
    for (let left = rows; left > 0; ) {
      if (performance.now() - startedAt > patience * 1000) throw new Error(`${left} rows were never purged`);
      const latencies = await load.run(1);
      left = await database.countExpired();
      if (left < rows) begunAt ??= performance.now();
      (begunAt === undefined ? before : during).push(...latencies);
    }
    const took = (performance.now() - (begunAt ?? startedAt)) / 1000;
    const of = (latencies: readonly number[]) => ({
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
    });
    tell(`${database.title}: ${rows} expired rows purged in ${took.toFixed(0)} s`);
    return { rows, before: of(before), during: of(during), took };
  } finally {
    load.end();
    await server.stop();
  }
}
