/** An e-mail address that can do nothing in a mail but be its one recipient — RFC 5321 §4.1.2, RFC 5322 §3.4. */

export interface Mailbox {
  /** Empty where none is given. */
  readonly name: string;
  readonly address: string;
}

/** Bytes of a path without its angle brackets — RFC 5321 §4.5.3.1.3. */
const longest = 254;

/** No quoting, no route, no list, no comment: what is left has one meaning to every program on the way. */
const bare = /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u;

export const isMailAddress = (text: string): boolean => Buffer.byteLength(text) <= longest && bare.test(text);

/** Reads `name@host` or `Name <name@host>`. */
export function readMailbox(text: string): Mailbox | undefined {
  const [, name = '', inBrackets] = /^([^<>"\p{C}]{0,100}?)\s*<([^<>]+)>$/u.exec(text) ?? [];
  const mailbox = inBrackets === undefined ? { name: '', address: text } : { name, address: inBrackets };
  return isMailAddress(mailbox.address) ? mailbox : undefined;
}
