/** The signature algorithms that a browser can use, by their names in JOSE — RFC 7518 §3.1, RFC 8037 §3.1. */

interface SignatureAlgorithm {
  /** What a key is read or made for. */
  readonly key: RsaHashedImportParams | EcKeyImportParams;
  readonly use: RsaPssParams | EcdsaParams | Algorithm;
}

export const signatureAlgorithms = {
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, use: { name: 'ECDSA', hash: 'SHA-256' } },
  RS256: { key: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, use: { name: 'RSASSA-PKCS1-v1_5' } },
  PS256: { key: { name: 'RSA-PSS', hash: 'SHA-256' }, use: { name: 'RSA-PSS', saltLength: 32 } },
  EdDSA: { key: { name: 'Ed25519', namedCurve: 'Ed25519' }, use: { name: 'Ed25519' } },
} as const satisfies Readonly<Record<string, SignatureAlgorithm>>;

export type SignatureAlg = keyof typeof signatureAlgorithms;

export const signatureAlgs: readonly SignatureAlg[] = ['ES256', 'RS256', 'PS256', 'EdDSA'];

export const signatureAlgOf = (name: unknown): SignatureAlg | undefined =>
  signatureAlgs.find(each => each === name);

const hmac = { name: 'HMAC', hash: 'SHA-256' };

export const hmacKey = (secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, [usage]);
