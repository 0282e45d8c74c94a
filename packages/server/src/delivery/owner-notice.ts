/** A notice to whom an account belongs that something of it was changed — OWASP ASVS 5 §6.3.7. */
import type { PoolId } from '@symbolon/foundation';
import { type Message, noteLifetime, type Recipient, type Tell, type Tidings } from '@symbolon/login';
import type { DirectoryUser } from '@symbolon/storage';

export interface OwnerNotice extends Pick<Message, 'locale' | 'senderName'> {
  /** One that asks for nothing, and leads nowhere. */
  readonly tidings: Exclude<Tidings, { readonly code: string } | { readonly link: string }>;
  readonly pool: PoolId;
  readonly user: Pick<DirectoryUser, 'identifiers' | 'claims'>;
  readonly at: number;
}

/** To a proven address, if there is one. */
export function tellOwner(tell: Tell, { pool, user, at, ...message }: OwnerNotice): void {
  const to = recipientOf(user);
  if (to) tell(pool, { ...message, to, expiresAt: at + noteLifetime });
}

function recipientOf({ identifiers, claims }: OwnerNotice['user']): Recipient | undefined {
  for (const { kind, value } of identifiers) {
    if (kind === 'email' && claims['email_verified'] === true) return { channel: 'email', address: value };
    if (kind === 'phone' && claims['phone_number_verified'] === true)
      return { channel: 'sms', address: value };
  }
  return undefined;
}
