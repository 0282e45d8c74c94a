/** Random values that a login is bound to — RFC 7636 §4.1, §4.2; OIDC Core §15.5.2. */
import { base64url } from 'jose';
import { AuthenticationError, requireText } from './errors.ts';

/** 256 bits in 43 characters that need no escaping. */
export const randomValue = (): string => base64url.encode(crypto.getRandomValues(new Uint8Array(32)));

/** The S256 challenge of a verifier. */
export async function codeChallengeOf(codeVerifier: string): Promise<string> {
  const verifier = requireText(codeVerifier, 'codeVerifier');
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier))
    throw new AuthenticationError(
      'invalid_argument',
      'codeVerifier must have 43 to 128 characters of A-Z a-z 0-9 - . _ ~.',
    );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url.encode(new Uint8Array(digest));
}
