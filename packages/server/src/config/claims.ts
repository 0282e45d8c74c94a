/** Custom claims and scopes, of a pool or of one application, as they are declared. */
import { type ClaimDeclarations, isReservedClaim, readClaimSource, userSources } from '@symbolon/protocol';
import { z } from 'zod';

const name = (what: string) =>
  z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.:/-]*$/, 'must be letters, digits and _ . : / -')
    .refine(text => text !== '__proto__', 'cannot be used as a name')
    .refine(
      text => !isReservedClaim(text),
      `is the name of a claim that tokens use themselves: choose another name for the ${what}`,
    );

const claim = z.strictObject({
  name: name('claim'),
  from: z
    .string()
    .max(200)
    .refine(
      from => readClaimSource(from) !== undefined,
      `must be a claim of OIDC Core §5.1 (given_name), custom_data.NAME, or user.NAME with one of: ${userSources.join(', ')}`,
    ),
});

const scope = z.strictObject({
  name: name('scope'),
  claims: z.array(name('claim')).max(100).optional(),
});

const unique = (entries: readonly { readonly name: string }[], context: z.RefinementCtx) => {
  for (const [index, entry] of entries.entries()) {
    if (entries.findIndex(other => other.name === entry.name) === index) continue;
    context.addIssue({ code: 'custom', path: [index, 'name'], message: 'stands twice in this list' });
  }
};

/** Members of an application and of a pool. */
export const claimMembers = () => ({
  claims: z.array(claim).max(200).superRefine(unique).optional(),
  scopes: z.array(scope).max(200).superRefine(unique).optional(),
});

interface Named {
  readonly name: string;
}

/** Entry by entry: what the first declares, and what the second declares beside it. */
export const mergedDeclarations = (first: ClaimDeclarations, second: ClaimDeclarations) => ({
  claims: byName(first.claims, second.claims),
  scopes: byName(first.scopes, second.scopes),
});

const byName = <Entry extends Named>(
  first: readonly Entry[] = [],
  second: readonly Entry[] = [],
): Entry[] => [...first, ...second.filter(({ name }) => !first.some(entry => entry.name === name))];
