/** What a failure of ours becomes to whoever asked — RFC 6749 §5.2, OWASP ASVS 5 §16.5. */
import { OAuthError } from '@symbolon/protocol';
import { StorageUnavailable } from '@symbolon/storage';
import { unavailableRetryAfter } from './site/error-pages.ts';

/** What is ours to mend is logged whole and answered in general terms; the correlation id joins the two. */
export function failureOf(error: unknown, note: () => void): OAuthError {
  note();
  return error instanceof StorageUnavailable
    ? new OAuthError('unavailable', 'The server cannot reach its database just now: try again in a moment.', {
        cause: error,
        retryAfter: unavailableRetryAfter,
      })
    : new OAuthError(
        'internal',
        'The server failed to answer: the correlation id of this response leads to the cause.',
        { cause: error },
      );
}
