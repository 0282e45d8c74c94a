/** A server under measurement: a process on core 0 that has answered discovery with 200 once. */
import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What servers are called in tables, in the order of their columns. */
export const titles = {
  symbolon: 'Symbolon',
  'oidc-provider': 'oidc-provider',
  'better-auth': 'better-auth',
  'oauth2-server': 'oauth2-server',
} as const;

export type ServerName = keyof typeof titles;

export interface ServerKind {
  readonly name: ServerName;
  /** What it has to be given, in a folder of its own; `node` is the runtime it will run on. */
  prepare(folder: string, port: number, node: string): Promise<Prepared> | Prepared;
}

export interface Prepared {
  /** Program and words. */
  readonly command: readonly [string, ...string[]];
  readonly issuer: string;
}

export interface RunningServer {
  readonly kind: ServerKind;
  readonly pid: number;
  readonly issuer: string;
  /** Milliseconds from its start to the first 200 of discovery. */
  readonly startupTime: number;
  stop(): Promise<void>;
}

export const serverCore = '0';
const patience = 30_000;

export async function startServer(
  kind: ServerKind,
  { command, issuer }: Prepared,
  folder: string,
): Promise<RunningServer> {
  const output = join(folder, 'output.log');
  const startedAt = performance.now();
  // taskset puts the server in its own place: the id stays.
  const child = spawn('taskset', ['-c', serverCore, ...command], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(output, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  void ended.then(() => {
    process.off('exit', endWithUs);
    file.end();
  });
  while ((await statusOf(`${issuer}/.well-known/openid-configuration`)) !== 200) {
    if (child.exitCode !== null || performance.now() - startedAt > patience) {
      throw new Error(`${titles[kind.name]} does not start:\n${readFileSync(output, 'utf8')}`);
    }
    await delay(2);
  }
  const startupTime = performance.now() - startedAt;
  if (child.pid === undefined) throw new Error(`${titles[kind.name]} has no process`);
  return {
    kind,
    pid: child.pid,
    issuer,
    startupTime,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const statusOf = (url: string): Promise<number | undefined> =>
  new Promise(resolve => {
    get(url, { agent: false }, response => {
      response.resume().once('end', () => resolve(response.statusCode));
    }).once('error', () => resolve(undefined));
  });
