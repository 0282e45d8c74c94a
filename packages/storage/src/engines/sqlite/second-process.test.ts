/** Two processes and one file, and a process that dies while it writes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSystemRandom } from '@symbolon/foundation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKey, testPool } from '../../contract/world.ts';
import { openStorage } from '../../storage.ts';
import { loadBinding } from './binding.ts';
import { openSqliteEngine } from './engine.ts';

const dependencies = { auditKey, clock: () => 0, random: createSystemRandom() };

let folder: string;
let path: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-process-'));
  path = join(folder, 'symbolon.db');
});

afterEach(async () => {
  await Promise.all(children.map(kill));
  children = [];
  rmSync(folder, { recursive: true });
});

/** What the child says, line by line, also after it is dead. `limit`: a command of the shell that comes first. */
function start(limit = ':') {
  const command = [process.execPath, '--import', 'tsx', 'child-process.ts', path];
  const child = spawn('sh', ['-c', `${limit}; exec "$@"`, 'sh', ...command], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, nextLine: async (): Promise<string | undefined> => (await lines.next()).value };
}

/** Looks at what a dead process left behind. */
async function expectSoundWith(acknowledged: readonly string[]): Promise<void> {
  const engine = await openSqliteEngine({ engine: 'sqlite', path });
  const rows = await engine.read('SELECT name FROM settings WHERE pool = ?', [testPool('default')]);
  await engine.close();
  const kept = new Set(rows.map(row => row['name']));
  expect(acknowledged.filter(name => !kept.has(name))).toEqual([]);
  const { DatabaseSync } = loadBinding();
  const database = new DatabaseSync(path);
  expect(database.prepare('PRAGMA integrity_check').all()).toMatchObject([{ integrity_check: 'ok' }]);
  database.close();
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('a second process', () => {
  it('is refused while the first one lives, and let in once it was killed', async () => {
    const first = start();
    expect(await first.nextLine()).toBe('opened');
    const second = start();
    expect(await second.nextLine()).toBe('StorageInUse');
    await expect(openStorage({ engine: 'sqlite', path }, dependencies)).rejects.toThrow(
      `${path} is in use by another process`,
    );
    await kill(first.child);
    const storage = await openStorage({ engine: 'sqlite', path }, dependencies);
    const third = start();
    expect(await third.nextLine()).toBe('StorageInUse');
    await storage.close();
    const fourth = start();
    expect(await fourth.nextLine()).toBe('opened');
  }, 60_000);
});

describe('a process that is killed while it writes', () => {
  it('leaves a sound database with every write that it was told of', async () => {
    const { child, nextLine } = start();
    expect(await nextLine()).toBe('opened');
    const acknowledged: string[] = [];
    for (let line = await nextLine(); line !== undefined; line = await nextLine()) {
      if (acknowledged.push(line) === 300) child.kill('SIGKILL');
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
    await expectSoundWith(acknowledged);
  }, 60_000);
});

describe('a process whose disk is full', () => {
  it('says so, and leaves a sound database with every write that it was told of', async () => {
    // In units of 512 or 1,024 bytes, as the shell has it: room for the schema and some writes.
    const { child, nextLine } = start('ulimit -f 1200');
    expect(await nextLine()).toBe('opened');
    const acknowledged: string[] = [];
    let line = await nextLine();
    for (; line !== undefined && /^\d/.test(line); line = await nextLine()) acknowledged.push(line);
    expect(line).toBe('StorageUnavailable');
    await kill(child);
    expect(acknowledged.length).toBeGreaterThan(0);
    await expectSoundWith(acknowledged);
  }, 60_000);
});
