/** What the tools share: the root, child processes, and installing and building only when something is out of date. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const bundle = join(root, 'packages/server/dist/main.js');

const onWindows = process.platform === 'win32';

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Symbolon needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a program to its end; `quiet` keeps its output unless it fails. */
export function run(program, words, { quiet = false, folder = root, environment = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: onWindows && program.endsWith('.cmd'),
  });
  if (quiet && status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`);
  if (error) console.error(`${program}: ${error.message}`);
  return status === 0;
}

/** Runs a program of the installed development dependencies. */
export const runTool = (name, words, options) =>
  run(join(root, 'node_modules/.bin', onWindows ? `${name}.cmd` : name), words, options);

function npm(words, options) {
  const script = process.env.npm_execpath;
  const isScript = script !== undefined && /\.c?js$/.test(script);
  return isScript
    ? run(process.execPath, [script, ...words], options)
    : run(onWindows ? 'npm.cmd' : 'npm', words, options);
}

const changedAt = path => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Brings `node_modules` of a folder in step with its lock file; false where that fails. */
export function install(folder = root) {
  // npm writes this file last: an interrupted installation has none.
  const installedAt = changedAt(join(folder, 'node_modules/.package-lock.json'));
  if (installedAt >= changedAt(join(folder, 'package-lock.json')) && installedAt > 0) return true;
  console.log('Installing dependencies…');
  return npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true, folder });
}

/** Builds the bundle where one of its sources is newer; false where that fails. */
export function build() {
  const builtAt = changedAt(bundle);
  if (builtAt > 0 && sourcesChangedAt() <= builtAt) return true;
  console.log('Building…');
  const words = ['--config', 'packages/server/tsdown.config.ts', '--log-level', 'error'];
  const options = { quiet: true, environment: { NODE_ENV: 'production' } };
  return (
    runTool('tsdown', words, options) &&
    runTool('vite', ['build', 'packages/console', '--logLevel', 'error'], options) &&
    existsSync(bundle)
  );
}

function sourcesChangedAt() {
  const packages = readdirSync(join(root, 'packages')).map(name => join(root, 'packages', name));
  const files = packages.flatMap(folder => [join(folder, 'package.json'), ...filesIn(join(folder, 'src'))]);
  files.push(join(root, 'packages/server/tsdown.config.ts'), join(root, 'package-lock.json'));
  files.push(...['vite.config.ts', 'index.html'].map(name => join(root, 'packages/console', name)));
  return Math.max(...files.map(changedAt));
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}
