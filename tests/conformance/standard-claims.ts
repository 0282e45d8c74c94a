/** The claims about the end-user, by scope and by type — OIDC Core §5.1, §5.4. */
import { expect } from 'vitest';

export const claimsOfScope = {
  profile: [
    'name',
    'given_name',
    'family_name',
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
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
} as const;

export type ClaimScope = keyof typeof claimsOfScope;

const texts = new Set<string>(
  [...claimsOfScope.profile, 'email', 'phone_number'].filter(name => name !== 'updated_at'),
);

/** Every standard claim that is there has the right type. */
export function checkStandardClaims(claims: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(claims)) {
    if (texts.has(name)) {
      expect(value, name).toBeTypeOf('string');
      expect(['', 'null'], name).not.toContain(value);
    }
    if (name.endsWith('_verified')) expect(value, name).toBeTypeOf('boolean');
    if (name === 'updated_at') expect(value).toBeTypeOf('number');
    if (name === 'address') expect(value).toEqual(expect.any(Object));
    if (name === 'birthdate') expect(value).toMatch(/^\d{4}(?:-\d\d-\d\d)?$/);
  }
}

/** Exactly the claims of these scopes, of those that scopes open. */
export function checkClaimsOfScopes(
  claims: Readonly<Record<string, unknown>>,
  scopes: readonly ClaimScope[],
): void {
  const expected = scopes.flatMap(scope => [...claimsOfScope[scope]]);
  const possible = new Set<string>(Object.values(claimsOfScope).flat());
  const present = Object.keys(claims).filter(name => possible.has(name));
  expect(present.toSorted()).toEqual(expected.toSorted());
}
