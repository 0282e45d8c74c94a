/** The program as it is shipped, run to its end. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundle = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly standardOutput: string;
  readonly standardError: string;
  /** From its start to its end. */
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export function runProgram(
  words: readonly string[],
  { folder, environment = {} }: RunOptions,
): Promise<Ended> {
  if (!existsSync(bundle)) throw new Error('There is no bundle to run: run npm run build first.');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [bundle, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let standardOutput = '';
  let standardError = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    standardOutput += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    standardError += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', exitCode => {
      process.off('exit', endWithUs);
      resolve({ exitCode, standardOutput, standardError, milliseconds: performance.now() - startedAt });
    });
  });
}
