/** A token opened to be looked at, and its signature held against the published keys — RFC 7515, RFC 7519. */

export interface OpenedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Undefined for a token that says nothing by itself. */
export function open(token: string): OpenedToken | undefined {
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

const decode = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));

export type Verdict = 'valid' | 'invalid' | 'noKey' | 'unsupported';

interface Key extends JsonWebKey {
  readonly kid?: string;
}

const algorithms: Readonly<
  Record<string, { readonly import: RsaHashedImportParams | EcKeyImportParams; readonly verify: object }>
> = {
  RS256: { import: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, verify: {} },
  PS256: { import: { name: 'RSA-PSS', hash: 'SHA-256' }, verify: { saltLength: 32 } },
  ES256: { import: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { hash: 'SHA-256' } },
  EdDSA: { import: { name: 'Ed25519', namedCurve: 'Ed25519' }, verify: {} },
};

/** `secret`: of the application, which signs with HS256. */
export async function verify(token: OpenedToken, jwksUri: string, secret: string): Promise<Verdict> {
  const { alg, kid } = token.header;
  const signed = new TextEncoder().encode(token.signed);
  try {
    if (alg === 'HS256') return await verifyBySecret(token, signed, secret);
    const algorithm = algorithms[String(alg)];
    if (!algorithm) return 'unsupported';
    const response = await fetch(jwksUri, { credentials: 'omit' });
    const { keys }: { readonly keys: readonly Key[] } = await response.json();
    const found = keys.find(key => key.kid === kid);
    if (!found) return 'noKey';
    const { name } = algorithm.import;
    const key = await crypto.subtle.importKey('jwk', found, algorithm.import, false, ['verify']);
    const isValid = await crypto.subtle.verify({ name, ...algorithm.verify }, key, token.signature, signed);
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
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['verify']);
  return (await crypto.subtle.verify('HMAC', key, signature, signed)) ? 'valid' : 'invalid';
}
