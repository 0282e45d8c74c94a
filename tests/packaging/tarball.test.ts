/** The package as it is published: the program alone, which runs from an empty folder. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../testkit/free-port.ts';

const run = promisify(execFile);
const source = fileURLToPath(new URL('../../packages/server', import.meta.url));
const dist = readdirSync(join(source, 'dist'), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(source, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** Without what the npm that runs the tests tells its scripts. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(?:package|lifecycle|command|config_local)/.test(name),
  ),
);

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let folder = '';
let packed: Packed;
const npm = (program: 'npm' | 'npx', ...words: string[]) =>
  run(program, words, { cwd: folder, env: environment, shell: process.platform === 'win32' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-tarball-'));
  // Without its scripts: building again would pull the bundle from under the tests that run it.
  const { stdout } = await npm(
    'npm',
    'pack',
    source,
    '--ignore-scripts',
    '--json',
    '--pack-destination',
    folder,
  );
  [packed] = JSON.parse(stdout);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  await npm('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  it('holds the bundle, its licence and its description, and nothing else', () => {
    const around = ['LICENSE', 'README.md', 'package.json'];
    expect(packed.files.map(({ path }) => path).sort()).toEqual([...around, ...dist].sort());
    expect(dist).toContain('dist/main.js');
    expect(dist).toContain('dist/writer.mjs');
    expect(dist).toContain('dist/console/index.html');
  });

  it('brings the licence of everything that was taken into its bundles', () => {
    const titles = (file: string) => readFileSync(join(source, file), 'utf8').match(/^## \S+/gm);
    expect(titles('dist/licenses.md')).toEqual(expect.arrayContaining(['## pino', '## preact', '## zod']));
    expect(titles('dist/console/licenses.md')).toEqual(
      expect.arrayContaining(['## react', '## @mantine/core']),
    );
  });

  it('runs no script when it is installed, needs none of our own packages, and pins what it needs', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/symbolon/package.json'), 'utf8'));
    expect(Object.keys(manifest.scripts)).toEqual(['prepack']);
    const needed: [name: string, version: string][] = Object.entries(manifest.dependencies);
    expect(needed.filter(([name]) => name.startsWith('@symbolon/'))).toEqual([]);
    expect(needed.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(manifest).toMatchObject({ license: 'Apache-2.0', engines: { node: '>=20.19' } });
  });
});

describe('the program of an installed tarball', () => {
  it('tells its version by npx', async () => {
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
    const { stdout } = await npm('npx', '--no-install', 'symbolon', '--version');
    expect(stdout.trim()).toBe(manifest.version);
  }, 60_000);

  it('starts, answers discovery, and stops', async () => {
    const port = await freePort();
    const child = spawn(join(folder, 'node_modules/.bin/symbolon'), ['--port', String(port)], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    try {
      for await (const line of createInterface(child.stdout)) if (line.includes('is ready')) break;
      const response = await fetch(`http://localhost:${port}/oidc/.well-known/openid-configuration`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ issuer: `http://localhost:${port}/oidc` });
      expect(readdirSync(join(folder, 'data'))).toContain('symbolon.db');
    } finally {
      child.kill('SIGTERM');
    }
    expect(await new Promise(resolve => child.once('exit', resolve))).toBe(0);
  }, 60_000);
});
