/** Password hashes as they are stored, with algorithm and parameters inside — PHC string format; RFC 9106, 8018, 7914; bcrypt. */

export type StoredHash =
  | {
      readonly kind: 'argon2';
      readonly variant: 'i' | 'd' | 'id';
      readonly version: number;
      /** KiB. */
      readonly memory: number;
      readonly passes: number;
      readonly lanes: number;
    }
  | { readonly kind: 'bcrypt'; readonly cost: number }
  | {
      readonly kind: 'pbkdf2';
      readonly digest: string;
      readonly iterations: number;
      readonly salt: Buffer;
      readonly key: Buffer;
    }
  | {
      readonly kind: 'scrypt';
      /** N, a power of two. */
      readonly cost: number;
      readonly blockSize: number;
      readonly parallelization: number;
      readonly salt: Buffer;
      readonly key: Buffer;
    };

const argon2 =
  /^\$argon2(id|i|d)\$v=(16|19)\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const bcrypt = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;
const pbkdf2 =
  /^\$pbkdf2-(sha1|sha256|sha512)\$i=(\d{1,8})(?:,l=\d{1,3})?\$([A-Za-z0-9+/]+={0,2})\$([A-Za-z0-9+/]+={0,2})$/;
const scrypt =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+={0,2})\$([A-Za-z0-9+/]+={0,2})$/;

/** What one verification may cost at most: an imported hash must not be able to stop the server. */
const most = { memory: 256 * 1024, passes: 20, lanes: 16, bcryptCost: 16, iterations: 10_000_000 };

/** Reads a stored hash; undefined where it is none of the known kinds, is damaged, or would cost beyond reason. */
export function readStoredHash(text: string): StoredHash | undefined {
  return readArgon2(text) ?? readBcrypt(text) ?? readPbkdf2(text) ?? readScrypt(text);
}

function readArgon2(text: string): StoredHash | undefined {
  const [, variant, version, memory, passes, lanes, salt = '', key = ''] = argon2.exec(text) ?? [];
  if (variant !== 'id' && variant !== 'i' && variant !== 'd') return undefined;
  if (!decode(salt, 8) || !decode(key, 16)) return undefined;
  const hash = { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  if (hash.memory > most.memory || hash.passes > most.passes || hash.lanes > most.lanes) return undefined;
  if (hash.passes < 1 || hash.lanes < 1 || hash.memory < 8 * hash.lanes) return undefined;
  return { kind: 'argon2', variant, version: Number(version), ...hash };
}

function readBcrypt(text: string): StoredHash | undefined {
  const cost = Number(bcrypt.exec(text)?.[1]);
  return cost >= 4 && cost <= most.bcryptCost ? { kind: 'bcrypt', cost } : undefined;
}

function readPbkdf2(text: string): StoredHash | undefined {
  const [, digest = '', count, encodedSalt = '', encodedKey = ''] = pbkdf2.exec(text) ?? [];
  const iterations = Number(count);
  const salt = decode(encodedSalt, 1);
  const key = decode(encodedKey, 16);
  if (!salt || !key || iterations < 1 || iterations > most.iterations) return undefined;
  return { kind: 'pbkdf2', digest, iterations, salt, key };
}

function readScrypt(text: string): StoredHash | undefined {
  const [, ln, r, p, encodedSalt = '', encodedKey = ''] = scrypt.exec(text) ?? [];
  const salt = decode(encodedSalt, 1);
  const key = decode(encodedKey, 16);
  const hash = { cost: 2 ** Number(ln), blockSize: Number(r), parallelization: Number(p) };
  if (!salt || !key || hash.cost < 2 || hash.blockSize < 1 || hash.parallelization < 1) return undefined;
  if (scryptMemory(hash) > most.memory * 1024 || hash.parallelization > most.lanes) return undefined;
  return { kind: 'scrypt', ...hash, salt, key };
}

/** Bytes that scrypt needs — RFC 7914 §5. */
export const scryptMemory = (hash: { cost: number; blockSize: number; parallelization: number }): number =>
  128 * hash.blockSize * (hash.cost + hash.parallelization + 1);

/** The bytes of unpadded or padded base64, between `least` and 64 of them, where it is the only spelling of those bytes. */
function decode(text: string, least: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  const spelling = bytes.toString('base64').replace(/=+$/, '');
  if (spelling !== text.replace(/=+$/, '')) return undefined;
  return bytes.length >= least && bytes.length <= 64 ? bytes : undefined;
}

/** Says whether a text is a password hash that can be verified here. */
export const isPasswordHash = (text: string): boolean => readStoredHash(text) !== undefined;
