/** Somebody who holds a key, and proves it with each request — RFC 9449 §4.2. */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { jws, withKey } from '../security/jws.ts';

export interface KeyHolder {
  readonly key: KeyObject;
  readonly jwk: object;
  readonly thumbprint: string;
  /** The header of a request; what the claims and the header of its proof say can be changed or taken away. */
  proof(method: string, url: string, changed?: ChangedProof): { readonly dpop: string };
  /** The headers of a request with an access token. */
  holding(accessToken: unknown, method: string, url: string, changed?: ChangedProof): Record<string, string>;
}

export interface ChangedProof {
  readonly claims?: object;
  readonly header?: object;
  /** Who signs it. */
  readonly signer?: KeyObject;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** `now`: epoch seconds. */
export function createKeyHolder(now: () => number): KeyHolder {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { crv, kty, x, y } = createPublicKey(key).export({ format: 'jwk' });
  const jwk = { crv, kty, x, y };
  const proof: KeyHolder['proof'] = (method, url, { claims, header, signer = key } = {}) => ({
    dpop: jws(
      { typ: 'dpop+jwt', alg: 'ES256', jwk, ...header },
      { jti: randomUUID(), htm: method, htu: url, iat: now(), ...claims },
      withKey(signer),
    ),
  });
  return {
    key,
    jwk,
    thumbprint: sha256(JSON.stringify(jwk)),
    proof,
    holding: (accessToken, method, url, changed = {}) => ({
      authorization: `DPoP ${String(accessToken)}`,
      ...proof(method, url, { ...changed, claims: { ath: sha256(String(accessToken)), ...changed.claims } }),
    }),
  };
}
