/** Bearer values: what the holder carries, and the hash that is stored — RFC 9700 §4.14, RFC 6749 §10.4. */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Random } from './random.ts';

/** A new bearer value of 256 bits, URL-safe, 43 characters. */
export const newBearerValue = (random: Random): string => random(32).toString('base64url');

/** SHA-256 in base64url: the only form in which a bearer value is stored. */
export const hashBearerValue = (value: string): string => hash('sha256', value, 'base64url');

/** Compares two texts in a time that does not depend on where they differ, nor on their lengths. */
export function equalInConstantTime(left: string, right: string): boolean {
  return timingSafeEqual(hash('sha256', left, 'buffer'), hash('sha256', right, 'buffer'));
}
