/** What can go wrong, as one error with a code; no message and no cause ever holds a token. */

/**
 * - `invalid_argument`: a method was given what it cannot work with; nothing was sent.
 * - `configuration`: the client's options and the provider's metadata do not fit together.
 * - `network`, `timeout`: no answer came.
 * - `unavailable`: an `UnavailableError`; the provider cannot answer now (a 5xx, a 429, `temporarily_unavailable`), and may later.
 * - `unexpected_response`: an answer came that is none of the protocol's (not JSON, a redirect, a member missing).
 * - `refused`: the provider said no; `error`, `errorDescription` and `errorUri` are its words.
 * - `callback_mismatch`: the authorization response does not belong to this login (`state`, `iss`, cookie).
 * - `invalid_token`: a token failed its checks.
 * - `popup_blocked`, `popup_closed`: the browser let no window open, or the end-user closed it before signing in.
 */
export type ErrorCode =
  | 'invalid_argument'
  | 'configuration'
  | 'network'
  | 'timeout'
  | 'unavailable'
  | 'unexpected_response'
  | 'refused'
  | 'callback_mismatch'
  | 'invalid_token'
  | 'popup_blocked'
  | 'popup_closed';

export class AuthenticationError extends Error {
  override readonly name: string = 'AuthenticationError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The members of an error response — RFC 6749 §5.2, §4.1.2.1. */
export interface Refusal {
  readonly error: string;
  readonly errorDescription?: string | undefined;
  readonly errorUri?: string | undefined;
  /** The HTTP status; undefined where the refusal came with the browser. */
  readonly status?: number | undefined;
}

/** The provider said no. */
export class RefusedError extends AuthenticationError {
  override readonly name = 'RefusedError';
  /** For example `invalid_grant`. */
  readonly error: string;
  readonly errorDescription: string | undefined;
  readonly errorUri: string | undefined;
  readonly status: number | undefined;

  constructor({ error, errorDescription, errorUri, status }: Refusal) {
    super('refused', errorDescription === undefined ? error : `${error}: ${errorDescription}`);
    this.error = error;
    this.errorDescription = errorDescription;
    this.errorUri = errorUri;
    this.status = status;
  }
}

/** The provider, or what stands before it, cannot answer now: the same request may succeed later. */
export class UnavailableError extends AuthenticationError {
  override readonly name = 'UnavailableError';
  /** The HTTP status; undefined where the answer came with the browser. */
  readonly status: number | undefined;
  /** Seconds after which the provider asks to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(message: string, status?: number, retryAfter?: number) {
    super('unavailable', message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The error of an authorization response: the end-user or the provider said no, or the provider is in trouble. */
export function refusalByBrowser(refusal: Refusal): RefusedError | UnavailableError {
  const refused = new RefusedError(refusal);
  return troubles.includes(refusal.error) ? new UnavailableError(refused.message) : refused;
}

/** What stands for a 500 and a 503 where there is no status — RFC 6749 §4.1.2.1. */
const troubles = ['server_error', 'temporarily_unavailable'];

/** A text that is there, or an error that names the argument. Callers without types get here too. */
export function requireText(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  const got = value === '' ? 'an empty text' : value === null ? 'null' : typeof value;
  throw new AuthenticationError('invalid_argument', `${name} must be a text that is not empty; got ${got}.`);
}
