/** A message as it lies in the outbox: sealed, for it holds codes and addresses. */
import type { MasterKey, PoolId } from '@symbolon/foundation';
import { locales, type Message } from '@symbolon/login';
import { z } from 'zod';

const withCode = ['sign_in_code', 'sign_up_code', 'recovery_code', 'address_code'] as const;
const notices = [
  'already_signed_up',
  'password_changed',
  'address_changed',
  'second_factor_removed',
  'passkey_removed',
] as const;

const schema: z.ZodType<Message> = z.strictObject({
  to: z.strictObject({ channel: z.enum(['email', 'sms']), address: z.string() }),
  tidings: z.union([
    z.strictObject({ kind: z.enum(withCode), code: z.string() }),
    z.strictObject({ kind: z.enum(notices) }),
    z.strictObject({ kind: z.literal('invitation'), link: z.string() }),
  ]),
  locale: z.enum(locales),
  senderName: z.string(),
  applicationId: z.string().optional(),
  expiresAt: z.number(),
});

export interface Envelopes {
  seal(pool: PoolId, message: Message): string;
  /** Undefined where it was not sealed here for this pool, or by a version that knew other messages. */
  open(pool: PoolId, sealed: string): Message | undefined;
}

export function createEnvelopes(masterKey: MasterKey): Envelopes {
  const sealerOf = (pool: PoolId) => masterKey.sealer(`outbox ${pool}`);
  return {
    seal: (pool, message) => sealerOf(pool).seal(JSON.stringify(message)),
    open(pool, sealed) {
      const text = sealerOf(pool).open(sealed);
      if (text === undefined) return undefined;
      const read = schema.safeParse(JSON.parse(text));
      return read.success ? read.data : undefined;
    },
  };
}
