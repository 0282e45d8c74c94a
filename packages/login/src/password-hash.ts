/** Hashing and verifying passwords — NIST SP 800-63B §5.1.1.2, RFC 9106, RFC 8265 §4.2. */
import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Random } from '@symbolon/foundation';
import { readStoredHash, type StoredHash, scryptMemory } from './stored-hash.ts';
import { type Busy, createWorkQueue } from './work-queue.ts';

/** In bytes of UTF-8; a longer text is refused unhashed, so that nobody can make us hash a novel. */
export const maximumPasswordLength = 1024;

/** bcrypt reads no further than this many bytes. */
const bcryptLength = 72;
const cost = { memory: 19 * 1024, passes: 2, lanes: 1 };
const keyLength = 32;
const saltLength = 16;

export type HashOutcome =
  | { readonly kind: 'hashed'; readonly hash: string }
  | { readonly kind: 'too_long' }
  | Busy;
export type VerifyOutcome = { readonly kind: 'right' } | { readonly kind: 'wrong' } | Busy;

/**
 * Passwords are brought to Unicode NFC first, so that `ü` is one password on every keyboard; nothing is trimmed, folded
 * or cut off. Argon2id is written; bcrypt, PBKDF2 and scrypt are only read.
 */
export interface PasswordHasher {
  hash(password: string): Promise<HashOutcome>;
  verify(stored: string, password: string): Promise<VerifyOutcome>;
  /** Whether `stored`, which has just been matched by `password`, is weaker than what `hash` would write. */
  needsRehash(stored: string, password: string): boolean;
  /** Whether verifying `stored` is known to cost at least what verifying a hash of ours costs. */
  isAsCostly(stored: string): boolean;
}

export interface PasswordHasherOptions {
  readonly random: Random;
  /** Hashes computed at once; each takes 19 MiB and one of the four threads that DNS and RSA need too. */
  readonly slots?: number;
  /** Hashes that may wait: by default about two seconds of work on one slow core. */
  readonly waiting?: number;
}

export function createPasswordHasher({
  random,
  slots = 2,
  waiting = 80,
}: PasswordHasherOptions): PasswordHasher {
  const queue = createWorkQueue({ slots, waiting, retryAfter: 2 });
  return {
    async hash(password) {
      const normal = normalise(password);
      if (normal === undefined) return { kind: 'too_long' };
      return queue.run(async () => ({
        kind: 'hashed',
        hash: await hashPassword(normal, random(saltLength)),
      }));
    },
    async verify(stored, password) {
      const normal = normalise(password);
      const hash = readStoredHash(stored);
      if (normal === undefined || hash === undefined) return { kind: 'wrong' };
      return queue.run(async () => ({ kind: (await matches(stored, hash, normal)) ? 'right' : 'wrong' }));
    },
    needsRehash(stored, password) {
      const hash = readStoredHash(stored);
      // What follows byte 72 was never checked: hashing it now would fix whatever was typed there.
      if (hash?.kind === 'bcrypt') return Buffer.byteLength(password.normalize('NFC')) <= bcryptLength;
      return hash !== undefined && isWeaker(hash);
    },
    isAsCostly(stored) {
      const hash = readStoredHash(stored);
      return hash?.kind === 'argon2' && !isCheaper(hash);
    },
  };
}

/** A hash of no password, as costly to verify as a real one. */
export function unmatchableHash(random: Random): string {
  const parts = [random(saltLength), random(keyLength)].map(part =>
    part.toString('base64').replace(/=+$/, ''),
  );
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.lanes}$${parts.join('$')}`;
}

function normalise(password: string): string | undefined {
  if (password.length > maximumPasswordLength) return undefined;
  const normal = password.normalize('NFC');
  return Buffer.byteLength(normal) <= maximumPasswordLength ? normal : undefined;
}

// Loaded with the first password, and not before: native code costs memory, and a server may never see one.
const argon2 = () => import('@node-rs/argon2');
const bcrypt = () => import('@node-rs/bcrypt');

async function hashPassword(password: string, salt: Buffer): Promise<string> {
  const { hash } = await argon2();
  return hash(password, {
    memoryCost: cost.memory,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: keyLength,
    salt,
  });
}

function isWeaker(hash: StoredHash): boolean {
  if (hash.kind !== 'argon2' || hash.variant !== 'id' || hash.version !== 19) return true;
  return isCheaper(hash);
}

const isCheaper = ({ memory, passes }: Extract<StoredHash, { kind: 'argon2' }>): boolean =>
  memory < cost.memory || memory * passes < cost.memory * cost.passes;

const pbkdf2Key = promisify(pbkdf2);
const scryptKey = (password: string, hash: Extract<StoredHash, { kind: 'scrypt' }>): Promise<Buffer> => {
  const { cost: N, blockSize: r, parallelization: p } = hash;
  return new Promise((resolve, reject) => {
    scrypt(password, hash.salt, hash.key.length, { N, r, p, maxmem: 2 * scryptMemory(hash) }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
};

async function matches(stored: string, hash: StoredHash, password: string): Promise<boolean> {
  switch (hash.kind) {
    case 'argon2':
      return (await argon2()).verify(stored, password);
    case 'bcrypt':
      return (await bcrypt()).verify(password, stored);
    case 'pbkdf2': {
      const key = await pbkdf2Key(password, hash.salt, hash.iterations, hash.key.length, hash.digest);
      return timingSafeEqual(key, hash.key);
    }
    case 'scrypt':
      return timingSafeEqual(await scryptKey(password, hash), hash.key);
  }
}
