/** Scopes and the claims they open — OIDC Core §5.4, §11. */
import type { Client } from '../client.ts';
import type { ClaimTable } from '../dialect.ts';
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

/** Whether the client may be granted the scope: it exists for it, and its registration does not leave it out. */
export const isGrantable = ({ claimTable, allowedScopes }: Client, name: string): boolean =>
  claimTable.scopes.has(name) && (allowedScopes?.has(name) ?? true);

/** Whether the scope says anything of an end-user, so that no client can have it for itself. */
export const isAboutEndUser = ({ claimTable }: Client, name: string): boolean =>
  Object.hasOwn(claimsOfScope, name) ||
  claimTable.openings.some(({ scope, claims }) => scope === name && claims.length > 0);

/** The scope that opens a claim; undefined where none does. */
export const scopeOfClaim = ({ openings }: ClaimTable, name: string): string | undefined =>
  openings.find(({ claims }) => claims.includes(name))?.scope;
