/** The main thread's side of the writing thread. */
import { Worker } from 'node:worker_threads';
import { StorageUnavailable } from '../../errors.ts';
import type { Row, StepResult, WriteResult } from '../engine.ts';
import type { CommitBatch, Unit } from '../group-commit.ts';
import { bindingModule } from './binding.ts';
import { openingError, runningError } from './failure.ts';
import {
  type FlatUnits,
  outcomeKinds,
  type WriterAnswer,
  type WriterQuestion,
  type WriterSettings,
} from './messages.ts';

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
    const flat: FlatUnits = [];
    for (const unit of units) {
      flat.push(unit.length);
      for (const { sql, values, expect } of unit)
        flat.push(numberText(sql, newTexts), expect ?? -1, values.length, ...values);
    }
    try {
      line.say({ kind: 'commit', newTexts, units: flat });
    } catch (error) {
      // What never left must keep no number, or later numbers would name other texts.
      for (const sql of newTexts) numbers.delete(sql);
      throw error;
    }
    const answer = await line.nextAnswer();
    if (answer.kind === 'committed') return readOutcomes(place, units, answer);
    const failure = answer.kind === 'lost' ? answer.failure : undefined;
    throw new StorageUnavailable(place, failure?.message ?? 'it answered out of turn', failure);
  };
}

const noRows: readonly Row[] = [];

function readOutcomes(
  place: string,
  units: readonly Unit[],
  { outcomes, rows, failures }: Extract<WriterAnswer, { kind: 'committed' }>,
): readonly (WriteResult | Error)[] {
  let at = 0;
  let steps = 0;
  let withRows = 0;
  const next = (): number => outcomes[at++] ?? 0;
  const readStep = (): StepResult => {
    const changes = next();
    const found = rows[withRows]?.step === steps++ ? rows[withRows++] : undefined;
    return { changes, rows: found?.rows ?? noRows };
  };
  return units.map(unit => {
    const kind = next();
    if (kind === outcomeKinds.done) return { kind: 'done', results: unit.map(readStep) };
    if (kind === outcomeKinds.undone) return { kind: 'undone', step: next() };
    return runningError(place, failures[next()] ?? { message: 'it was not told', resultCode: undefined });
  });
}
