/** What a command touches of the world, handed in so that commands can be run in a test. */
import type { Random } from '@symbolon/foundation';
import type { KeyAct, KeyReport } from '../keys/key-report.ts';
import type { KeyPlace } from '../keys/manage-keys.ts';
import type { StartOptions } from './start-options.ts';

export interface CommandEdges {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly random: Random;
  /** Write a line. */
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Resolves once the server answers. */
  readonly start: (options: StartOptions) => Promise<void>;
  /** The keys of every pool, after what was asked for is done. */
  readonly manageKeys: (act: KeyAct, place: KeyPlace) => Promise<readonly KeyReport[]>;
}

/** 0: done; 1: refused; 2: not understood. */
export type ExitCode = 0 | 1 | 2;

export type Command = (values: ReadonlyMap<string, string>, edges: CommandEdges) => Promise<ExitCode>;
