/** What a new password must be: long enough; no rules about its characters — NIST SP 800-63B §5.1.1.2. */
import { maximumPasswordLength } from './password-hash.ts';

/** In Unicode characters. */
export const minimumPasswordLength = 12;

export type PasswordProblem = { readonly kind: 'password_too_short' | 'password_too_long' };

export function passwordProblem(password: string): PasswordProblem | undefined {
  const normal = password.normalize('NFC');
  if ([...normal].length < minimumPasswordLength) return { kind: 'password_too_short' };
  return Buffer.byteLength(normal) > maximumPasswordLength ? { kind: 'password_too_long' } : undefined;
}
