/** What was measured, and what is made of several rounds of it. */
import type { ServerName } from './servers/server.ts';

/** One flow at one server in one round. Times in milliseconds, memory in MiB. */
export interface FlowFigures {
  readonly flow: string;
  readonly server: ServerName;
  readonly round: number;
  readonly passes: number;
  readonly perCpuSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Right after the load. */
  readonly memory: number;
}

/** One server in one round. */
export interface ServerFigures {
  readonly server: ServerName;
  /** From its very first start, with nothing on disk, to the first 200 of discovery. */
  readonly firstStart: number;
  readonly start: number;
  readonly idleMemory: number;
}

export interface Figures {
  readonly flows: readonly FlowFigures[];
  readonly servers: readonly ServerFigures[];
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** The least value that `share` of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
