/** The rounds: all servers run, each flow is measured at one after the other; the next round takes them in the opposite order. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../tests/testkit/free-port.ts';
import { type Figures, type FlowFigures, quantile, type ServerFigures } from './figures.ts';
import type { Flow } from './flows/flow.ts';
import { LoadProcess } from './load-process.ts';
import { cpuSecondsOf, residentMemoryOf } from './process-figures.ts';
import type { PeerKind } from './servers/peer.ts';
import { type RunningServer, type ServerKind, startServer, titles } from './servers/server.ts';
import { symbolon } from './servers/symbolon.ts';

export interface Plan {
  readonly rounds: number;
  /** Seconds before, and seconds of each measurement. */
  readonly warmUp: number;
  readonly seconds: number;
  readonly flows: readonly Flow[];
  /** Beside Symbolon. */
  readonly peers: readonly PeerKind[];
  /** The runtime of all servers. */
  readonly node: string;
  tell(line: string): void;
}

interface Contender {
  readonly server: RunningServer;
  readonly load: LoadProcess;
  readonly figures: ServerFigures;
}

/** Milliseconds after which a server that was just started counts as idle. */
const settling = 1000;

export async function runRounds(plan: Plan): Promise<Figures> {
  const rounds: Figures[] = [];
  for (let round = 1; round <= plan.rounds; round++) rounds.push(await runRound(plan, round));
  return {
    flows: rounds.flatMap(({ flows }) => flows),
    servers: rounds.flatMap(({ servers }) => servers),
  };
}

async function runRound(plan: Plan, round: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const contenders: Contender[] = [];
  try {
    const kinds = [symbolon, ...plan.peers];
    for (const kind of round % 2 === 1 ? kinds : kinds.toReversed())
      contenders.push(await enter(kind, plan, join(folder, kind.name)));
    const flows: FlowFigures[] = [];
    for (const flow of plan.flows) {
      for (const contender of contenders) {
        if (!flow.at.includes(contender.server.kind.name)) continue;
        const figures = await measure(flow, contender, plan, round);
        plan.tell(describe(figures));
        flows.push(figures);
      }
    }
    return { flows, servers: contenders.map(({ figures }) => figures) };
  } finally {
    for (const { load } of contenders) load.end();
    await Promise.all(contenders.map(({ server }) => server.stop()));
    remove();
    process.off('exit', remove);
  }
}

/** Started twice: only the first start has keys and a database to make. */
async function enter(kind: ServerKind, { node }: Plan, folder: string): Promise<Contender> {
  mkdirSync(folder);
  const prepared = await kind.prepare(folder, await freePort(), node);
  const first = await startServer(kind, prepared, folder);
  await first.stop();
  const server = await startServer(kind, prepared, folder);
  await delay(settling);
  return {
    server,
    load: new LoadProcess(titles[kind.name], prepared.issuer),
    figures: {
      server: kind.name,
      firstStart: first.startupTime,
      start: server.startupTime,
      idleMemory: residentMemoryOf(server.pid),
    },
  };
}

async function measure(
  flow: Flow,
  { server, load }: Contender,
  plan: Plan,
  round: number,
): Promise<FlowFigures> {
  await load.prepare(flow.name);
  await load.run(plan.warmUp);
  const before = cpuSecondsOf(server.pid);
  const latencies = await load.run(plan.seconds);
  const used = cpuSecondsOf(server.pid) - before;
  return {
    flow: flow.name,
    server: server.kind.name,
    round,
    passes: latencies.length,
    perCpuSecond: latencies.length / used,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    memory: residentMemoryOf(server.pid),
  };
}

const describe = ({ round, flow, server, passes, perCpuSecond, p50, p99, memory }: FlowFigures): string =>
  [
    `round ${round}`,
    flow.padEnd(22),
    server.padEnd(13),
    `${Math.round(perCpuSecond)}`.padStart(7),
    `a CPU-second, ${passes} passes, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${Math.round(memory)} MiB`,
  ].join(' ');
