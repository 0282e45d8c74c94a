/** `--scale`: the same flows on a database with next to nothing in it and on one that has grown, in turns. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callers } from '../clients.ts';
import { median, quantile } from '../figures.ts';
import { crowdFlows } from '../flows/index.ts';
import { LoadProcess } from '../load-process.ts';
import { cpuSecondsOf } from '../process-figures.ts';
import type { RunningServer } from '../servers/server.ts';
import { type Databases, engines } from './database.ts';
import { type Grown, growDatabase, tokensPerUser } from './grow.ts';
import { measurePurge, type PurgeFigures } from './purge.ts';

export interface GrowthPlan {
  /** Users in the database that has grown; five refresh tokens for each. */
  readonly users: number;
  readonly engines: readonly string[];
  readonly rounds: number;
  /** Seconds before, and seconds of each measurement. */
  readonly warmUp: number;
  readonly seconds: number;
  readonly node: string;
  tell(line: string): void;
}

export interface GrowthFigures {
  readonly engine: string;
  readonly users: number;
  readonly refreshTokens: number;
  /** Bytes. */
  readonly perUser: number;
  readonly perRefreshToken: number;
  /** Milliseconds from the start to the first 200 of discovery. */
  readonly start: { readonly empty: number; readonly grown: number };
  readonly flows: readonly GrownFlow[];
  readonly purge: PurgeFigures;
}

export interface GrownFlow {
  readonly flow: string;
  /** Medians of the rounds: milliseconds of CPU that the server used for a pass, and of waiting for it. */
  readonly empty: Cost;
  readonly grown: Cost;
}

export interface Cost {
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}

export async function measureGrowth(plan: GrowthPlan): Promise<readonly GrowthFigures[]> {
  const figures: GrowthFigures[] = [];
  for (const engine of plan.engines) {
    const databases = await engines[engine]?.();
    if (!databases)
      throw new Error(`there is no engine ${engine}: choose from ${Object.keys(engines).join(', ')}`);
    try {
      figures.push(await measureEngine(databases, plan));
    } finally {
      await databases.close();
    }
  }
  return figures;
}

async function measureEngine(databases: Databases, plan: GrowthPlan): Promise<GrowthFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-growth-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const empty = await growDatabase(databases, join(folder, 'empty'), callers, plan);
    const grown = await growDatabase(databases, join(folder, 'grown'), plan.users, plan);
    const flows = await compare(empty, grown, plan);
    return {
      engine: grown.place.database.title,
      users: plan.users,
      refreshTokens: plan.users * tokensPerUser,
      perUser: grown.perUser,
      perRefreshToken: grown.perRefreshToken,
      start: { empty: empty.start, grown: grown.start },
      flows,
      purge: await measurePurge(grown.place, plan),
    };
  } finally {
    remove();
    process.off('exit', remove);
  }
}

async function compare(empty: Grown, grown: Grown, plan: GrowthPlan): Promise<readonly GrownFlow[]> {
  const measured = { empty: new Map<string, Cost[]>(), grown: new Map<string, Cost[]>() };
  const servers = { empty: await empty.place.start(), grown: await grown.place.start() };
  const loads = {
    empty: new LoadProcess('Symbolon, empty', servers.empty.issuer, empty.place.deployments.flows),
    grown: new LoadProcess('Symbolon, grown', servers.grown.issuer, grown.place.deployments.flows),
  };
  const sizes = ['empty', 'grown'] as const;
  try {
    for (let round = 1; round <= plan.rounds; round++) {
      for (const { name } of crowdFlows) {
        for (const size of round % 2 === 1 ? sizes : sizes.toReversed()) {
          const cost = await measure(name, servers[size], loads[size], plan);
          measured[size].set(name, [...(measured[size].get(name) ?? []), cost]);
          plan.tell(
            `round ${round} ${name.padEnd(18)} ${size} ${cost.cpu.toFixed(2)} ms, p50 ${cost.p50.toFixed(1)} ms`,
          );
        }
      }
    }
  } finally {
    for (const size of sizes) loads[size].end();
    await Promise.all(sizes.map(size => servers[size].stop()));
  }
  return crowdFlows.map(({ name }) => ({
    flow: name,
    empty: middleOf(measured.empty.get(name) ?? []),
    grown: middleOf(measured.grown.get(name) ?? []),
  }));
}

async function measure(
  flow: string,
  { pid }: RunningServer,
  load: LoadProcess,
  { warmUp, seconds }: GrowthPlan,
): Promise<Cost> {
  await load.prepare(flow);
  await load.run(warmUp);
  const before = cpuSecondsOf(pid);
  const latencies = await load.run(seconds);
  const used = cpuSecondsOf(pid) - before;
  return {
    cpu: (used * 1000) / latencies.length,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

function middleOf(costs: readonly Cost[]): Cost {
  const of = (read: (cost: Cost) => number) => median(costs.map(read)) ?? Number.NaN;
  return { cpu: of(({ cpu }) => cpu), p50: of(({ p50 }) => p50), p99: of(({ p99 }) => p99) };
}
