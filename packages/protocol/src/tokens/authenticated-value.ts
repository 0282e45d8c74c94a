/** Bearer values that say by themselves what they are: content and a MAC over it, so that nobody else makes one up — RFC 6749 §10.10, RFC 2104. */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

const macLength = 20;

export function macOf(key: KeyObject, content: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest().subarray(0, macLength);
}

/** The characters of such a value. */
export const authenticatedLength = (contentLength: number): number =>
  Math.ceil(((contentLength + macLength) * 4) / 3);

export const writeAuthenticated = (key: KeyObject, content: Buffer): string =>
  Buffer.concat([content, macOf(key, content)]).toString('base64url');

/** The content; undefined where the value was not made with that key. */
export function readAuthenticated(key: KeyObject, value: string): Buffer | undefined {
  const bytes = Buffer.from(value, 'base64url');
  if (bytes.length < macLength || bytes.toString('base64url') !== value) return undefined;
  const content = bytes.subarray(0, -macLength);
  return timingSafeEqual(bytes.subarray(-macLength), macOf(key, content)) ? content : undefined;
}
