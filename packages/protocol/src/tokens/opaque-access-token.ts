/**
 * Opaque access tokens: authorization, times, scope and a MAC over them. Nothing of them is stored, a forged one is
 * refused without a look, and whether one is in force is for its authorization to say — RFC 6749 §1.4, §10.3.
 */
import type { KeyObject } from 'node:crypto';
import { authenticatedLength, readAuthenticated, writeAuthenticated } from './authenticated-value.ts';

const idEnds = 16;
const issuedAtEnds = idEnds + 4;
const expiresAtEnds = issuedAtEnds + 4;
/** Tells two of one second apart. */
const serialLength = 9;
const serialEnds = expiresAtEnds + serialLength;
const shortest = authenticatedLength(serialEnds);

export interface OpaqueAccessTokenContent {
  /** 22 base64url characters. */
  readonly authorizationId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** 9 bytes. */
  readonly serial: Buffer;
  /** As `pickScope` reads it. */
  readonly scopePicks: Buffer;
}

export function writeOpaqueAccessToken(key: KeyObject, token: OpaqueAccessTokenContent): string {
  const content = Buffer.allocUnsafe(serialEnds + token.scopePicks.length);
  content.write(token.authorizationId, 0, idEnds, 'base64url');
  content.writeUInt32BE(token.issuedAt, idEnds);
  content.writeUInt32BE(token.expiresAt, issuedAtEnds);
  token.serial.copy(content, expiresAtEnds, 0, serialLength);
  token.scopePicks.copy(content, serialEnds);
  return writeAuthenticated(key, content);
}

/** Undefined for a value that was not made with that key. */
export function readOpaqueAccessToken(key: KeyObject, value: string): OpaqueAccessTokenContent | undefined {
  const content = value.length < shortest ? undefined : readAuthenticated(key, value);
  return (
    content && {
      authorizationId: content.toString('base64url', 0, idEnds),
      issuedAt: content.readUInt32BE(idEnds),
      expiresAt: content.readUInt32BE(issuedAtEnds),
      serial: content.subarray(expiresAtEnds, serialEnds),
      scopePicks: content.subarray(serialEnds),
    }
  );
}

const everything = Buffer.alloc(0);

/** Which of the granted scopes these are: a bit for each, or nothing at all for all of them. */
export function picksOfScope(scope: readonly string[], granted: readonly string[]): Buffer {
  if (scope === granted || granted.every(name => scope.includes(name))) return everything;
  const picks = Buffer.alloc(Math.max(1, Math.ceil(granted.length / 8)));
  for (const [index, name] of granted.entries())
    if (scope.includes(name)) picks.writeUInt8(picks.readUInt8(index >> 3) | (1 << (index & 7)), index >> 3);
  return picks;
}

export function pickScope(granted: readonly string[], picks: Buffer): readonly string[] {
  if (picks.length === 0) return granted;
  return granted.filter((_, index) => ((picks[index >> 3] ?? 0) >> (index & 7)) & 1);
}
