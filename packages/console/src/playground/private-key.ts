/** A private key of an application, pasted or made here, in the memory of the page alone — RFC 7517, RFC 5958. */
import { decode, sha256 } from './base64url.ts';
import {
  type SignatureAlg,
  signatureAlgOf,
  signatureAlgorithms,
  signatureAlgs,
} from './signature-algorithms.ts';

export interface PublicJwk extends JsonWebKey {
  readonly kid?: string;
}

export interface PrivateKey {
  readonly alg: SignatureAlg;
  readonly key: CryptoKey;
  readonly publicJwk: PublicJwk;
}

/** Of a JWK with its private members, or of PKCS #8 in PEM; undefined for anything else. */
export async function readPrivateKey(text: string): Promise<PrivateKey | undefined> {
  try {
    const jwk = text.trimStart().startsWith('{') ? readJwk(text) : await jwkOfPem(text);
    return jwk && (await privateKeyOf(jwk));
  } catch {
    return undefined;
  }
}

/** Its private half can be used here, and never be read. */
export async function makePrivateKey(): Promise<PrivateKey> {
  const alg = 'ES256';
  const pair = await crypto.subtle.generateKey(signatureAlgorithms[alg].key, false, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  // The thumbprint of RFC 7638 §3.2: members in this order, without spaces.
  const kid = await sha256(JSON.stringify({ crv, kty, x, y }));
  return { alg, key: pair.privateKey, publicJwk: publicJwkOf({ kty, crv, x, y, kid }, alg) };
}

const readJwk = (text: string): PublicJwk => JSON.parse(text);

const pemForm = /^-----BEGIN PRIVATE KEY-----([\s\w+/=]+)-----END PRIVATE KEY-----\s*$/;

/** What kind of key the PEM holds is known once it can be read. */
async function jwkOfPem(pem: string): Promise<PublicJwk | undefined> {
  const [, body] = pemForm.exec(pem.trimStart()) ?? [];
  if (body === undefined) return undefined;
  const bytes = decode(body.replaceAll(/\s/g, ''));
  for (const alg of signatureAlgs) {
    const { key: form } = signatureAlgorithms[alg];
    const key = await crypto.subtle.importKey('pkcs8', bytes, form, true, ['sign']).catch(() => undefined);
    if (key) return { ...(await crypto.subtle.exportKey('jwk', key)), alg };
  }
  return undefined;
}

async function privateKeyOf(jwk: PublicJwk): Promise<PrivateKey | undefined> {
  const alg = signatureAlgOf(jwk.alg) ?? algOfType(jwk);
  const { kty, crv, x, y, n, e, d, p, q, dp, dq, qi, kid } = jwk;
  if (alg === undefined || d === undefined) return undefined;
  const bare = present({ kty, crv, x, y, n, e, d, p, q, dp, dq, qi });
  const key = await crypto.subtle.importKey('jwk', bare, signatureAlgorithms[alg].key, false, ['sign']);
  return { alg, key, publicJwk: publicJwkOf({ kty, crv, x, y, n, e, kid }, alg) };
}

const algOfType = ({ kty, crv }: JsonWebKey): SignatureAlg | undefined =>
  kty === 'RSA' ? 'RS256' : crv === 'P-256' ? 'ES256' : crv === 'Ed25519' ? 'EdDSA' : undefined;

const publicJwkOf = (members: object, alg: SignatureAlg): PublicJwk => ({
  ...present(members),
  alg,
  use: 'sig',
});

const present = (members: object): JsonWebKey =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
