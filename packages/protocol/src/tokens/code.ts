/** Authorization codes: the authorization they redeem, and a secret of 256 bits of which only the hash is stored — RFC 6749 §4.1.2, §10.5. */
import { hashBearerValue, newBearerValue, type Random } from '@symbolon/foundation';

const idLength = 22;
const form = /^[\w-]{65}$/;

/** A new authorization id: 128 bits, 22 characters, URL-safe. */
export const newAuthorizationId = (random: Random): string => random(16).toString('base64url');

export function newCode(
  authorizationId: string,
  random: Random,
): { readonly code: string; readonly hash: string } {
  const code = `${authorizationId}${newBearerValue(random)}`;
  return { code, hash: hashBearerValue(code) };
}

/** The authorization a code belongs to, and the hash to compare; undefined where it cannot be a code. */
export const readCode = (
  code: string,
): { readonly authorizationId: string; readonly hash: string } | undefined =>
  form.test(code) ? { authorizationId: code.slice(0, idLength), hash: hashBearerValue(code) } : undefined;
