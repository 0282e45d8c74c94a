/** What the kernel says of a process — proc(5). Linux only. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A sentence that says what is missing, where this machine cannot measure. */
export function whyNotHere(): string | undefined {
  if (!existsSync('/proc/self/stat')) return 'The bench reads /proc: it runs on Linux only.';
  try {
    execFileSync('taskset', ['-c', '0,1', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'The bench pins the server to core 0 and the load to core 1: it needs taskset (util-linux) and two cores.';
  }
}

let ticks: number | undefined;
const ticksPerSecond = (): number => {
  ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return ticks;
};

/** Seconds of CPU that all threads of the process have used so far, those of the kernel on its behalf included. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program is in parentheses and may hold spaces; utime and stime are fields 14 and 15, counted from 1.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond();
}

/** Resident memory in MiB. */
export function residentMemoryOf(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}
