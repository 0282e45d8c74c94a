/** What users are found by: one canonical form belongs to one user of a pool, whatever its kind. */
import { canonicalIdentifier, type IdentifierKind } from '@symbolon/login';

export const identifierKinds = ['username', 'email', 'phone'] as const satisfies readonly IdentifierKind[];

/** The identifiers of a declared user, also of one that is wrong elsewhere. */
export const identifiersOf = (
  user: object,
): readonly { readonly member: IdentifierKind; readonly value: string }[] =>
  identifierKinds.flatMap(member => {
    const value: unknown = Reflect.get(user, member);
    return typeof value === 'string' ? [{ member, value: canonicalIdentifier(value) ?? value }] : [];
  });
