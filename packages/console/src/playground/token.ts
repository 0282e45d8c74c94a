/** A token opened to be looked at, and its signature held against the published keys — RFC 7515, RFC 7519. */
import { decode } from './base64url.ts';
import { hmacKey, signatureAlgOf, signatureAlgorithms } from './signature-algorithms.ts';

export interface OpenedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Undefined for a token that says nothing by itself. */
export function openToken(token: string): OpenedToken | undefined {
  const [head = '', body = '', tail = '', ...rest] = token.split('.');
  const [header, claims] = [readPart(head), readPart(body)];
  if (!header || !claims || rest.length > 0) return undefined;
  return { header, claims, signed: `${head}.${body}`, signature: decode(tail) };
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(decode(part)));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

export type Verdict = 'valid' | 'invalid' | 'noKey' | 'unsupported';

interface Key extends JsonWebKey {
  readonly kid?: string;
}

/** `secret`: of the application, which signs with HS256. */
export async function verifySignature(token: OpenedToken, jwksUri: string, secret: string): Promise<Verdict> {
  const { alg, kid } = token.header;
  const signed = new TextEncoder().encode(token.signed);
  try {
    if (alg === 'HS256') return await verifyBySecret(token, signed, secret);
    const name = signatureAlgOf(alg);
    if (!name) return 'unsupported';
    const algorithm = signatureAlgorithms[name];
    const response = await fetch(jwksUri, { credentials: 'omit' });
    const { keys }: { readonly keys: readonly Key[] } = await response.json();
    const found = keys.find(key => key.kid === kid);
    if (!found) return 'noKey';
    const key = await crypto.subtle.importKey('jwk', found, algorithm.key, false, ['verify']);
    const isValid = await crypto.subtle.verify(algorithm.use, key, token.signature, signed);
    return isValid ? 'valid' : 'invalid';
  } catch {
    return 'unsupported';
  }
}

async function verifyBySecret(
  { signature }: OpenedToken,
  signed: Uint8Array<ArrayBuffer>,
  secret: string,
): Promise<Verdict> {
  if (secret === '') return 'noKey';
  const key = await hmacKey(secret, 'verify');
  return (await crypto.subtle.verify('HMAC', key, signature, signed)) ? 'valid' : 'invalid';
}
