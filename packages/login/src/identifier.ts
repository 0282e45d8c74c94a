/** What end-users type to say who they are, in the one form that is stored and looked up — RFC 8265 §3.3, UAX 31, ITU-T E.164. */
import type { Recipient } from './courier.ts';
import type { IdentifierKind } from './stores/users.ts';

/** The longest e-mail address: 64 characters, `@`, 255 characters — RFC 3696 erratum 1690. */
const maximumLength = 320;

const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
const refused = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const phoneAsTyped = /^\+[\d\s\p{Pd}().]+$/u;
const phone = /^\+[1-9]\d{5,14}$/;
/** One mailbox: nothing that a header or a list of recipients reads as its own — RFC 5321 §4.1.2, RFC 6531. */
const email = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/;

/**
 * The form in which two spellings of one identifier are equal; undefined where the text cannot be one.
 *
 * Compatibility forms, case and invisible characters do not count. Case is folded without a locale: `I` meets `i`, while
 * the Turkish `ı` and `İ` stay letters of their own and reach nobody else's account.
 */
export function canonicalIdentifier(typed: string): string | undefined {
  if (typed.length > maximumLength) return undefined;
  const visible = typed.normalize('NFKC').replace(ignorable, '').trim();
  if (visible === '' || refused.test(visible)) return undefined;
  const folded = visible.toLowerCase().replaceAll('ς', 'σ').normalize('NFKC').replace(/\s+/g, ' ');
  if (folded.length > maximumLength) return undefined;
  return phoneAsTyped.test(folded) ? canonicalPhone(folded) : folded;
}

function canonicalPhone(typed: string): string {
  const digits = typed.replace(/[^\d+]/g, '');
  return phone.test(digits) ? digits : typed;
}

export interface TypedIdentifiers {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

export type Identifiers =
  | {
      readonly kind: 'usable';
      readonly identifiers: readonly { readonly kind: IdentifierKind; readonly value: string }[];
    }
  | { readonly kind: 'unusable'; readonly which: IdentifierKind };

const shapes: readonly (readonly [IdentifierKind, RegExp])[] = [
  ['username', /./],
  ['email', email],
  ['phone', phone],
];

/** An address to which a message can go, canonical; undefined where the text is none. */
export function addressOf(typed: string): Recipient | undefined {
  // A look-alike of `@` or `+` was not typed by anybody who knows their address.
  if (!/[@+]/.test(typed)) return undefined;
  const address = canonicalIdentifier(typed);
  if (address === undefined) return undefined;
  if (phone.test(address)) return { channel: 'sms', address };
  return email.test(address) ? { channel: 'email', address } : undefined;
}

/** What an address is called among identifiers. */
export const identifierKindOf = ({ channel }: Recipient): 'email' | 'phone' =>
  channel === 'sms' ? 'phone' : 'email';

/** The identifiers of a user to be stored, canonical, each once: a username that is also the e-mail address is the latter. */
export function identifiersOf(typed: TypedIdentifiers): Identifiers {
  const values = new Map<string, IdentifierKind>();
  for (const [kind, shape] of shapes) {
    const text = typed[kind];
    if (text === undefined) continue;
    const value = canonicalIdentifier(text);
    if (value === undefined || !shape.test(value)) return { kind: 'unusable', which: kind };
    values.set(value, kind);
  }
  return { kind: 'usable', identifiers: [...values].map(([value, kind]) => ({ kind, value })) };
}
