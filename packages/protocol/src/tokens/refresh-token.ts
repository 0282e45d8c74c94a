/**
 * Refresh tokens: authorization, generation and a MAC over both. Nothing but the generation is stored, a forged one is
 * refused without a look, and a leaked database mints none — RFC 6749 §10.4, RFC 9700 §4.14.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const idLength = 16;
const macLength = 20;
const length = idLength + 4 + macLength;

export interface RefreshTokenContent {
  /** 22 base64url characters. */
  readonly authorizationId: string;
  readonly generation: number;
}

function macOf(key: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest().subarray(0, macLength);
}

export function writeRefreshToken(key: Buffer, { authorizationId, generation }: RefreshTokenContent): string {
  const bytes = Buffer.alloc(length);
  bytes.write(authorizationId, 0, idLength, 'base64url');
  bytes.writeUInt32BE(generation, idLength);
  macOf(key, bytes.subarray(0, idLength + 4)).copy(bytes, idLength + 4);
  return bytes.toString('base64url');
}

/** What the token says; undefined where this pool did not make it. */
export function readRefreshToken(key: Buffer, token: string): RefreshTokenContent | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== length || bytes.toString('base64url') !== token) return undefined;
  const content = bytes.subarray(0, idLength + 4);
  if (!timingSafeEqual(bytes.subarray(idLength + 4), macOf(key, content))) return undefined;
  return {
    authorizationId: content.toString('base64url', 0, idLength),
    generation: content.readUInt32BE(idLength),
  };
}
