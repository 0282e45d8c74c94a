/** What the bench tells a load process, and what it hears from it. */

export type LoadCommand =
  | { readonly kind: 'prepare'; readonly flow: string }
  | { readonly kind: 'run'; readonly seconds: number };

/** Milliseconds of each pass, in the order of their end. */
export interface Passes {
  readonly kind: 'passed';
  readonly latencies: readonly number[];
}

export type LoadReport =
  | { readonly kind: 'prepared' }
  | Passes
  | { readonly kind: 'failed'; readonly reason: string };
