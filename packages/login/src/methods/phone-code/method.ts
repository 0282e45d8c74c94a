/** Signing in with a code sent by text message — NIST SP 800-63B §5.1.3.3, RFC 8176 §2. */
import type { CodeMethod } from '../code-method.ts';

export const phoneCode = { channel: 'sms', amr: ['otp', 'sms'] } as const satisfies CodeMethod;
