/** Signing in with a code sent by e-mail — NIST SP 800-63B §5.1.3.2, RFC 8176 §2. */
import type { CodeMethod } from '../code-method.ts';

export const emailCode = { channel: 'email', amr: ['otp'] } as const satisfies CodeMethod;
