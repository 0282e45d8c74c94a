/** Bearer values: what the holder carries, and the hash that is stored — RFC 9700 §4.14, RFC 6749 §10.4. */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Random } from './random.ts';

/** A new bearer value of 256 bits, URL-safe, 43 characters. */
export const newBearerValue = (random: Random): string => random(32).toString('base64url');

/** SHA-256 in base64url: the only form in which a bearer value is stored. */
export const hashBearerValue = (value: string): string => hash('sha256', value, 'base64url');

/** Compares what was presented with what is known, in a time that does not depend on what is known. */
export function equalInConstantTime(presented: string, known: string): boolean {
  const [left, right] = [Buffer.from(presented), Buffer.from(known)];
  // Where lengths differ, the work is done all the same, with itself.
  const sameLength = left.length === right.length;
  return timingSafeEqual(left, sameLength ? right : left) && sameLength;
}
