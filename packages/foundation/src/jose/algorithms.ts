/** The signature algorithms that exist here, and what each asks of a key — RFC 7518 §3, RFC 8037 §3.1, RFC 8725 §3.2. */
import { constants, createHmac, hash, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';

interface AsymmetricAlgorithm {
  readonly keyType: 'rsa' | 'ec' | 'ed25519';
  readonly curve?: 'prime256v1';
  /** The digest of the signature, and of the half hashes of OIDC Core §3.1.3.6. */
  readonly digest: 'sha256' | 'sha512';
  readonly padding?: number;
}

export const asymmetricAlgorithms = {
  RS256: { keyType: 'rsa', digest: 'sha256', padding: constants.RSA_PKCS1_PADDING },
  PS256: { keyType: 'rsa', digest: 'sha256', padding: constants.RSA_PKCS1_PSS_PADDING },
  ES256: { keyType: 'ec', curve: 'prime256v1', digest: 'sha256' },
  EdDSA: { keyType: 'ed25519', digest: 'sha512' },
} as const satisfies Record<string, AsymmetricAlgorithm>;

export type AsymmetricAlg = keyof typeof asymmetricAlgorithms;
export type SigningAlg = AsymmetricAlg | 'HS256';

export const isAsymmetricAlg = (alg: unknown): alg is AsymmetricAlg =>
  typeof alg === 'string' && Object.hasOwn(asymmetricAlgorithms, alg);

const algorithmOf = (alg: AsymmetricAlg): AsymmetricAlgorithm => asymmetricAlgorithms[alg];
const digestName = (alg: AsymmetricAlg) => (alg === 'EdDSA' ? null : algorithmOf(alg).digest);

function cryptoKey(alg: AsymmetricAlg, key: KeyObject) {
  const { padding } = algorithmOf(alg);
  return {
    key,
    dsaEncoding: 'ieee-p1363' as const,
    ...(padding !== undefined && { padding }),
    ...(padding === constants.RSA_PKCS1_PSS_PADDING && { saltLength: 32 }),
  };
}

/** Whether the key may be used with the algorithm: its type, its curve, and at least 2,048 bits for RSA. */
export function keyFitsAlgorithm(alg: AsymmetricAlg, key: KeyObject): boolean {
  const { keyType, curve } = algorithmOf(alg);
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType !== keyType) return false;
  if (keyType === 'rsa') {
    return (details?.modulusLength ?? 0) >= 2048 && (details?.publicExponent ?? 0n) > 2n;
  }
  return curve === undefined || details?.namedCurve === curve;
}

/** Two numbers of 32 bytes, of the DER that OpenSSL makes: a SEQUENCE of two INTEGERs — RFC 7518 §3.4. */
function rawSignature(der: Buffer): Buffer {
  const raw = Buffer.alloc(64);
  let at = 3;
  for (const end of [32, 64]) {
    const length = der[at++] ?? 0;
    // A number has as many bytes as it needs, and a zero before a byte that would make it negative.
    der.copy(raw, end - Math.min(length, 32), at + Math.max(length - 32, 0), at + length);
    at += length + 1;
  }
  return raw;
}

/** A function that signs with this key: RSA on the thread pool, so that a signature never holds the event loop. */
export function signatureFunction(
  alg: AsymmetricAlg,
  key: KeyObject,
): (input: string) => Promise<Buffer> | Buffer {
  const digest = digestName(alg);
  // Handed over by itself: inside an object of options, Node 24 takes as long to look the key up as to sign.
  if (alg === 'ES256') return input => rawSignature(sign(digest, Buffer.from(input), key));
  if (alg === 'EdDSA') return input => sign(digest, Buffer.from(input), key);
  // PKCS #1 is what Node takes for an RSA key that comes without words.
  const options = alg === 'RS256' ? key : cryptoKey(alg, key);
  return input =>
    new Promise((resolve, reject) => {
      sign(digest, Buffer.from(input), options, (error, signature) =>
        error ? reject(error) : resolve(signature),
      );
    });
}

export function verifySignature(
  alg: AsymmetricAlg,
  key: KeyObject,
  input: string,
  signature: Buffer,
): boolean {
  return (
    keyFitsAlgorithm(alg, key) && verify(digestName(alg), Buffer.from(input), cryptoKey(alg, key), signature)
  );
}

/** HS256 keyed with the UTF-8 bytes of a client secret — OIDC Core §10.1. */
export const hmacSignature = (secret: string, input: string): Buffer =>
  createHmac('sha256', secret).update(input).digest();

export function verifyHmac(secret: string, input: string, signature: Buffer): boolean {
  const expected = hmacSignature(secret, input);
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

/** The left half of a hash, as in `at_hash` and `c_hash` — OIDC Core §3.1.3.6, §3.3.2.11. */
export function halfHash(alg: SigningAlg, value: string): string {
  const digest = hash(alg === 'HS256' ? 'sha256' : algorithmOf(alg).digest, value, 'buffer');
  return digest.subarray(0, digest.length / 2).toString('base64url');
}
