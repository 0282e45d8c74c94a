/** ID tokens, checked in full — OIDC Core §3.1.3.7, §3.2.2.11, §3.3.2.11. */
import { base64url, decodeJwt, type JWTPayload } from 'jose';
import { AuthenticationError } from './errors.ts';
import { verifyJwt } from './jwt.ts';
import type { Settings } from './options.ts';
import type { Provider } from './provider.ts';

export interface IdTokenClaims extends JWTPayload {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | string[];
  readonly exp: number;
  readonly iat: number;
}

/** What this very ID token must answer to; what is left out is not compared. */
export interface IdTokenExpectations {
  readonly nonce?: string | undefined;
  /** Seconds since the end-user signed in, at most. */
  readonly maxAge?: number | undefined;
  /** Compared with `at_hash` where there is one. */
  readonly accessToken?: string | undefined;
  /** Compared with `c_hash`, which must be there. */
  readonly code?: string | undefined;
  /** Demands the hash of the access token, as where both came with the browser. */
  readonly boundToAccessToken?: boolean;
  /** As after a refresh — OIDC Core §12.2. */
  readonly subject?: string | undefined;
}

export async function verifyIdToken(
  provider: Provider,
  idToken: string,
  expected: IdTokenExpectations = {},
): Promise<IdTokenClaims> {
  const { settings } = provider;
  const metadata = await provider.metadata();
  const { alg, payload } = await verifyJwt(provider, idToken, {
    what: 'ID token',
    alg: settings.idTokenAlg,
    named: metadata.texts('id_token_signing_alg_values_supported'),
    audience: settings.clientId,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
  });
  const claims = requireClaims(payload);
  await compare(claims, alg, expected, settings);
  return claims;
}

/** The claims of an ID token that passed its checks before: nothing is verified here. */
export function readIdToken(idToken: string): JWTPayload {
  try {
    return decodeJwt(idToken);
  } catch {
    throw new AuthenticationError('invalid_token', 'This ID token cannot be read.');
  }
}

async function compare(
  claims: IdTokenClaims,
  alg: string,
  expected: IdTokenExpectations,
  settings: Settings,
): Promise<void> {
  const { nonce, maxAge, accessToken, code, boundToAccessToken, subject } = expected;
  const wrong = (what: string) => new AuthenticationError('invalid_token', `The ID token ${what}.`);
  if (Array.isArray(claims.aud) && claims.aud.length > 1 && claims['azp'] === undefined)
    throw wrong('is for several audiences and names no authorized party (azp)');
  if (claims['azp'] !== undefined && claims['azp'] !== settings.clientId)
    throw wrong('was issued to another application (azp)');
  if (nonce !== undefined && claims['nonce'] !== nonce) throw wrong('does not belong to this login (nonce)');
  if (subject !== undefined && claims.sub !== subject)
    throw wrong('speaks of another end-user than before (sub)');
  if (maxAge !== undefined) {
    const signedInAt = claims['auth_time'];
    if (typeof signedInAt !== 'number') throw wrong('does not say when the end-user signed in (auth_time)');
    if (settings.now() - signedInAt > maxAge + settings.clockTolerance)
      throw wrong('is of a sign-in too long ago (auth_time)');
  }
  if (accessToken !== undefined && (boundToAccessToken || claims['at_hash'] !== undefined))
    if (claims['at_hash'] !== (await leftHalfHash(accessToken, alg)))
      throw wrong('belongs to another access token (at_hash)');
  if (code !== undefined && claims['c_hash'] !== (await leftHalfHash(code, alg)))
    throw wrong('belongs to another code (c_hash)');
}

/** The left half of the hash that goes with the signature's — OIDC Core §3.1.3.6. */
async function leftHalfHash(value: string, alg: string): Promise<string> {
  const bits = alg === 'EdDSA' || alg === 'Ed25519' ? '512' : alg.slice(2);
  const digest = new Uint8Array(await crypto.subtle.digest(`SHA-${bits}`, new TextEncoder().encode(value)));
  return base64url.encode(digest.subarray(0, digest.length / 2));
}

function requireClaims(payload: JWTPayload): IdTokenClaims {
  const { iss, sub, aud, exp, iat } = payload;
  if (iss !== undefined && sub !== undefined && aud !== undefined && exp !== undefined && iat !== undefined)
    return { ...payload, iss, sub, aud, exp, iat };
  throw new AuthenticationError('invalid_token', 'The ID token lacks one of iss, sub, aud, exp and iat.');
}
