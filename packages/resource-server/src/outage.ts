/** Work that many requests wait for, and what it is called when it fails. */
import { ResourceServerError } from './errors.ts';

/** One at a time: whoever asks meanwhile gets the same answer. */
export function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined;
  return () => {
    // There a request must not wait for what another one has begun.
    if (globalThis.navigator?.userAgent === 'Cloudflare-Workers') return work();
    pending ??= work().finally(() => {
      pending = undefined;
    });
    return pending;
  };
}

export const asOutage = (cause: unknown): ResourceServerError =>
  cause instanceof ResourceServerError
    ? cause
    : new ResourceServerError('unavailable', 'The issuer’s answer could not be used.', cause);
