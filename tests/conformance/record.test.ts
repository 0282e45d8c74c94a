/** The table of docs/conformance.md against the tests that it points to. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');

interface Row {
  readonly module: string;
  /** Undefined where there is none. */
  readonly file: string | undefined;
  readonly verdict: string;
}

const rows: readonly Row[] = [
  ...read('../../docs/conformance.md').matchAll(
    /^\| `(oidcc-[\w-]+)` \| [^|]+ \| (?:`([^`]+)`|none) \| ([^|]+) \|$/gm,
  ),
].map(([, module = '', file, verdict = '']) => ({ module, file, verdict }));

/** Names of modules as a test file says them. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/['`](oidcc-[\w-]+)(?=['`:])/g)].map(([, name = '']) => name);

const isPlan = (name: string) => name.endsWith('-test-plan');

describe('the record of the modules', () => {
  it('names each module once', () => {
    const names = rows.map(({ module }) => module);
    expect(names.length).toBeGreaterThan(60);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  it('points to a test that names the module', () => {
    const missing = rows.filter(
      ({ module, file }) => file !== undefined && !namesIn(read(file)).includes(module),
    );
    expect(missing).toEqual([]);
  });

  it('leaves out no module that has a test', () => {
    const files = readdirSync(folder).filter(name => name.endsWith('.test.ts') && name !== 'record.test.ts');
    const tested = files.flatMap(file => namesIn(read(file))).filter(name => !isPlan(name));
    const known = new Set(rows.map(({ module }) => module));
    expect(tested.filter(name => !known.has(name))).toEqual([]);
  });

  it('says of no module without a test that it holds', () => {
    const claimed = rows.filter(
      ({ file, verdict }) => file === undefined && !/^(?:not yet|would fail)/.test(verdict),
    );
    expect(claimed).toEqual([]);
  });
});
