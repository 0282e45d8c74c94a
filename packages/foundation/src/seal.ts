/** Sealing: text that only this deployment can read, and only for the purpose it was sealed for — AES-256-GCM. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from './random.ts';

const ivLength = 12;
const tagLength = 16;

export interface Sealer {
  /** Seals a text; URL-safe, each time different. */
  seal(text: string): string;
  /** The text, or undefined where it was not sealed here, for this purpose, or was altered. */
  open(sealed: string): string | undefined;
}

/** The root secret of a deployment: 32 bytes, from which every other symmetric key is derived (RFC 5869). */
export interface MasterKey {
  /** 32 bytes that belong to `purpose` alone. */
  derive(purpose: string): Buffer;
  sealer(purpose: string): Sealer;
}

export function createMasterKey(secret: Buffer, random: Random): MasterKey {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'symbolon', purpose, 32));
  return { derive, sealer: purpose => createSealer(derive(purpose), random) };
}

function createSealer(key: Buffer, random: Random): Sealer {
  return {
    seal(text) {
      const iv = random(ivLength);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < ivLength + tagLength) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), {
        authTagLength: tagLength,
      });
      decipher.setAuthTag(bytes.subarray(-tagLength));
      try {
        const body = decipher.update(bytes.subarray(ivLength, -tagLength));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
