/** `npm run bench`: Symbolon and oidc-provider side by side, flow by flow; see docs/performance.md. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { callers } from './clients.ts';
import { flows } from './flows/index.ts';
import { whyNotHere } from './process-figures.ts';
import { type Plan, runRounds } from './rounds.ts';
import { flowTable, serverTable } from './tables.ts';

const { values: options } = parseArgs({
  options: {
    /** One short round: under 90 seconds. */
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    /** The runtime of both servers. */
    node: { type: 'string', default: process.execPath },
    /** Names, with commas between them. */
    flows: { type: 'string' },
    /** Puts the tables into docs/performance.md. */
    write: { type: 'boolean', default: false },
  },
});

const document = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const marker = { begin: '<!-- bench: begin -->', end: '<!-- bench: end -->' } as const;

function refuse(reason: string): never {
  console.error(reason);
  process.exit(1);
}

function readPlan(): Plan {
  const names = options.flows?.split(',');
  const unknown = names?.find(name => !flows.some(flow => flow.name === name));
  if (unknown !== undefined)
    refuse(`There is no flow ${unknown}: choose from ${flows.map(({ name }) => name).join(', ')}.`);
  const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
  if (!Number.isInteger(rounds) || rounds < 1) refuse('--rounds must be a whole number from 1.');
  return {
    rounds,
    ...(options.quick ? { warmUp: 0.5, seconds: 1 } : { warmUp: 2, seconds: 5 }),
    flows: names === undefined ? flows : flows.filter(({ name }) => names.includes(name)),
    // The servers run in folders of their own.
    node: options.node.includes('/') ? resolve(options.node) : options.node,
    tell: line => console.error(line),
  };
}

function versionIn(path: string): string {
  const { version } = JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'));
  return String(version);
}

function conditions({ rounds, warmUp, seconds, node }: Plan): string {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  const when = new Date().toISOString().slice(0, 10);
  const programs = [
    `Symbolon ${versionIn('../packages/server/package.json')}`,
    `oidc-provider ${versionIn('node_modules/oidc-provider/package.json')}`,
  ];
  return `${when}: ${programs.join(', ')}, Node.js ${version}, ${model}; ${callers} callers, ${seconds} s a measurement after ${warmUp} s, rounds: ${rounds}.`;
}

function write(report: string): void {
  const text = readFileSync(document, 'utf8');
  const [before, rest] = text.split(marker.begin);
  const after = rest?.split(marker.end)[1];
  if (before === undefined || after === undefined)
    refuse(`${document} has no ${marker.begin} and ${marker.end}.`);
  writeFileSync(document, `${before}${marker.begin}\n${report}\n${marker.end}${after}`);
}

const missing = whyNotHere();
if (missing !== undefined) refuse(missing);
// Ends the servers with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
// The core of the servers is theirs alone, as far as it is up to us.
execFileSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)], { stdio: 'ignore' });

const plan = readPlan();
const figures = await runRounds(plan).catch((error: unknown) =>
  refuse(`The bench failed: ${error instanceof Error ? error.message : String(error)}`),
);
const report = [conditions(plan), '', flowTable(figures), '', serverTable(figures)].join('\n');
console.log(`\n${report}`);
if (options.write) write(report);
