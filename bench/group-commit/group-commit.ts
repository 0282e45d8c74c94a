/** `--group-commit`: what it gives that writes which arrive together share a commit, on each engine. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Databases, engines } from '../growth/database.ts';
import { serverCore } from '../servers/server.ts';
import type { CommitFigures, WriterPlan, WriterReport } from './cases.ts';

export interface GroupCommitPlan extends Pick<WriterPlan, 'rounds' | 'warmUp' | 'seconds'> {
  readonly engines: readonly string[];
  readonly node: string;
  tell(line: string): void;
}

const program = fileURLToPath(new URL('writer-process.ts', import.meta.url));

export async function measureGroupCommit(plan: GroupCommitPlan): Promise<readonly CommitFigures[]> {
  const figures: CommitFigures[] = [];
  for (const name of plan.engines) {
    const databases = await engines[name]?.();
    if (!databases)
      throw new Error(`there is no engine ${name}: choose from ${Object.keys(engines).join(', ')}`);
    try {
      figures.push(...(await measureEngine(databases, plan)));
    } finally {
      await databases.close();
    }
  }
  return figures;
}

async function measureEngine(databases: Databases, plan: GroupCommitPlan): Promise<readonly CommitFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-group-commit-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const { title, settings } = await databases.create(folder);
    const { rounds, warmUp, seconds } = plan;
    return await runWriter({ engine: title, settings, rounds, warmUp, seconds }, plan);
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** On the core of the servers: PostgreSQL, where it takes part, is on the other one. */
function runWriter(plan: WriterPlan, { node, tell }: GroupCommitPlan): Promise<readonly CommitFigures[]> {
  const words = [
    '-c',
    serverCore,
    node,
    '--import',
    import.meta.resolve('tsx'),
    program,
    JSON.stringify(plan),
  ];
  const child = spawn('taskset', words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const measured: CommitFigures[] = [];
  let failure: string | undefined;
  child.on('message', (report: WriterReport) => {
    if (report.kind === 'failed') {
      failure = report.reason;
      return;
    }
    measured.push(report.figures);
    tell(describe(report.figures));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', code => {
      process.off('exit', endWithUs);
      if (failure === undefined && code === 0) resolve(measured);
      else reject(new Error(failure ?? `the process that writes ended with ${code}`));
    });
  });
}

const describe = ({ engine, act, callers, mode, writes, commits, perSecond, p50 }: CommitFigures): string =>
  `${engine.padEnd(10)} ${act.padEnd(6)} by ${callers} ${mode.padEnd(7)} ${Math.round(perSecond)} a second, ${writes} writes in ${commits} commits, p50 ${p50.toFixed(2)} ms`;
