/** The database file: private, kept, and refused with a clear word where it cannot be used. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemRandom } from '@symbolon/foundation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditKey, newUser, testPool } from '../../contract/world.ts';
import {
  StorageCorrupt,
  type StorageError,
  StorageInUse,
  StorageNotWritable,
  StorageTooNew,
} from '../../errors.ts';
import { openStorage } from '../../storage.ts';
import { openSqliteEngine } from './engine.ts';

const pool = testPool('default');
const dependencies = { auditKey, clock: () => 1000, random: createSystemRandom() };
const open = (path: string) => openStorage({ engine: 'sqlite', path }, dependencies);

let folder: string;
const inFolder = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function expectRefusal(path: string, kind: new (...values: never[]) => StorageError): Promise<void> {
  const refusal: unknown = await open(path).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(kind);
  expect(refusal).toMatchObject({ name: kind.name, message: expect.stringMatching(/^\/[^\n]+\.$/) });
  expect(String(refusal)).toContain(path);
}

describe('a database file', () => {
  it('is made with its folder, for this user alone', async () => {
    const path = inFolder('new/deep/symbolon.db');
    const storage = await open(path);
    await storage.pools.ensure(pool, 1);
    const modeOf = (name: string) => (statSync(inFolder(name)).mode & 0o777).toString(8);
    expect(['new', 'new/deep'].map(modeOf)).toEqual(['700', '700']);
    const files = ['', '-wal', '-shm', '.lock'].map(suffix => modeOf(`new/deep/symbolon.db${suffix}`));
    expect(files).toEqual(['600', '600', '600', '600']);
    await storage.close();
  });

  it('keeps what was written when it is closed and opened again, whole in the one file', async () => {
    const path = inFolder('symbolon.db');
    const claims = { name: 'Zoë 🗝️\u0000', big: Number.MAX_SAFE_INTEGER, long: 'x'.repeat(100_000) };
    const user = newUser({ claims, passwordHash: 'hash' });
    const first = await open(path);
    await first.users.create(pool, user, 1000);
    await first.settings.put(pool, 'name', '');
    await first.close();
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);

    const second = await open(path);
    expect(await second.users.find(pool, user.id)).toEqual({
      id: user.id,
      displayName: 'Zoë 🗝️',
      active: true,
      passwordHash: 'hash',
      secretsVersion: 1,
    });
    expect(await second.settings.get(pool, 'name')).toBe('');
    await second.close();
  });

  it('is opened once: a second time is refused, by whatever path, and harms nothing', async () => {
    const path = inFolder('symbolon.db');
    const storage = await open(path);
    symlinkSync(path, inFolder('link.db'));
    await expectRefusal(path, StorageInUse);
    await expect(open(inFolder('link.db'))).rejects.toThrow(StorageInUse);
    await storage.settings.put(pool, 'name', 'value');
    expect(await storage.settings.get(pool, 'name')).toBe('value');
    await storage.close();
    await (await open(path)).close();
  });

  it('is refused where it is no database', async () => {
    const path = inFolder('text.db');
    writeFileSync(path, 'This is not a database, but a text that is long enough. '.repeat(100));
    await expectRefusal(path, StorageCorrupt);
  });

  it('is refused where its pages are damaged', async () => {
    const path = inFolder('damaged.db');
    await (await open(path)).close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 100, bytes.length);
    writeFileSync(path, bytes);
    await expectRefusal(path, StorageCorrupt);
  });

  it('is refused where a newer program has written it', async () => {
    const path = inFolder('newer.db');
    await (await open(path)).close();
    const engine = await openSqliteEngine({ engine: 'sqlite', path });
    const values = [999, 'from the future', 1];
    await engine.write([{ sql: 'INSERT INTO schema_migrations VALUES (?, ?, ?)', values }]);
    await engine.close();
    await expectRefusal(path, StorageTooNew);
    await expect(open(path)).rejects.toThrow('schema 999');
  });

  it('is refused where it cannot be made or written', async () => {
    writeFileSync(inFolder('file'), '');
    mkdirSync(inFolder('folder.db'));
    await expectRefusal(inFolder('file/symbolon.db'), StorageNotWritable);
    await expectRefusal(inFolder('folder.db'), StorageNotWritable);
    await expectRefusal('/proc/symbolon/symbolon.db', StorageNotWritable);
  });

  it('can be opened after a refusal was mended', async () => {
    const path = inFolder('mended.db');
    writeFileSync(path, 'This is not a database, but a text that is long enough. '.repeat(100));
    await expectRefusal(path, StorageCorrupt);
    rmSync(path);
    await (await open(path)).close();
  });
});
