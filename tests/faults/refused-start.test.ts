/** A start that cannot succeed: refused soon, in one line that says what to do, without a stack and without a secret. */
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../testkit/free-port.ts';
import { type Ended, runProgram } from '../testkit/program.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { web } from '../testkit/world.ts';

const canary = 'canary-4f1d7c2e-canary-4f1d7c2e-canary';
const mostMilliseconds = 2000;

let folder = '';
/** It was started once, and has ended. */
let started: StartedServer;
/** What it costs on this machine, just now, to do nothing. */
let idle = 0;
let configuration = '';
const inFolder = (name: string) => join(folder, name);
const run = (...words: string[]) => runProgram(words, { folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-refused-'));
  const user = { username: 'alice', password: canary };
  const application = { ...web, client_secret: canary };
  const file = {
    server: { origin: 'http://127.0.0.1:1', listen: { host: '127.0.0.1', port: 1 } },
    user_pools: [{ name: 'default', applications: [application], users: [user] }],
  };
  configuration = inFolder('symbolon.config.json');
  writeFileSync(configuration, JSON.stringify(file));
  started = await startServer({ applications: [web] });
  await started.stop();
  idle = (await run('--version')).milliseconds;
});
afterAll(async () => {
  await started.close();
  rmSync(folder, { recursive: true });
});

/** The one line that was said. */
function expectRefusal(ended: Ended, exitCode = 1): string {
  const { standardError, standardOutput, milliseconds } = ended;
  expect({ exitCode: ended.exitCode, standardOutput, standardError }).toEqual({
    exitCode,
    standardOutput: '',
    standardError: expect.stringMatching(/^symbolon: [^\n]+\n$/),
  });
  expect(standardError).not.toContain(canary);
  expect(milliseconds - idle).toBeLessThan(mostMilliseconds);
  return standardError;
}

/** A database as a first start leaves it, and a port that is free. */
async function makeDatabase(name: string): Promise<string> {
  mkdirSync(inFolder(name));
  for (const file of ['symbolon.db', 'master.key'])
    copyFileSync(join(started.dataFolder, file), inFolder(`${name}/${file}`));
  return String(await freePort());
}

const start = (data: string, port: string, ...words: string[]) =>
  run('--data', inFolder(data), '--port', port, '--config', configuration, ...words);

describe('a start is refused', () => {
  it('where the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    await makeDatabase('port');
    const line = expectRefusal(await start('port', port));
    expect(line).toBe(
      `symbolon: Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another with --port.\n`,
    );
    await new Promise(resolve => taken.close(resolve));
  });

  it('where the data folder cannot be made: below a file, or in a place that takes no folder', async () => {
    writeFileSync(inFolder('file'), '');
    const port = String(await freePort());
    for (const words of [
      ['--port', port],
      ['--port', port, '--config', configuration],
    ]) {
      for (const data of [inFolder('file/data'), '/proc/symbolon/data']) {
        const line = expectRefusal(await run('--data', data, ...words));
        expect(line).toContain(`in the data folder ${data} can be neither read nor made`);
      }
    }
  });

  it('where another process holds the database', async () => {
    const server = await startServer({ applications: [web] });
    const words = ['--data', server.dataFolder, '--port', String(await freePort())];
    const line = expectRefusal(await run(...words, '--config', configuration));
    expect(line).toContain('symbolon.db is in use by another process: stop that one first');
    expect((await fetch(`${server.origin}/health/ready`)).status).toBe(200);
    await server.close();
  });

  it.each([100, 4096])(
    'where the database is damaged from byte %i on, and it is left as it is',
    async from => {
      const data = `damaged-from-${from}`;
      const port = await makeDatabase(data);
      const path = inFolder(`${data}/symbolon.db`);
      const bytes = readFileSync(path).fill(0x5a, from);
      writeFileSync(path, bytes);
      const line = expectRefusal(await start(data, port));
      expect(line).toContain('symbolon.db is not a sound Symbolon database');
      expect(readFileSync(path).equals(bytes)).toBe(true);
    },
  );

  it('where the database is of a newer version', async () => {
    const port = await makeDatabase('newer');
    const database = new DatabaseSync(inFolder('newer/symbolon.db'));
    database.exec("INSERT INTO schema_migrations VALUES (999, 'from the future', 1)");
    database.close();
    expect(expectRefusal(await start('newer', port))).toContain(
      'was written by a newer Symbolon (schema 999, this one knows',
    );
  });

  it('where the master key is another one, and nothing is written with it', async () => {
    const port = await makeDatabase('key');
    const path = inFolder('key/symbolon.db');
    const before = contentOf(path);
    writeFileSync(inFolder('key/master.key'), randomBytes(32).toString('base64url'));
    expect(expectRefusal(await start('key', port))).toContain(
      'The database was written with another master key: give the one it was made with',
    );
    expect(contentOf(path)).toEqual(before);
  });

  it('where the master key is none, without repeating it', async () => {
    const environment = { SYMBOLON_MASTER_KEY: canary };
    const words = ['--data', inFolder('none'), '--config', configuration];
    expect(expectRefusal(await runProgram(words, { folder, environment }))).toContain(
      'the environment variable SYMBOLON_MASTER_KEY must be 32 bytes',
    );
  });

  it('where an option is unknown', async () => {
    expect(expectRefusal(await run('--prot', '3000'), 2)).toContain('"--prot"; did you mean --port?');
  });
});

describe('a configuration file with mistakes', () => {
  it('is refused with all of them, each with its line, and no value of it', async () => {
    const file = [
      'server:',
      '  orign: http://localhost:3000',
      'user_pools:',
      '  - name: default',
      '    applications:',
      `      - { client_id: web, client_secrets: ${canary}, redirect_uris: [${canary}] }`,
      `    users: [{ username: alice, password: { ${canary}: x } }]`,
      `log: { level: ${canary} }`,
    ];
    writeFileSync(inFolder('wrong.yaml'), file.join('\n'));
    const ended = await run('--config', 'wrong.yaml', '--data', inFolder('unused'));
    const lines = ended.standardError.trimEnd().split('\n');
    expect(ended).toMatchObject({ exitCode: 1, standardOutput: '' });
    expect(lines.map(line => /^wrong\.yaml:(\d+):\d+ /.exec(line)?.[1])).toEqual(
      expect.arrayContaining(['2', '6', '7', '8']),
    );
    expect(lines.every(line => /^wrong\.yaml:\d+:\d+ \S/.test(line))).toBe(true);
    expect(lines[0]).toContain('did you mean `origin`?');
    expect(ended.standardError).not.toContain(canary);
    expect(ended.milliseconds - idle).toBeLessThan(mostMilliseconds);
  });
});

/** All rows of all tables, as one fingerprint each. */
function contentOf(path: string): Readonly<Record<string, string>> {
  const database = new DatabaseSync(path);
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  const content = tables.map(({ name }) => {
    const rows = database.prepare(`SELECT * FROM ${String(name)}`).all();
    return [String(name), createHash('sha256').update(JSON.stringify(rows)).digest('hex')];
  });
  database.close();
  return Object.fromEntries(content);
}
