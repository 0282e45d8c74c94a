/** A way out for the messages of one channel. */
import type { Locale, Words } from '@symbolon/login';

export interface Outgoing {
  /** The same at every attempt, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly address: string;
  readonly words: Words;
  readonly locale: Locale;
}

/** A reason names neither the address nor the words. */
export type Delivery =
  | { readonly kind: 'delivered' }
  /** Worth another attempt. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** No attempt will ever succeed. */
  | { readonly kind: 'undeliverable'; readonly reason: string };

/** Never rejects, and ends within `longestAttempt`. */
export type Transport = (message: Outgoing) => Promise<Delivery>;

/** Seconds. */
export const longestAttempt = 30;
