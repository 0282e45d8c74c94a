/** How often a process waits for the disk, as the kernel sees it: counted by strace. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const writesInAll = 1600;

const program = fileURLToPath(new URL('disk-waits-program.ts', import.meta.url));

export interface DiskWaits {
  readonly commits: number;
  /** Calls of `fsync` and `fdatasync` from the start of the process to its end. */
  readonly syncs: number;
}

export function countDiskWaits(callers: number): DiskWaits {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-syncs-'));
  try {
    const trace = join(folder, 'trace');
    const traced = ['-f', '-qq', '-o', trace, '-e', 'trace=fsync,fdatasync'];
    const written = [process.execPath, '--import', import.meta.resolve('tsx'), program, join(folder, 'a.db')];
    const { error, status, stdout, stderr } = spawnSync('strace', [...traced, ...written, String(callers)], {
      encoding: 'utf8',
    });
    if (error)
      throw new Error('strace is needed to count what the kernel is asked for: install it.', {
        cause: error,
      });
    if (status !== 0) throw new Error(stderr);
    const { commits }: Pick<DiskWaits, 'commits'> = JSON.parse(stdout);
    return { commits, syncs: readFileSync(trace, 'utf8').match(/ f(data)?sync\(/g)?.length ?? 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
