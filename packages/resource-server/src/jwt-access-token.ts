/** Access tokens that are JWTs — RFC 9068 §4, RFC 8725 §3. */
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { type AccessTokenClaims, claimsOf, requireForUs } from './claims.ts';
import { InvalidToken } from './errors.ts';
import type { Issuer } from './issuer.ts';
import type { Settings } from './options.ts';

/** Whether it is meant to be read by anyone but its issuer. */
export function isJwt(token: string): boolean {
  if (token.split('.').length !== 3) return false;
  try {
    return typeof decodeProtectedHeader(token).alg === 'string';
  } catch {
    return false;
  }
}

export async function verifyJwt(
  token: string,
  settings: Settings,
  issuer: Issuer,
): Promise<AccessTokenClaims> {
  const { alg, typ } = decodeProtectedHeader(token);
  requireAccessToken(typ, unverified(token), settings);
  if (!settings.algorithms.includes(String(alg)))
    throw new InvalidToken('The token is signed with an algorithm that is not accepted here.');
  const claims = claimsOf(await verifySignature(token, settings, issuer));
  if (claims.exp === undefined || claims.iss === undefined)
    throw new InvalidToken('The token lacks exp or iss.');
  requireForUs(claims, settings);
  return claims;
}

/** Judges what no signature has vouched for yet: it can only refuse. */
function requireAccessToken(typ: unknown, claims: JWTPayload, { acceptUntypedTokens }: Settings): void {
  const type = String(typ ?? 'JWT')
    .toLowerCase()
    .replace(/^application\//, '');
  if (type === 'at+jwt') return;
  const ofIdTokens = ['nonce', 'at_hash', 'c_hash', 's_hash'].find(name => claims[name] !== undefined);
  const hasMarks = typeof claims['scope'] === 'string' && typeof claims.jti === 'string';
  if (type === 'jwt' && (ofIdTokens !== undefined || !hasMarks)) {
    const mark = ofIdTokens === undefined ? 'it has no jti and scope' : `it has ${ofIdTokens}`;
    throw new InvalidToken(
      `This seems to be an ID token (${mark}): it tells the application who signed in. Send the access token.`,
    );
  }
  if (type !== 'jwt')
    throw new InvalidToken('This JWT is no access token: its typ says that it is something else.');
  if (!acceptUntypedTokens)
    throw new InvalidToken('The typ of this token is JWT, not at+jwt, and this API takes no such tokens.');
}

function unverified(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw new InvalidToken('The token cannot be read.');
  }
}

async function verifySignature(token: string, settings: Settings, issuer: Issuer): Promise<JWTPayload> {
  const limits = {
    algorithms: [...settings.algorithms],
    clockTolerance: settings.clockTolerance,
    currentDate: new Date(settings.now() * 1000),
  };
  try {
    const { payload } = await jwtVerify(token, issuer.keys.keyOf, limits);
    return payload;
  } catch (problem) {
    if (problem instanceof errors.JOSEError) throw new InvalidToken(reasonOf(problem));
    throw problem;
  }
}

/** In our words: those of the parser may quote the token. */
function reasonOf(problem: errors.JOSEError): string {
  if (problem instanceof errors.JWTExpired) return 'The token has expired.';
  if (problem instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the token is wrong.';
  if (problem instanceof errors.JWKSNoMatchingKey || problem instanceof errors.JWKSMultipleMatchingKeys)
    return 'The token is signed with a key that its issuer does not publish.';
  if (problem instanceof errors.JWTClaimValidationFailed)
    return `The token is not accepted for its ${problem.claim}.`;
  return 'The token is not a JWT that can be verified.';
}
