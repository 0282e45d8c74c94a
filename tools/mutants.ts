/** `npm run test:mutants`: puts known faults back into a copy of the sources, one at a time; the tests must notice each. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutants } from '../tests/security/mutants.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The tracked files and those that may become so, with the dependencies by link, our own packages from the copy. */
function copySources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'symbolon-mutants-'));
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of listed.stdout.split('\n').filter(name => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(root, file), join(copy, file));
  }
  linkModules(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'packages'))) {
    const own = join(root, 'packages', name, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy, 'packages', name, 'node_modules'));
    if (existsSync(join(copy, 'packages', name)))
      symlinkSync(join(copy, 'packages', name), join(copy, 'node_modules/@symbolon', name));
  }
  return copy;
}

function linkModules(from: string, to: string): void {
  mkdirSync(join(to, '@symbolon'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@symbolon' && !name.startsWith('.')) symlinkSync(join(from, name), join(to, name));
  }
}

/** Whether the tests of that file whose names hold the pattern are green. */
function isGreen(copy: string, test: string, pattern: string): boolean {
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  // One engine is enough; the other one's program is not linked into the copy.
  const where = [posix.join('tests/security', test), '--project', '!postgres'];
  // On a busy machine a test is slow, not red.
  const patience = ['--testTimeout', '60000', '--hookTimeout', '60000'];
  const options = ['run', ...where, ...patience, '-t', pattern, '--no-cache', '--bail', '1'];
  return spawnSync(process.execPath, [vitest, ...options], { cwd: copy, stdio: 'ignore' }).status === 0;
}

type Outcome = 'killed' | 'survived' | 'not found';

function outcomeOf({ row, test, file, find, replace }: Mutant, copy: string): Outcome {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const [before, after, ...more] = source.split(find);
  if (before === undefined || after === undefined || more.length > 0) return 'not found';
  writeFileSync(path, `${before}${replace}${after}`);
  try {
    return isGreen(copy, test, `${row}\\b`) ? 'survived' : 'killed';
  } finally {
    writeFileSync(path, source);
  }
}

const wanted = process.argv.slice(2);
const chosen = mutants.filter(({ row }) => wanted.length === 0 || wanted.includes(row));
const copy = copySources();
let killed = 0;
try {
  // A test that is red anyway notices nothing.
  const red = [...new Set(chosen.map(({ test }) => test))].filter(test => !isGreen(copy, test, ''));
  for (const test of red) console.log(`RED       ${test} fails without a mutant`);
  for (const mutant of chosen) {
    const outcome = outcomeOf(mutant, copy);
    if (outcome === 'killed') killed++;
    console.log(`${outcome.padEnd(9)} ${mutant.row} ${mutant.file}: ${mutant.find.trim().slice(0, 60)}`);
  }
  console.log(`${killed} of ${chosen.length} mutants killed`);
  process.exitCode = killed === chosen.length && red.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
