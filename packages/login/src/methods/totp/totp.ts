/** Time-based one-time passwords — RFC 6238, RFC 4226 §5.3, RFC 4648 §6. */
import { createHmac } from 'node:crypto';
import { equalInConstantTime, type Random } from '@symbolon/foundation';

/** Seconds; with six digits and SHA-1 the one set of parameters that every authenticator app knows. */
export const stepLength = 30;
const digits = 6;
/** How many steps a clock may be wrong, either way — RFC 6238 §5.2. */
const drift = 1;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 bits, in base32 as people type it: 32 characters. */
export const newTotpSecret = (random: Random): string =>
  [...random(32)].map(byte => alphabet[byte & 31]).join('');

export const stepAt = (time: number): number => Math.floor(time / stepLength);

export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 15;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/** The step whose code was typed, the newest first; undefined where it is no code of now, nor of the step beside it. */
export function matchingStep(secret: string, typed: string, at: number): number | undefined {
  // As an app shows it, with a space in the middle.
  const code = typed.replaceAll(' ', '');
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const now = stepAt(at);
  const steps = Array.from({ length: 2 * drift + 1 }, (_, index) => now + drift - index);
  // All are compared, so that time does not tell which it was.
  const matching = steps.filter(step => equalInConstantTime(totpCode(secret, step), code));
  return matching[0];
}

/** What an authenticator app reads from a QR code — Key URI Format. */
export function keyUri(secret: string, issuer: string, account: string): string {
  // A colon parts the two.
  const [name, owner] = [issuer, account].map(part => encodeURIComponent(part.replaceAll(':', ' ')));
  const parameters = `secret=${secret}&issuer=${name}`;
  return `otpauth://totp/${name}:${owner}?${parameters}&algorithm=SHA1&digits=${digits}&period=${stepLength}`;
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
}
