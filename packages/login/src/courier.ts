/** Messages to end-users: what is to be said and to whom; how it travels is the host's business. */
import type { PoolId } from '@symbolon/foundation';
import type { Locale } from './pages/messages.ts';

/** An address in canonical form. */
export type Recipient =
  | { readonly channel: 'email'; readonly address: string }
  | { readonly channel: 'sms'; readonly address: string };

/** What a message says. A `code` is good until the message's end. */
export type Tidings =
  | { readonly kind: 'sign_in_code'; readonly code: string }
  | { readonly kind: 'sign_up_code'; readonly code: string }
  | { readonly kind: 'recovery_code'; readonly code: string }
  | { readonly kind: 'address_code'; readonly code: string }
  /** `link` makes the account, once, until the message's end. */
  | { readonly kind: 'invitation'; readonly link: string }
  /** Somebody tried to sign up with an address that has an account. */
  | { readonly kind: 'already_signed_up' }
  /** Of an account; to an address that was proven before. */
  | {
      readonly kind: 'password_changed' | 'address_changed' | 'second_factor_removed' | 'passkey_removed';
    };

/** Who a message is from. */
export interface Sender {
  /** The application that the end-user was on the way to, or the user pool: shown as text. */
  readonly senderName: string;
  /** The id of that application, whose branding the message wears; undefined for the pool's. */
  readonly applicationId?: string | undefined;
}

export interface Message extends Sender {
  readonly to: Recipient;
  readonly tidings: Tidings;
  readonly locale: Locale;
  /** Epoch seconds after which it is not worth sending. */
  readonly expiresAt: number;
}

export interface Courier {
  /** Takes a message over; resolves once it cannot be lost any more. */
  send(pool: PoolId, message: Message): Promise<void>;
}
