/** What can go wrong beyond the request at hand; no message and no cause ever holds a token. */

/**
 * - `configuration`: the options do not fit together, or do not fit the issuer; it is the API's to mend.
 * - `unavailable`: the issuer did not answer, or not with what was asked for.
 */
export type ProblemCode = 'configuration' | 'unavailable';

export class ResourceServerError extends Error {
  override readonly name = 'ResourceServerError';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Why a token is not accepted; becomes a refusal of the request. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}
