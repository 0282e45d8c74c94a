/** Authorization codes: a secret of 256 bits, of which only the hash is stored, and the authorization they redeem — RFC 6749 §4.1.2, §10.5. */
import { hashBearerValue, newBearerValue, type Random } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';

const idLength = 22;
const form = /^[\w-]{65}$/;

/**
 * A new authorization id: 22 characters, URL-safe, no secret. It begins with the time, so that what was granted together
 * lies together in the database's index: few of its pages are touched by a commit, and few by the purge.
 */
export function newAuthorizationId({ clock, random }: Pick<IssuerContext, 'clock' | 'random'>): string {
  const bytes = random(16);
  bytes.writeUInt32BE(clock());
  return bytes.toString('base64url');
}

export function newCode(
  authorizationId: string,
  random: Random,
): { readonly code: string; readonly hash: string } {
  const code = `${newBearerValue(random)}${authorizationId}`;
  return { code, hash: hashBearerValue(code) };
}

/** The authorization a code belongs to, and the hash to compare; undefined where it cannot be a code. */
export const readCode = (
  code: string,
): { readonly authorizationId: string; readonly hash: string } | undefined =>
  form.test(code) ? { authorizationId: code.slice(-idLength), hash: hashBearerValue(code) } : undefined;
