/** What a command touches of the world, handed in so that commands can be run in a test. */
import type { Clock, Random } from '@symbolon/foundation';
import type { Administration, AdministrationPlace } from '../control/administration.ts';
import type { StartOptions } from './start-options.ts';

export interface CommandEdges {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly random: Random;
  readonly clock: Clock;
  /** The version of Node.js, without its v. */
  readonly runtime: string;
  /** Write a line. */
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** How far a long work has come. */
  readonly progress: (done: number, all: number) => void;
  /** The admin API of the deployment, whether or not its server runs. */
  readonly administer: (place: AdministrationPlace) => Promise<Administration>;
  readonly backUp: (database: string, target: string) => Promise<void>;
  /** Where the database that was replaced lies now; undefined where there was none. */
  readonly restore: (source: string, database: string) => Promise<string | undefined>;
  /** Resolves once the server answers. */
  readonly start: (options: StartOptions) => Promise<void>;
}

/** 0: done; 1: refused; 2: not understood. */
export type ExitCode = 0 | 1 | 2;

export type Command = (values: ReadonlyMap<string, string>, edges: CommandEdges) => Promise<ExitCode>;
