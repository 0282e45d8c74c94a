/** Reading JSON Web Signatures: strict in form, the key and algorithm never chosen by the token — RFC 7515 §5.2, RFC 8725 §3. */
import { isAsymmetricAlg, verifyHmac, verifySignature } from './algorithms.ts';
import type { VerificationKey } from './jwk.ts';
import { type JsonObject, parseStrictObject } from './strict-json.ts';

/** A JWS taken apart, its signature not yet looked at. */
export interface ParsedJwt {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly alg: string;
  readonly kid: string | undefined;
  readonly input: string;
  readonly signature: Buffer;
}

const maximumLength = 16_384;
const compactForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Takes a compact JWS apart; undefined where it is not one, is unsigned, or uses an extension (`crit`, `b64`, `zip`). */
export function parseJwt(token: string): ParsedJwt | undefined {
  if (token.length > maximumLength || !compactForm.test(token)) return undefined;
  const [encodedHeader = '', encodedClaims = '', encodedSignature = ''] = token.split('.');
  const header = parseStrictObject(decodeText(encodedHeader) ?? '');
  if (!header || 'crit' in header || 'b64' in header || 'zip' in header) return undefined;
  const { alg, kid } = header;
  if (typeof alg !== 'string' || (kid !== undefined && typeof kid !== 'string')) return undefined;
  const claims = parseStrictObject(decodeText(encodedClaims) ?? '');
  const signature = decode(encodedSignature);
  if (!claims || !signature) return undefined;
  return { header, claims, alg, kid, input: `${encodedHeader}.${encodedClaims}`, signature };
}

/** Whether one of the keys made the signature: by `kid` where both name one, else any key that fits the algorithm. */
export function verifyWithKeys(jwt: ParsedJwt, keys: readonly VerificationKey[]): boolean {
  const { alg } = jwt;
  if (!isAsymmetricAlg(alg)) return false;
  return keys.some(
    candidate =>
      (jwt.kid === undefined || candidate.kid === undefined || candidate.kid === jwt.kid) &&
      (candidate.alg === undefined || candidate.alg === alg) &&
      verifySignature(alg, candidate.key, jwt.input, jwt.signature),
  );
}

export const verifyWithSecret = (jwt: ParsedJwt, secret: string): boolean =>
  jwt.alg === 'HS256' && verifyHmac(secret, jwt.input, jwt.signature);

/** Bytes of a base64url text in its one canonical spelling, so that no token has two. */
function decode(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64url');
  return bytes.toString('base64url') === encoded ? bytes : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeText(encoded: string): string | undefined {
  const bytes = decode(encoded);
  try {
    return bytes && utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
