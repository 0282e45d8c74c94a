/** Making JSON Web Signatures — RFC 7515 §5.1. */
import type { KeyObject } from 'node:crypto';
import { type AsymmetricAlg, hmacSignature, type SigningAlg, signatureFunction } from './algorithms.ts';
import { type PublicJwk, publicJwk } from './jwk.ts';

/** What can sign a set of claims; a key-management service can stand behind it. */
export interface Signer {
  readonly alg: SigningAlg;
  /** The compact JWS of the claims, with `typ` in its header; without one the header says the algorithm alone. */
  sign(typ: string | undefined, claims: object): Promise<string> | string;
}

/** A signer whose public half is published. */
export interface PublishedSigner extends Signer {
  readonly alg: AsymmetricAlg;
  readonly jwk: PublicJwk;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function createSigner(alg: AsymmetricAlg, privateKey: KeyObject): PublishedSigner {
  const jwk = publicJwk(privateKey, alg);
  const signature = signatureFunction(alg, privateKey);
  const headers = new Map<string | undefined, string>();
  return {
    alg,
    jwk,
    sign(typ, claims) {
      const header = headers.get(typ) ?? encode(typ === undefined ? { alg } : { alg, typ, kid: jwk.kid });
      headers.set(typ, header);
      const input = `${header}.${encode(claims)}`;
      const signed = signature(input);
      if (signed instanceof Promise) return signed.then(bytes => `${input}.${bytes.toString('base64url')}`);
      return `${input}.${signed.toString('base64url')}`;
    },
  };
}

/** Signs with a client's secret; no `kid`, since the key is not published — OIDC Core §10.1. */
export function createSecretSigner(secret: string): Signer {
  return {
    alg: 'HS256',
    sign(typ, claims) {
      const input = `${encode({ alg: 'HS256', typ })}.${encode(claims)}`;
      return `${input}.${hmacSignature(secret, input).toString('base64url')}`;
    },
  };
}
