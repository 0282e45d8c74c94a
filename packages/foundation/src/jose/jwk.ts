/** JSON Web Keys: reading, checking, naming — RFC 7517, RFC 7638, RFC 8037. */
import { createPublicKey, hash, type JsonWebKey, type KeyObject } from 'node:crypto';
import { type AsymmetricAlg, isAsymmetricAlg, keyFitsAlgorithm } from './algorithms.ts';
import { isJsonObject, type JsonObject } from './strict-json.ts';

/** A public key as it is published: only public members, with its name, use and algorithm. */
export interface PublicJwk {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: AsymmetricAlg;
  readonly [member: string]: string;
}

/** A key of somebody else's, with which a signature of theirs is verified. */
export interface VerificationKey {
  readonly kid: string | undefined;
  readonly alg: AsymmetricAlg | undefined;
  readonly key: KeyObject;
}

const thumbprintMembers = {
  RSA: ['e', 'kty', 'n'],
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
} as const;

const isKeyType = (kty: unknown): kty is keyof typeof thumbprintMembers =>
  typeof kty === 'string' && Object.hasOwn(thumbprintMembers, kty);

/** The SHA-256 thumbprint of a public key, in base64url — RFC 7638 §3. */
export function thumbprint(jwk: JsonWebKey): string {
  if (!isKeyType(jwk.kty)) throw new TypeError('only RSA, EC and OKP keys have a name here');
  const members = thumbprintMembers[jwk.kty].map(name => [name, jwk[name]]);
  return hash('sha256', JSON.stringify(Object.fromEntries(members)), 'base64url');
}

/** The published form of a key, from its private or public half. */
export function publicJwk(key: KeyObject, alg: AsymmetricAlg): PublicJwk {
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (!isKeyType(jwk.kty)) throw new TypeError('only RSA, EC and OKP keys are published');
  const members = thumbprintMembers[jwk.kty].map(name => [name, String(jwk[name])]);
  return { ...Object.fromEntries(members), kty: jwk.kty, use: 'sig', alg, kid: thumbprint(jwk) };
}

/**
 * Reads a client's key set. A text that says why where it cannot be used: private or symmetric members, a weak RSA
 * key, a point off its curve (RFC 7591 §2, RFC 8725 §3.5).
 */
export function readKeySet(set: unknown): readonly VerificationKey[] | string {
  const keys: unknown = isJsonObject(set) ? set['keys'] : undefined;
  if (!Array.isArray(keys)) return 'a JWK Set is an object with an array named keys';
  if (keys.length > 20) return 'a JWK Set holds at most 20 keys';
  const read: VerificationKey[] = [];
  for (const jwk of keys) {
    const key = isJsonObject(jwk) ? readPublicKey(jwk) : 'each key is an object';
    if (typeof key === 'string') return key;
    read.push(key);
  }
  return read;
}

/** Reads one public key; a text that says why where it cannot be used. */
export function readPublicKey(jwk: JsonObject): VerificationKey | string {
  if (!isKeyType(jwk['kty'])) return 'kty must be RSA, EC or OKP';
  if ('d' in jwk || 'k' in jwk) return 'public keys only, without their private members';
  const { alg, kid } = jwk;
  if (alg !== undefined && !isAsymmetricAlg(alg)) return 'alg must be RS256, PS256, ES256 or EdDSA';
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength;
    if (bits !== undefined && (bits < 2048 || bits > 8192)) return 'an RSA key has 2048 to 8192 bits';
    if ((key.asymmetricKeyDetails?.publicExponent ?? 3n) < 3n)
      return 'the exponent of an RSA key is 3 or more';
    if (alg !== undefined && !keyFitsAlgorithm(alg, key)) return 'the key does not fit its alg';
    return { key, alg, kid: typeof kid === 'string' ? kid : undefined };
  } catch {
    return 'the key is not valid';
  }
}
