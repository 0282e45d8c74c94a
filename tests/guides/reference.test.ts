/** The reference of the SDKs says what their docstrings say. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

const pagesIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.md'))
      .sort()
      .map(name => [name, readFileSync(join(folder, name), 'utf8')]),
  );

it('the reference is up to date: npm run docs:reference makes it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-reference-'));
  const words = [join(root, 'node_modules/typedoc/bin/typedoc'), '--out', folder];
  execFileSync(process.execPath, words, { cwd: root, stdio: 'ignore' });
  const [kept, made] = [pagesIn(join(root, 'docs/reference')), pagesIn(folder)];
  rmSync(folder, { recursive: true, force: true });
  expect([...kept.keys()]).toEqual([...made.keys()]);
  for (const [name, text] of made) expect(kept.get(name), name).toBe(text);
}, 60_000);
