/** What the main thread and the writing thread say to each other, one question at a time. */
import type { Value, WriteResult } from '../engine.ts';
import type { Failure } from './failure.ts';

export interface WriterSettings {
  /** The module that brings SQLite. */
  readonly bindingModule: string;
  readonly path: string;
  /** Milliseconds. */
  readonly busyTimeout: number;
}

/** A step whose SQL is named by its place among all texts sent so far. */
export type NumberedStep = readonly [text: number, values: readonly Value[], expect: number | undefined];

export type WriterQuestion =
  | {
      readonly kind: 'commit';
      /** Texts not sent before, in the order of their numbers. */
      readonly newTexts: readonly string[];
      readonly units: readonly (readonly NumberedStep[])[];
    }
  | { readonly kind: 'close' };

/** `failed`: a statement of this very unit is at fault, and the unit was undone. */
export type UnitOutcome = WriteResult | { readonly kind: 'failed'; readonly failure: Failure };

export type WriterAnswer =
  | { readonly kind: 'opened' }
  | { readonly kind: 'committed'; readonly outcomes: readonly UnitOutcome[] }
  /** Nothing was opened, or nothing of the batch was written. */
  | { readonly kind: 'lost'; readonly failure: Failure };
