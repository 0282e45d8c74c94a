/** A step of the schema, forward only: once released, a migration is never changed. */
export interface Migration {
  /** Counts from 1, without gaps. */
  readonly version: number;
  readonly name: string;
  /** Portable SQL, run in this order in one transaction. */
  readonly statements: readonly string[];
}
