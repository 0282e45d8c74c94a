/** What the main thread and the writing thread say to each other, one question at a time. */
import type { Row, Value } from '../engine.ts';
import type { Failure } from './failure.ts';

export interface WriterSettings {
  /** The module that brings SQLite. */
  readonly bindingModule: string;
  readonly path: string;
  /** Milliseconds. */
  readonly busyTimeout: number;
}

/**
 * The units of a batch in one flat list, since that crosses between threads several times faster than lists in lists.
 * Each unit: how many steps. Each step: the number of its SQL among all texts sent so far, the rows that it expects
 * (or -1), how many values, the values.
 */
export type FlatUnits = Value[];

/**
 * What became of them, flat again. Each unit: a `done` is followed by the changes of each of its steps, an `undone` by
 * the step that missed, a `failed` by the place of its failure among the failures. Rows travel apart, where there are any.
 */
export type FlatOutcomes = number[];

export const outcomeKinds = { done: 0, undone: 1, failed: 2 } as const;

export interface StepRows {
  /** Which step of the batch, counting those of its `done` units from 0. */
  readonly step: number;
  readonly rows: readonly Row[];
}

export type WriterQuestion =
  | {
      readonly kind: 'commit';
      /** Texts not sent before, in the order of their numbers. */
      readonly newTexts: readonly string[];
      readonly units: FlatUnits;
    }
  | { readonly kind: 'close' };

export type WriterAnswer =
  | { readonly kind: 'opened' }
  | {
      readonly kind: 'committed';
      readonly outcomes: FlatOutcomes;
      readonly rows: readonly StepRows[];
      /** Of statements that are at fault themselves; their units were undone. */
      readonly failures: readonly Failure[];
    }
  /** Nothing was opened, or nothing of the batch was written. */
  | { readonly kind: 'lost'; readonly failure: Failure };
