/** A fault put back into the sources, and the test that must notice. */
export interface Mutant {
  /** The row that must notice, as its test is named. */
  readonly row: string;
  /** The file of that test, as seen from the folder of the security tests. */
  readonly test: string;
  /** The source, and the text in it that stands there once. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}
