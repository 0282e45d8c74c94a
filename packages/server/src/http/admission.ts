/** Admission: so many requests are served at once; whoever comes on top is told at once to come back — RFC 9110 §15.6.4. */
import type { HttpResponse } from '@symbolon/foundation';

export interface Admission {
  /** Whether no place is free: then nothing of a request needs to be read. */
  readonly isFull: boolean;
  /** Takes a place; false where none is free. Whoever took one gives it back with `leave`. */
  enter(): boolean;
  leave(): void;
}

/**
 * More than the processor is busy with at any moment helps nobody: each request would only wait longer, until its sender
 * has given up on it and the work was for nothing.
 */
export function createAdmission(places: number): Admission {
  let taken = 0;
  return {
    get isFull() {
      return taken >= places;
    },
    enter() {
      if (taken >= places) return false;
      taken++;
      return true;
    },
    leave() {
      taken--;
    },
  };
}

/** Made once and sent as it is: a refusal must cost next to nothing. */
export const noPlaceFree: HttpResponse = {
  status: 503,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '1' },
  body: JSON.stringify({
    error: 'temporarily_unavailable',
    error_description: 'The server is serving as many requests as it can: try again in a second.',
  }),
};
