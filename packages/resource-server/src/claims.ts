/** What an access token says — RFC 9068 §2.2, RFC 7662 §2.2. */
import { InvalidToken } from './errors.ts';
import type { Json } from './http.ts';
import type { Settings } from './options.ts';

export interface AccessTokenClaims {
  readonly iss?: string;
  /** The end-user, or the client where it speaks for itself; none for an access key. */
  readonly sub?: string;
  readonly aud?: string | readonly string[];
  /** Epoch seconds. */
  readonly exp?: number;
  readonly nbf?: number;
  readonly iat?: number;
  readonly jti?: string;
  readonly client_id?: string;
  readonly azp?: string;
  readonly scope?: string;
  readonly cnf?: { readonly jkt?: string; readonly [method: string]: unknown };
  readonly [claim: string]: unknown;
}

const texts = ['iss', 'sub', 'jti', 'client_id', 'azp'];
const times = ['exp', 'nbf', 'iat'];

/** The claims, once each that we know has the type it must have. */
export function claimsOf(members: Json): AccessTokenClaims {
  const { scope } = members;
  const claims = {
    ...members,
    ...(Array.isArray(scope) && { scope: scope.join(' ') }),
  };
  if (isClaims(claims)) return claims;
  throw new InvalidToken('A claim of this token is of a type that it must not have.');
}

function isClaims(claims: Json): claims is AccessTokenClaims {
  const { aud, scope, cnf } = claims;
  const isOf = (type: string) => (name: string) => claims[name] === undefined || typeof claims[name] === type;
  return (
    texts.every(isOf('string')) &&
    times.every(isOf('number')) &&
    (scope === undefined || typeof scope === 'string') &&
    (aud === undefined || [aud].flat().every(name => typeof name === 'string')) &&
    (cnf === undefined || (typeof cnf === 'object' && cnf !== null))
  );
}

/** Issuer, audience and time. */
export function requireForUs(claims: AccessTokenClaims, settings: Settings): void {
  const { aud, iss, exp, nbf } = claims;
  const { audience, issuer, clockTolerance, now } = settings;
  if (iss !== undefined && iss !== issuer) throw new InvalidToken('The token is of another issuer (iss).');
  if (exp !== undefined && exp <= now() - clockTolerance) throw new InvalidToken('The token has expired.');
  if (nbf !== undefined && nbf > now() + clockTolerance)
    throw new InvalidToken('The token is not valid yet (nbf).');
  if (audience === undefined || [aud ?? []].flat().some(name => audience.includes(name))) return;
  if (isOfAccessKey(claims, settings)) return;
  throw new InvalidToken(
    'The token is meant for another audience (aud): ask the issuer for one for this API.',
  );
}

/** Whether it is of a key that this API lets in: nobody's, and made for such an application. */
export const isOfAccessKey = ({ sub, azp }: AccessTokenClaims, { accessKeysOf }: Settings): boolean =>
  sub === undefined && azp !== undefined && accessKeysOf.includes(azp);
