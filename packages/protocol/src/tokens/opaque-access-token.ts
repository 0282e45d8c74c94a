/**
 * Opaque access tokens: authorization, times, scope and a MAC over them. Nothing of them is stored, a forged one is
 * refused without a look, and whether one is in force is for its authorization to say — RFC 6749 §1.4, §10.3.
 */
import type { KeyObject } from 'node:crypto';
import type { Granted } from '../stores/index.ts';
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
  /** As `pick` reads it. */
  readonly picks: Buffer;
}

export function writeOpaqueAccessToken(key: KeyObject, token: OpaqueAccessTokenContent): string {
  const content = Buffer.allocUnsafe(serialEnds + token.picks.length);
  content.write(token.authorizationId, 0, idEnds, 'base64url');
  content.writeUInt32BE(token.issuedAt, idEnds);
  content.writeUInt32BE(token.expiresAt, issuedAtEnds);
  token.serial.copy(content, expiresAtEnds, 0, serialLength);
  token.picks.copy(content, serialEnds);
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
      picks: content.subarray(serialEnds),
    }
  );
}

const everything = Buffer.alloc(0);

/** What a token may do, and at which APIs. */
type Reach = Pick<Granted, 'scope' | 'audience'>;

const isWhole = (list: readonly string[], granted: readonly string[]): boolean =>
  list === granted || granted.every(name => list.includes(name));

/** Which of the granted scopes and audiences these are: a bit for each, or nothing at all for all of them. */
export function picksOf({ scope, audience }: Reach, granted: Reach): Buffer {
  if (isWhole(scope, granted.scope) && isWhole(audience, granted.audience)) return everything;
  const picked = [
    ...granted.scope.map(name => scope.includes(name)),
    ...granted.audience.map(name => audience.includes(name)),
  ];
  const picks = Buffer.alloc(Math.ceil(picked.length / 8));
  for (const [index, isPicked] of picked.entries())
    if (isPicked) picks.writeUInt8(picks.readUInt8(index >> 3) | (1 << (index & 7)), index >> 3);
  return picks;
}

export function pick({ scope, audience }: Reach, picks: Buffer): Reach {
  if (picks.length === 0) return { scope, audience };
  const isPicked = (index: number) => ((picks[index >> 3] ?? 0) >> (index & 7)) & 1;
  return {
    scope: scope.filter((_, index) => isPicked(index)),
    audience: audience.filter((_, index) => isPicked(scope.length + index)),
  };
}
