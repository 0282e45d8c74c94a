/** The SDKs as they are published: every entry resolves, with its types, for whoever installs them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const isWindows = process.platform === 'win32';
const tool = (name: string, ...words: string[]) =>
  run(join(root, 'node_modules/.bin', name), words, { shell: isWindows });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-sdks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const packages: readonly [name: string, entries: number][] = [
  ['client', 1],
  ['client-browser', 1],
  ['resource-server', 4],
];

describe.each(packages)(
  '@symbolon/%s',
  (name, entries) => {
    let tarball = '';
    let files: string[] = [];
    beforeAll(async () => {
      const words = ['pack', join(root, 'packages', name), '--ignore-scripts', '--json'];
      const { stdout } = await run('npm', [...words, '--pack-destination', folder], { shell: isWindows });
      const [packed] = JSON.parse(stdout);
      tarball = join(folder, packed.filename);
      files = packed.files.map(({ path }: { path: string }) => path);
    });

    it('holds what is built, its licence and its description, and nothing else', () => {
      const around = files.filter(path => !/^dist\/[a-z-]+\.(?:js|d\.ts)$/.test(path));
      expect(around.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
      expect(files).toContain('dist/index.js');
      expect(files).toContain('dist/index.d.ts');
    });

    it('publint has nothing to say', async () => {
      const { stdout } = await tool('publint', tarball, '--strict');
      expect(stdout).toContain('All good!');
    });

    it('its types are right for every way to import a module', async () => {
      // It rejects where an entry has a problem that importers meet.
      const { stdout } = await tool('attw', tarball, '--profile', 'esm-only', '--format', 'ascii');
      expect(stdout).toContain('bundler: 🟢');
      expect(stdout.match(/bundler: /g)).toHaveLength(entries);
    });
  },
  60_000,
);
