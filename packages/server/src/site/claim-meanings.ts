/** What each known claim says, in a few words — RFC 7519 §4.1, RFC 7515 §4.1, RFC 9068 §2.2, OIDC Core §2, §5.1. */

const meanings: ReadonlyMap<string, string> = new Map([
  ['alg', 'How the token is signed'],
  ['kid', 'Which of the published keys verifies it'],
  ['typ', 'What kind of token this is'],
  ['iss', 'Who issued it'],
  ['sub', 'Who it is about: the user’s id, which never changes'],
  ['aud', 'Whom it is meant for'],
  ['client_id', 'The application that asked for it'],
  ['azp', 'The application it was issued to'],
  ['iat', 'When it was issued'],
  ['exp', 'When it expires'],
  ['nbf', 'Not valid before'],
  ['auth_time', 'When the user last signed in'],
  ['jti', 'The id of this token'],
  ['sid', 'The session of this browser'],
  ['scope', 'What it allows'],
  ['nonce', 'Ties the token to the request that asked for it'],
  ['acr', 'How strong the sign-in was'],
  ['amr', 'How the user signed in'],
  ['at_hash', 'Ties the access token to this ID token'],
  ['c_hash', 'Ties the code to this ID token'],
  ['s_hash', 'Ties the state to this ID token'],
  ['cnf', 'The key that the sender must hold'],
  ['name', 'Full name'],
  ['given_name', 'First name'],
  ['family_name', 'Last name'],
  ['middle_name', 'Middle name'],
  ['nickname', 'What friends say'],
  ['preferred_username', 'Username'],
  ['profile', 'Profile page'],
  ['picture', 'Picture'],
  ['website', 'Website'],
  ['gender', 'Gender'],
  ['birthdate', 'Birthday'],
  ['zoneinfo', 'Time zone'],
  ['locale', 'Language'],
  ['updated_at', 'When the profile last changed'],
  ['email', 'Email address'],
  ['email_verified', 'Whether the address was confirmed'],
  ['phone_number', 'Phone number'],
  ['phone_number_verified', 'Whether the number was confirmed'],
  ['address', 'Postal address'],
]);

export const meaningOf = (claim: string): string | undefined => meanings.get(claim);

const instants: ReadonlySet<string> = new Set(['iat', 'exp', 'nbf', 'auth_time', 'updated_at']);

/** The instant that a claim names, in ISO 8601; undefined where it names none. */
export function instantOf(claim: string, value: unknown): string | undefined {
  if (!instants.has(claim) || typeof value !== 'number') return undefined;
  const instant = new Date(value * 1000);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString().replace('.000', '');
}
