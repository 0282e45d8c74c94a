/** `npm start` as a stranger meets it: in a fresh clone, until discovery answers; then once more. Prints the two times. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './workspace.mjs';

const mostSeconds = 180;
const deadline = performance.now() + mostSeconds * 1000;

/** Where the sources came without their history, a copy without what is made from them. */
function clone(folder) {
  const { status } = spawnSync('git', ['clone', '--quiet', root, folder], { stdio: 'ignore' });
  if (status === 0) return;
  const made = new Set(['node_modules', 'dist', '.build', 'data', '.git']);
  cpSync(root, folder, { recursive: true, filter: path => path === root || !made.has(basename(path)) });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

const answers = url =>
  fetch(url).then(
    response => response.status === 200,
    () => false,
  );

/** Seconds from the command to the first answer. */
async function start(folder) {
  const port = await freePort();
  const startedAt = performance.now();
  // A group of its own, so that npm and the server below it are stopped together.
  const child = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    while (!(await answers(`http://localhost:${port}/oidc/.well-known/openid-configuration`))) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
      if (performance.now() > deadline) throw new Error(`no answer within ${mostSeconds} s`);
      await pause(20);
    }
    return (performance.now() - startedAt) / 1000;
  } finally {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}

const parent = mkdtempSync(join(tmpdir(), 'symbolon-clone-'));
try {
  const folder = join(parent, 'symbolon');
  clone(folder);
  console.log(`npm start in a clean clone: first answer after ${(await start(folder)).toFixed(1)} s`);
  console.log(`and started again: after ${(await start(folder)).toFixed(1)} s`);
} catch (error) {
  console.error(`npm start in a clean clone: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(parent, { recursive: true, force: true });
}
