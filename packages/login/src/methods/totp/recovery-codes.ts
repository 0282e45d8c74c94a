/** Recovery codes: each good once in place of the authenticator app — NIST SP 800-63B §5.1.2 (look-up secrets). */
import { createHmac } from 'node:crypto';
import type { Random } from '@symbolon/foundation';

export const recoveryCodeCount = 10;

/** Without what is taken for something else: 31 letters and digits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const half = 5;

/** Ten of about 50 bits each, such as `k7mxq-2wnhd`. */
export function newRecoveryCodes(random: Random): readonly string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = Array.from({ length: 2 * half }, () => newLetter(random));
    return `${letters.slice(0, half).join('')}-${letters.slice(half).join('')}`;
  });
}

/** Above it some letters would be likelier than others. */
const fair = Math.floor(256 / alphabet.length) * alphabet.length;

function newLetter(random: Random): string {
  let drawn: number;
  do drawn = random(1).readUInt8();
  while (drawn >= fair);
  return alphabet.charAt(drawn % alphabet.length);
}

/** As it is stored: under a key of the pool, of one user; as typed, in either case, with or without its dash. */
export const recoveryCodeHash = (key: Buffer, userId: string, typed: string): string =>
  createHmac('sha256', key)
    .update(`${userId} ${typed.toLowerCase().replace(/[\s\p{Pd}]/gu, '')}`)
    .digest('base64url');
