/** The main thread's side of the writing thread. */
import { Worker } from 'node:worker_threads';
import { StorageUnavailable } from '../../errors.ts';
import type { CommitBatch, Unit } from '../group-commit.ts';
import { bindingModule } from './binding.ts';
import { openingError, runningError } from './failure.ts';
import type { WriterAnswer, WriterQuestion, WriterSettings } from './messages.ts';

export interface WriterThread {
  readonly commit: CommitBatch;
  close(): Promise<void>;
}

/** Starts the thread and has it open the database, creating what is missing. */
export async function startWriterThread(path: string, busyTimeout: number): Promise<WriterThread> {
  const workerData: WriterSettings = { bindingModule, path, busyTimeout };
  const worker = new Worker(new URL('./writer.mjs', import.meta.url), {
    workerData,
    name: 'symbolon-writer',
    // Its own flags, not those of the process: no loader is needed here, and Node's SQLite may warn.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const line = connect(worker, path);
  const opened = await line.nextAnswer();
  if (opened.kind === 'lost') {
    await worker.terminate();
    throw openingError(path, opened.failure);
  }
  return {
    commit: createCommit(path, line),
    async close() {
      line.say({ kind: 'close' });
      await line.ended;
    },
  };
}

interface Line {
  say(question: WriterQuestion): void;
  /** The next thing that the thread says; rejects once it has stopped. */
  nextAnswer(): Promise<WriterAnswer>;
  readonly ended: Promise<void>;
}

function connect(worker: Worker, place: string): Line {
  let listener: { resolve(answer: WriterAnswer): void; reject(error: Error): void } | undefined;
  let stopped: Error | undefined;
  const stop = (cause: unknown) => {
    stopped ??= new StorageUnavailable(place, 'its writing thread has stopped', cause);
    listener?.reject(stopped);
  };
  worker.on('message', (answer: WriterAnswer) => listener?.resolve(answer));
  worker.on('error', stop);
  const ended = new Promise<void>(resolve => {
    worker.on('exit', () => {
      stop(undefined);
      resolve();
    });
  });
  return {
    ended,
    say: question => worker.postMessage(question),
    nextAnswer: () =>
      new Promise((resolve, reject) => {
        if (stopped) reject(stopped);
        listener = { resolve, reject };
      }),
  };
}

function createCommit(place: string, line: Line): CommitBatch {
  const numbers = new Map<string, number>();

  const numberText = (sql: string, newTexts: string[]): number => {
    const known = numbers.get(sql);
    if (known !== undefined) return known;
    newTexts.push(sql);
    numbers.set(sql, numbers.size);
    return numbers.size - 1;
  };

  return async (units: readonly Unit[]) => {
    const newTexts: string[] = [];
    const numbered = units.map(unit =>
      unit.map(({ sql, values, expect }) => [numberText(sql, newTexts), values, expect] as const),
    );
    try {
      line.say({ kind: 'commit', newTexts, units: numbered });
    } catch (error) {
      // What never left must keep no number, or later numbers would name other texts.
      for (const sql of newTexts) numbers.delete(sql);
      throw error;
    }
    const answer = await line.nextAnswer();
    if (answer.kind === 'committed') {
      return answer.outcomes.map(outcome =>
        outcome.kind === 'failed' ? runningError(place, outcome.failure) : outcome,
      );
    }
    const failure = answer.kind === 'lost' ? answer.failure : undefined;
    throw new StorageUnavailable(place, failure?.message ?? 'it answered out of turn', failure);
  };
}
