/** User codes: typed from one screen to another — RFC 8628 §6.1. */
import { hashBearerValue, type Random } from '@symbolon/foundation';

/** Consonants that are not mistaken for each other, so that no word comes of them. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 8;

/** Eight letters in two halves, 34 bits; good for ten minutes and few guesses. */
export function newUserCode(random: Random): string {
  let code = '';
  while (code.length < length) {
    // Bytes beyond the last whole multiple are drawn again, so that no letter is likelier than another.
    for (const byte of random(length))
      if (byte < 240 && code.length < length) code += alphabet[byte % alphabet.length];
  }
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}

/** Case, dashes and spaces do not count. */
export const userCodeHash = (typed: string): string =>
  hashBearerValue(typed.toUpperCase().replace(/[^A-Z]/g, ''));
