/** AuthResult, the shape in which ID PASS DataCollect keeps a sign-in. */
import { AuthenticationError } from './errors.ts';
import { readIdToken } from './id-token.ts';
import type { TokenSet } from './token-set.ts';

export interface AuthResult {
  access_token: string;
  id_token?: string;
  refresh_token?: string;
  /** Seconds from issuance. */
  expires_in: number;
  /** Standard claims of the end-user — OIDC Core §5.1. */
  profile?: Record<string, string>;
  /** What else the provider says of the end-user. */
  user_metadata?: Record<string, string>;
}

const standardClaims = new Set(
  (
    'sub name given_name family_name middle_name nickname preferred_username profile picture website email email_verified ' +
    'gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at'
  ).split(' '),
);
/** Of the token, not of the end-user. */
const tokenClaims = new Set(
  'iss aud exp iat nbf jti nonce azp acr amr auth_time at_hash c_hash s_hash sid'.split(' '),
);

/** Claims are taken from the ID token, which must have passed its checks before: nothing is verified here. */
export function toAuthResult(tokenSet: TokenSet): AuthResult {
  const { access_token, id_token, refresh_token, expires_in } = tokenSet;
  if (expires_in === undefined)
    throw new AuthenticationError(
      'invalid_argument',
      'An AuthResult needs expires_in, and this token set has none.',
    );
  return {
    access_token,
    ...(id_token !== undefined && { id_token }),
    ...(refresh_token !== undefined && { refresh_token }),
    expires_in,
    ...(id_token !== undefined && claimsOf(id_token)),
  };
}

function claimsOf(idToken: string): Pick<AuthResult, 'profile' | 'user_metadata'> {
  const said = Object.entries(readIdToken(idToken)).filter(
    ([name, value]) => !tokenClaims.has(name) && value !== null && value !== undefined,
  );
  const texts = said.map(
    ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
  );
  const profile = texts.filter(([name]) => standardClaims.has(name));
  const rest = texts.filter(([name]) => !standardClaims.has(name));
  return {
    ...(profile.length > 0 && { profile: Object.fromEntries(profile) }),
    ...(rest.length > 0 && { user_metadata: Object.fromEntries(rest) }),
  };
}
