/** ID tokens of providers older than OpenID Connect: claims under a signature, and no word of issuer, audience or time. */
import { compactVerify, importJWK, importSPKI, type JWK } from 'jose';
import { AuthenticationError, requireText } from './errors.ts';
import { type Json, parseJson } from './http.ts';
import { invalidToken } from './jwt.ts';

export interface LegacyVerifier {
  /** The provider's public key, known beforehand: SPKI in PEM, or a JWK. */
  readonly key: string | JWK;
  /** Default: RS256. */
  readonly alg?: 'RS256' | 'PS256' | 'ES256';
}

/**
 * Such a token proves that the provider once said this, of whomever and to whomever: it never expires and is for no
 * audience. Use it only where it came straight from the token endpoint over TLS.
 */
export async function verifyLegacyIdToken(
  idToken: string,
  { key, alg = 'RS256' }: LegacyVerifier,
): Promise<Json> {
  const token = requireText(idToken, 'idToken');
  try {
    const pinned =
      typeof key === 'string' ? await importSPKI(key, alg) : await importJWK({ ...key, alg }, alg);
    const { payload } = await compactVerify(token, pinned, { algorithms: [alg] });
    const claims = parseJson(new TextDecoder().decode(payload));
    if (claims !== undefined) return claims;
  } catch (cause) {
    throw invalidToken('legacy ID token', cause);
  }
  throw new AuthenticationError('invalid_token', 'The legacy ID token holds no JSON object.');
}
