/** What is written to show what group commit gives: units as they are in service, by so many at once. */
import type { StorageSettings } from '@symbolon/storage';

/**
 * `grant`: client credentials for an opaque access token. `authorize`: a code, for as long as the session lasts. `rotate`: a
 * refresh, with an opaque access token.
 */
export type Act = 'grant' | 'authorize' | 'rotate';

export interface Case {
  readonly act: Act;
  /** Callers, each with its next write once it has its answer. */
  readonly callers: number;
}

export const cases: readonly Case[] = [
  { act: 'grant', callers: 1 },
  { act: 'grant', callers: 32 },
  { act: 'grant', callers: 256 },
  { act: 'authorize', callers: 32 },
  { act: 'rotate', callers: 32 },
];

/** `grouped`: as it is shipped. `alone`: each unit in a commit of its own. */
export const modes = ['grouped', 'alone'] as const;

export type Mode = (typeof modes)[number];

/** One case in one mode in one round. */
export interface CommitFigures extends Case {
  readonly engine: string;
  readonly mode: Mode;
  readonly writes: number;
  /** Each is one wait for the disk. */
  readonly commits: number;
  readonly perSecond: number;
  /** Milliseconds from asking to durable. */
  readonly p50: number;
  readonly p99: number;
}

/** What the process that writes is given. */
export interface WriterPlan {
  readonly engine: string;
  readonly settings: StorageSettings;
  readonly rounds: number;
  /** Seconds before, and seconds of each measurement. */
  readonly warmUp: number;
  readonly seconds: number;
}

/** What it says. */
export type WriterReport =
  | { readonly kind: 'measured'; readonly figures: CommitFigures }
  | { readonly kind: 'failed'; readonly reason: string };
