/** The load on one server: a process on core 1 whose callers do a flow in a loop. Its word is the issuer. */
import { callers, userOf } from './clients.ts';
import { EndUser, readEndpoints } from './end-user.ts';
import type { Caller, Step } from './flows/flow.ts';
import { crowdFlows, flows } from './flows/index.ts';
import { readStrangers } from './growth/strangers.ts';
import { closeIdleConnections } from './http-connection.ts';
import type { LoadCommand, LoadReport } from './load-commands.ts';

const [issuer = '', deployment] = process.argv.slice(2);
const endpoints = await readEndpoints(issuer);
const strangers = readStrangers(deployment);
const population: readonly Caller[] = Array.from({ length: callers }, (_, index) => {
  const { username } = userOf(index);
  return { endpoints, username, user: new EndUser(endpoints, username), strangers };
});
let steps: readonly Step[] = [];

async function prepare(name: string): Promise<LoadReport> {
  const flow = (deployment === undefined ? flows : crowdFlows).find(known => known.name === name);
  if (!flow) throw new Error(`there is no flow ${name}`);
  closeIdleConnections();
  const prepared: Step[] = [];
  // One after the other: a server bounds how many passwords it looks at together.
  for (const caller of population) prepared.push(await flow.prepare(caller));
  steps = prepared;
  return { kind: 'prepared' };
}

/** A pass that has begun is finished. */
async function run(seconds: number): Promise<LoadReport> {
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1000;
  const loop = async (step: Step) => {
    for (let at = performance.now(); at < until; ) {
      await step();
      const ended = performance.now();
      latencies.push(ended - at);
      at = ended;
    }
  };
  await Promise.all(steps.map(loop));
  return { kind: 'passed', latencies };
}

const report = (message: LoadReport) => process.send?.(message);

process.on('message', (command: LoadCommand) => {
  const work = command.kind === 'prepare' ? prepare(command.flow) : run(command.seconds);
  work.then(report, (error: unknown) => {
    report({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  });
});
process.once('disconnect', () => process.exit(0));
