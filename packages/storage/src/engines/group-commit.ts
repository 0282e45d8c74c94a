/** Group commit: writes that arrive while a batch is being committed leave together as the next one. */
import type { Step, WriteResult } from './engine.ts';

export type Unit = readonly Step[];

/** Commits a batch: one outcome for each unit, an error for one that failed alone; rejects where none was written. */
export type CommitBatch = (units: readonly Unit[]) => Promise<readonly (WriteResult | Error)[]>;

export interface GroupCommit {
  /** How many batches were committed. */
  readonly commits: number;
  write(unit: Unit): Promise<WriteResult>;
  /** Resolves once nothing waits. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly unit: Unit;
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: unknown) => void;
}

function answer(batch: readonly Waiting[], outcomes: readonly (WriteResult | Error)[]): void {
  for (const [index, { resolve, reject }] of batch.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) reject(new Error('the batch came back shorter than it was sent'));
    else if (outcome instanceof Error) reject(outcome);
    else resolve(outcome);
  }
}

/** `largestBatch`: how many units share a commit at most. */
export function createGroupCommit(commitBatch: CommitBatch, largestBatch = 1000): GroupCommit {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let commits = 0;

  async function commitWaiting(): Promise<void> {
    // Lets the writes of one turn of the loop leave together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, largestBatch);
      try {
        const outcomes = await commitBatch(batch.map(({ unit }) => unit));
        commits++;
        answer(batch, outcomes);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = undefined;
  }

  return {
    get commits() {
      return commits;
    },
    write(unit) {
      const written = new Promise<WriteResult>((resolve, reject) => {
        waiting.push({ unit, resolve, reject });
      });
      running ??= commitWaiting();
      return written;
    },
    drain: () => running ?? Promise.resolve(),
  };
}
