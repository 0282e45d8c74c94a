/** The master key and other kept secrets: made once, whole, for the owner alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemRandom } from '@symbolon/foundation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPassword } from './demo-password.ts';
import { keepSecret } from './kept-secret.ts';
import { findMasterKey, parseMasterKey } from './master-key.ts';

const random = createSystemRandom();
const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 250 - index));
let root = '';
let dataFolder = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'symbolon-key-'));
  dataFolder = join(root, 'new', 'data');
});
afterEach(() => rmSync(root, { recursive: true }));

const find = (environment: Record<string, string> = {}, configured?: string) =>
  findMasterKey({ environment, configured, dataFolder, random });

describe('the master key', () => {
  it('is made once, readable by its owner alone', () => {
    const first = find();
    const second = find();
    expect(first).toMatchObject({ kind: 'key', source: 'made' });
    expect(second).toMatchObject({ kind: 'key', source: 'file' });
    expect(second.kind === 'key' && first.kind === 'key' && second.secret.equals(first.secret)).toBe(true);
    expect(first.kind === 'key' && first.secret.length).toBe(32);
    expect(statSync(join(dataFolder, 'master.key')).mode & 0o777).toBe(0o600);
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataFolder)).toEqual(['master.key']);
  });

  it('comes from the environment before the configuration before the file', () => {
    expect(find({ SYMBOLON_MASTER_KEY: bytes.toString('hex') }, 'b'.repeat(64))).toEqual({
      kind: 'key',
      secret: bytes,
      source: 'environment',
    });
    expect(find({}, bytes.toString('base64url'))).toEqual({
      kind: 'key',
      secret: bytes,
      source: 'configuration',
    });
    expect(() => readdirSync(dataFolder)).toThrow('ENOENT');
  });

  it.each([
    '',
    'CANARY',
    'a'.repeat(63),
    'a'.repeat(65),
    bytes.subarray(1).toString('base64url'),
    `${'a'.repeat(42)}!`,
  ])('is refused when it is %j', text => {
    const refused = find({ SYMBOLON_MASTER_KEY: text });
    expect(refused).toEqual({
      kind: 'refused',
      reason:
        'the environment variable SYMBOLON_MASTER_KEY must be 32 bytes in base64url (43 characters) or hex (64 characters).',
    });
  });

  it('is refused when its file was emptied, instead of made anew', () => {
    find();
    writeFileSync(join(dataFolder, 'master.key'), '');
    expect(find()).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('master.key in the data folder must be 32 bytes'),
    });
  });

  it('says why where it can be neither read nor made', () => {
    writeFileSync(join(root, 'new'), 'a file, not a folder');
    expect(find()).toMatchObject({ kind: 'refused', reason: expect.stringContaining('(ENOTDIR)') });
  });

  it.each([
    bytes.toString('base64url'),
    bytes.toString('base64'),
    bytes.toString('hex').toUpperCase(),
    `${bytes.toString('hex')}\n`,
  ])('may be written as %j', text => {
    expect(parseMasterKey(text)).toEqual(bytes);
  });
});

describe('a kept secret', () => {
  it('is that of the first of two that make it at the same time', () => {
    const other = () => keepSecret(root, 'secret', random, () => 'first').text;
    const second = keepSecret(root, 'secret', random, () => {
      expect(other()).toBe('first');
      return 'second';
    });
    expect(second).toEqual({ text: 'first', origin: 'found' });
    expect(readFileSync(join(root, 'secret'), 'utf8')).toBe('first\n');
    expect(readdirSync(root)).toEqual(['secret']);
  });

  it('is the same demo password at every start, easy to type', () => {
    const password = demoPassword(dataFolder, random);
    expect(password).toMatch(/^(?:[a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
    expect(demoPassword(dataFolder, random)).toBe(password);
  });
});
