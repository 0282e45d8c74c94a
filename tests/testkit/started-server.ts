/** The server as it is shipped: the bundle as a process of its own, with a configuration file and a folder for its data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { alice, bob } from './people.ts';

const bundle = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));

export interface StartedServer {
  readonly origin: string;
  /** The issuer of the default pool. */
  readonly issuer: string;
  /** Where its database and its master key are. */
  readonly dataFolder: string;
  /** Every line that it wrote so far, of all its lives. */
  readonly log: readonly string[];
  /** The first line that matches, once it is written. */
  lineOfLog(pattern: RegExp): Promise<string>;
  /** SIGTERM; resolves with the exit code once it has ended. */
  stop(): Promise<number | null>;
  /** SIGKILL: it ends as in a power cut, whatever it was doing. */
  kill(): Promise<void>;
  /** Starts it again on the same data, after `stop` or `kill`. */
  start(): Promise<void>;
  /** Ends it where it runs, and removes its folder. */
  close(): Promise<void>;
}

export interface Declared {
  /** Applications, users and what else the default pool has, as in a configuration file. */
  readonly applications: readonly object[];
  readonly users?: readonly object[];
  readonly pool?: object;
  /** Pools beside the default one. */
  readonly pools?: readonly object[];
  /** Where it says it is, as behind a proxy of this machine that ends TLS. */
  readonly origin?: string;
  /** More members of the configuration file. */
  readonly file?: object;
}

/** `demo`: no configuration file at all, hence the demo application and the demo user. */
export type StartedServerOptions = Declared | 'demo';

/**
 * Resolves once the server says that it is ready. Without a port it takes one that is free. `node`: the command that
 * runs it, word by word, where it is not the Node of the tests.
 */
export async function startServer(
  options: StartedServerOptions,
  wantedPort?: number,
  node: readonly string[] = [process.execPath],
): Promise<StartedServer> {
  if (!existsSync(bundle)) throw new Error('There is no bundle to start: run npm run build first.');
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-started-'));
  const port = wantedPort ?? (await freePort());
  // Without a configuration file the server calls itself localhost.
  const origin =
    options === 'demo' ? `http://localhost:${port}` : (options.origin ?? `http://127.0.0.1:${port}`);
  const dataFolder = join(folder, 'data');
  const words = [...node, bundle, 'start', '--data', dataFolder];
  if (options === 'demo') words.push('--port', String(port));
  else words.push('--config', writeConfiguration(folder, origin, port, options));

  const log = createLineLog();
  let running = await launch(words, folder, log);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    const { child, ended } = running;
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return {
    origin,
    issuer: `${origin}/oidc`,
    dataFolder,
    log: log.lines,
    lineOfLog: log.first,
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
    async start() {
      running = await launch(words, folder, log);
    },
    async close() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeConfiguration(
  folder: string,
  origin: string,
  port: number,
  { applications, users = [alice, bob], pool, pools = [], file: members, origin: behind }: Declared,
): string {
  const path = join(folder, 'symbolon.config.json');
  const file = {
    ...members,
    server: {
      origin,
      listen: { host: '127.0.0.1', port },
      ...(behind !== undefined && { trusted_proxies: ['127.0.0.1'] }),
    },
    user_pools: [{ name: 'default', applications, users, ...pool }, ...pools],
  };
  writeFileSync(path, JSON.stringify(file));
  return path;
}

interface LineLog {
  readonly lines: readonly string[];
  add(line: string): void;
  first(pattern: RegExp): Promise<string>;
}

function createLineLog(): LineLog {
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  return {
    lines,
    add(line) {
      lines.push(line);
      for (const look of waiting) look(line);
    },
    first: pattern =>
      new Promise(resolve => {
        const look = (line: string) => {
          if (!pattern.test(line)) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        for (const line of lines) look(line);
      }),
  };
}

interface Running {
  readonly child: ChildProcess;
  /** Resolves with the exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

const ready = 'Symbolon is ready';

async function launch(
  [program = '', ...words]: readonly string[],
  folder: string,
  log: LineLog,
): Promise<Running> {
  const child = spawn(program, words, {
    cwd: folder,
    // A server that runs on somebody's machine may have a master key in its environment; this one makes its own.
    env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  void ended.then(() => process.off('exit', endWithUs));
  await new Promise<void>((resolve, reject) => {
    const read = (line: string) => {
      log.add(line);
      if (line.includes(ready)) resolve();
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('error', reject);
    void ended.then(code => reject(new Error(`the server ended with ${code}:\n${log.lines.join('\n')}`)));
  });
  return { child, ended };
}
