/** Signed tokens by hand, so that they can be wrong in any way. */
import { createHmac, type KeyObject, sign as signBytes } from 'node:crypto';

type Part = object | string;
type Signing = (input: string) => Buffer;

const encode = (part: Part): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** A compact JWS; parts given as text go in as they are. */
export function jws(header: Part, payload: Part, sign: Signing): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign(input).toString('base64url')}`;
}

export const withKey =
  (key: KeyObject, digest: string | null = 'sha256'): Signing =>
  input =>
    signBytes(digest, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });

export const withSecret =
  (secret: string | Buffer, digest = 'sha256'): Signing =>
  input =>
    createHmac(digest, secret).update(input).digest();

export const unsigned: Signing = () => Buffer.alloc(0);

let made = 0;

/** The claims of a good client assertion. */
export const assertionClaims = (clientId: string, issuer: string, now: number): Record<string, unknown> => ({
  iss: clientId,
  sub: clientId,
  aud: issuer,
  iat: now,
  exp: now + 600,
  jti: `assertion-${made++}`,
});

export const assertionFields = (client_assertion: string): Record<string, string> => ({
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion,
});

/** The same token with other claims, its signature kept. */
export function reworded(token: string, change: (claims: Record<string, unknown>) => object): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return `${header}.${encode(change(claims))}.${signature}`;
}
