/** `npm run bench`: Symbolon and its peers side by side, flow by flow; see docs/performance.md. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { callers } from './clients.ts';
import { flows } from './flows/index.ts';
import { measureGroupCommit } from './group-commit/group-commit.ts';
import { groupCommitTable } from './group-commit/table.ts';
import { measureGrowth } from './growth/growth.ts';
import { growthTables } from './growth/table.ts';
import { measureOverload } from './overload/overload.ts';
import { overloadTable } from './overload/table.ts';
import { flowPlot } from './plot.ts';
import { whyNotHere } from './process-figures.ts';
import { type Plan, runRounds } from './rounds.ts';
import { peers } from './servers/index.ts';
import { describePeer } from './servers/peer.ts';
import { flowTable, serverTable } from './tables.ts';

const { values: options } = parseArgs({
  options: {
    /** One short round: under 90 seconds. */
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    /** The runtime of all servers. */
    node: { type: 'string', default: process.execPath },
    /** Names, with commas between them. */
    flows: { type: 'string' },
    /** Whom Symbolon is measured beside: names, with commas between them. */
    peers: { type: 'string' },
    /** A database with so many users, beside an empty one. */
    scale: { type: 'string' },
    /** Of the databases that grow, or are written to, with commas between them. */
    engines: { type: 'string', default: 'sqlite,postgres' },
    /** Ten times what can be served, and five hundred sign-ins at once. */
    overload: { type: 'boolean', default: false },
    /** Writes that share a commit, beside the same ones by one. */
    'group-commit': { type: 'boolean', default: false },
    /** Puts the tables into docs/performance.md, and the plot beside it. */
    write: { type: 'boolean', default: false },
  },
});

const document = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const plot = fileURLToPath(new URL('../docs/performance.svg', import.meta.url));

function refuse(reason: string): never {
  console.error(reason);
  process.exit(1);
}

const positive = (name: string, text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) refuse(`--${name} must be a whole number from 1.`);
  return number;
};

// The servers run in folders of their own.
const node = options.node.includes('/') ? resolve(options.node) : options.node;
const tell = (line: string) => console.error(line);
const engines = options.engines.split(',');
const rounds = positive('rounds', options.rounds ?? (options.quick ? '1' : '3'));
const times = options.quick ? { warmUp: 0.5, seconds: 1 } : { warmUp: 2, seconds: 5 };

/** Those of the names, in the order of the table; all where none is named. */
function choose<T extends { readonly name: string }>(
  what: string,
  table: readonly T[],
  words: string | undefined,
): readonly T[] {
  const names = words?.split(',');
  const unknown = names?.find(name => !table.some(entry => entry.name === name));
  if (unknown !== undefined)
    refuse(`There is no ${what} ${unknown}: choose from ${table.map(({ name }) => name).join(', ')}.`);
  return names === undefined ? table : table.filter(({ name }) => names.includes(name));
}

const readPlan = (): Plan => ({
  ...{ rounds, ...times, node, tell },
  flows: choose('flow', flows, options.flows),
  peers: choose('peer', peers, options.peers ?? (options.quick ? 'oidc-provider' : undefined)),
});

function versionIn(path: string): string {
  const { version } = JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'));
  return String(version);
}

function conditions(programs: readonly string[], load = `${callers} callers, `): string {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  const when = new Date().toISOString().slice(0, 10);
  const { warmUp, seconds } = times;
  return `${when}: ${programs.join(', ')}, Node.js ${version}, ${model}; ${load}${seconds} s a measurement after ${warmUp} s, rounds: ${rounds}.`;
}

/** Puts a report between the marks of its name. */
function write(name: string, report: string): void {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const text = readFileSync(document, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) refuse(`${document} has no ${begin} and ${end}.`);
  writeFileSync(document, `${before}${begin}\n${report}\n${end}${after}`);
}

const ours = `Symbolon ${versionIn('../packages/server/package.json')}`;

/** What each kind of run reports, by the name of its marks. */
async function run(): Promise<readonly [name: string, report: string]> {
  if (options.scale !== undefined) {
    const users = positive('scale', options.scale);
    const figures = await measureGrowth({ users, engines, rounds, ...times, node, tell });
    return ['growth', [conditions([ours]), '', growthTables(figures)].join('\n')];
  }
  if (options['group-commit']) {
    const figures = await measureGroupCommit({ engines, rounds, ...times, node, tell });
    return ['group-commit', [conditions([ours], ''), '', groupCommitTable(figures)].join('\n')];
  }
  if (options.overload) {
    const figures = await measureOverload({ seconds: times.seconds, node, tell });
    return ['overload', [conditions([ours]), '', overloadTable(figures)].join('\n')];
  }
  const plan = readPlan();
  const figures = await runRounds(plan);
  const programs = [ours, ...plan.peers.map(describePeer)];
  if (options.write) writeFileSync(plot, flowPlot(figures));
  return ['bench', [conditions(programs), '', flowTable(figures), '', serverTable(figures)].join('\n')];
}

const missing = whyNotHere();
if (missing !== undefined) refuse(missing);
// Ends the servers with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
// The core of the servers is theirs alone, as far as it is up to us.
execFileSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)], { stdio: 'ignore' });

const [name, report] = await run().catch((error: unknown) =>
  refuse(`The bench failed: ${error instanceof Error ? error.message : String(error)}`),
);
console.log(`\n${report}`);
if (options.write) write(name, report);
