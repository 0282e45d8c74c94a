/** The port between the stores and a database: what every engine promises, and no more. */

/** A text holds no NUL character: engines refuse one, since not all could give it back. */
export type Value = string | number | null;

export type Row = Readonly<Record<string, Value>>;

/** One statement of a unit. */
export interface Step {
  /**
   * Portable SQL with `?` for each value; one of a fixed set of texts, since engines keep them prepared. A SELECT that
   * ends with FOR UPDATE holds its rows until the unit is committed, where others could change them meanwhile.
   */
  readonly sql: string;
  readonly values: readonly Value[];
  /** How many rows it must change or return; with any other number the whole unit is undone. */
  readonly expect?: number;
}

/** `changes` counts the rows changed, or returned by a statement that returns rows. */
export interface StepResult {
  readonly changes: number;
  readonly rows: readonly Row[];
}

export type WriteResult =
  | { readonly kind: 'done'; readonly results: readonly StepResult[] }
  /** Nothing was written, since the statement at `step` (from 0) missed what it expected. */
  | { readonly kind: 'undone'; readonly step: number };

export interface Engine {
  /** Names the database in messages to whoever runs the server. */
  readonly place: string;

  /** Sees every write that was answered before it was called. */
  read(sql: string, values: readonly Value[]): Promise<readonly Row[]>;

  /**
   * Does all steps or none. Resolves only once its own commit is durable; rejects only where nothing was written.
   * Units are isolated from each other, and one that fails undoes no other, even in the same commit.
   */
  write(unit: readonly Step[]): Promise<WriteResult>;

  /** Present where other processes may share the database. */
  readonly neighbours?: Neighbours;

  /** Finishes the writes that wait, then lets go of the database. */
  close(): Promise<void>;
}

/** Words between the nodes of one database: quick, and not to be relied on. */
export interface Neighbours {
  /** Tells all nodes, this one too, that something changed. */
  tell(): void;
  listen(listener: () => void): void;
}
