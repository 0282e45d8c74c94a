/** Scopes and the claims they open — OIDC Core §5.4, §11. */
import { OAuthError } from '../errors.ts';

/** THE TABLE: each standard scope with the claims it stands for. */
export const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  offline_access: [],
};

export const standardScopes = Object.keys(claimsOfScope);

const maximumLength = 4096;
const maximumWords = 100;
const word = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** The words of a `scope` value, each once; throws where it is not a scope (RFC 6749 §3.3). */
export function readScope(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const words = value.length > maximumLength ? [] : value.split(' ');
  if (words.length === 0 || words.length > maximumWords || !words.every(part => word.test(part))) {
    throw new OAuthError(
      'scope-syntax',
      'scope must be at most 100 words of printable ASCII, one space between them.',
    );
  }
  return [...new Set(words)];
}

/** The names of the claims that a set of scopes opens. */
export const claimNamesOf = (scope: readonly string[]): string[] =>
  scope.flatMap(name => (Object.hasOwn(claimsOfScope, name) ? (claimsOfScope[name] ?? []) : []));

/** The scope that opens a claim; undefined where none does. */
export const scopeOfClaim = (name: string): string | undefined =>
  standardScopes.find(scope => claimsOfScope[scope]?.includes(name));
