/** JWTs of the provider: the right key for the algorithm, and failures that quote no claim — RFC 8725 §3.1, §3.2. */
import { decodeProtectedHeader, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import { AuthenticationError, requireText } from './errors.ts';
import type { Settings } from './options.ts';
import type { Provider } from './provider.ts';

const asymmetric = [
  'RS256',
  'PS256',
  'ES256',
  'EdDSA',
  'Ed25519',
  'RS384',
  'PS384',
  'ES384',
  'RS512',
  'PS512',
  'ES512',
];

export interface Verified {
  readonly alg: string;
  readonly payload: JWTPayload;
}

export interface JwtRules extends Pick<JWTVerifyOptions, 'audience' | 'requiredClaims'> {
  /** For messages: `ID token`. */
  readonly what: string;
  /** The one algorithm expected; default: whatever the provider may use for it. */
  readonly alg?: string | undefined;
  /** The algorithms that the provider's metadata name for it; none named: all. */
  readonly named?: readonly string[];
}

export async function verifyJwt(provider: Provider, jwt: string, rules: JwtRules): Promise<Verified> {
  const { what, alg: only, named = [], ...claims } = rules;
  const { settings } = provider;
  const alg = algOf(requireText(jwt, what), what);
  const isExpected = only === undefined ? named.length === 0 || named.includes(alg) : alg === only;
  if (!isExpected || !isSafe(alg, settings)) throw wrongAlg(what, alg, settings);
  const { issuer, keys } = await provider.metadata();
  const limits = {
    ...claims,
    issuer,
    algorithms: [alg],
    clockTolerance: settings.clockTolerance,
    currentDate: new Date(settings.now() * 1000),
  };
  try {
    const { payload } = await (alg === 'HS256'
      ? jwtVerify(jwt, new TextEncoder().encode(settings.clientSecret), limits)
      : jwtVerify(jwt, keys, limits));
    return { alg, payload };
  } catch (cause) {
    throw invalidToken(what, cause);
  }
}

/** HMAC only where the key is a secret: a public application's is none. */
const isSafe = (alg: string, { clientSecret }: Settings): boolean =>
  asymmetric.includes(alg) || (alg === 'HS256' && clientSecret !== undefined);

function wrongAlg(what: string, alg: string, { clientSecret }: Settings): AuthenticationError {
  const why =
    alg === 'HS256' && clientSecret === undefined
      ? 'it is keyed by a secret, and a public application has none. Let the provider sign with RS256.'
      : 'it is not an algorithm expected here.';
  return new AuthenticationError('invalid_token', `The ${what} is signed with ${alg}: ${why}`);
}

function algOf(jwt: string, what: string): string {
  try {
    const { alg } = decodeProtectedHeader(jwt);
    if (typeof alg === 'string' && jwt.split('.').length === 3) return alg;
  } catch {
    // The parser's own words might quote the token.
  }
  throw new AuthenticationError(
    'invalid_token',
    `This is no ${what}: a signed JWT has three parts, the first with an alg.`,
  );
}

/** A verifier's failure in our words: its own error keeps the claims, which a log should not. */
export function invalidToken(what: string, cause: unknown): AuthenticationError {
  if (cause instanceof AuthenticationError) return cause;
  const reason = cause instanceof Error ? cause.message : 'unknown';
  const code = cause instanceof Error && 'code' in cause ? { code: cause.code } : undefined;
  return new AuthenticationError('invalid_token', `The ${what} is not accepted: ${reason}.`, code);
}
