/** Randomness, handed in: nothing below the server draws from the machine. */
import { randomFillSync } from 'node:crypto';

/** `count` unpredictable bytes, the caller's to keep. */
export type Random = (count: number) => Buffer;

const poolSize = 4096;

/** Draws from the operating system a page at a time: one system call serves a hundred tokens. */
export function createSystemRandom(): Random {
  let pool = Buffer.alloc(0);
  let used = 0;
  return count => {
    if (used + count > pool.length) {
      pool = randomFillSync(Buffer.allocUnsafeSlow(Math.max(poolSize, count)));
      used = 0;
    }
    const bytes = pool.subarray(used, used + count);
    used += count;
    return bytes;
  };
}

/** A version 4 UUID — RFC 9562 §5.4. */
export function uuid(random: Random): string {
  const bytes = Buffer.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
