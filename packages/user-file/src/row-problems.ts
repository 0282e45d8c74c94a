/** What can be said against a row before anybody is asked; the admin API judges again, and more strictly. */
import type { UserDocument } from './user-table.ts';

export type RowProblem =
  | { readonly kind: 'nothing_to_sign_in_with' }
  | { readonly kind: 'two_passwords' }
  | { readonly kind: 'malformed'; readonly member: string }
  /** `row` counts from 0. */
  | { readonly kind: 'repeated'; readonly member: string; readonly row: number };

const identifiers = ['username', 'email', 'phone'] as const;

const isText = (value: unknown): value is string => typeof value === 'string';

const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  username: value => isText(value) && /^[^\s\p{Cc}]{1,200}$/u.test(value),
  email: value => isText(value) && value.length <= 254 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(value),
  phone: value => isText(value) && /^\+[1-9]\d{5,14}$/.test(value),
  password_hash: value =>
    isText(value) && /^\$(?:argon2(?:id|i|d)|2[aby]|pbkdf2-sha(?:1|256|512)|scrypt)\$/.test(value),
  email_verified: value => typeof value === 'boolean',
  phone_number_verified: value => typeof value === 'boolean',
  birthdate: value => isText(value) && /^\d{4}(?:-\d\d-\d\d)?$/.test(value),
  custom_data: value => typeof value === 'object',
  address: value => typeof value === 'object',
};

/** Of each user the first problem; undefined where there is none. */
export function rowProblems(users: readonly UserDocument[]): readonly (RowProblem | undefined)[] {
  const seen = new Map<string, number>();
  return users.map((user, row) => problemOf(user) ?? repetitionIn(user, row, seen));
}

function problemOf(user: UserDocument): RowProblem | undefined {
  if (identifiers.every(name => user[name] === undefined)) return { kind: 'nothing_to_sign_in_with' };
  if (user['password'] !== undefined && user['password_hash'] !== undefined) return { kind: 'two_passwords' };
  const wrong = Object.entries(forms).find(
    ([member, fits]) => user[member] !== undefined && !fits(user[member]),
  );
  return wrong && { kind: 'malformed', member: wrong[0] };
}

/** An identifier belongs to one user, whatever its kind and its case. */
function repetitionIn(user: UserDocument, row: number, seen: Map<string, number>): RowProblem | undefined {
  const own = identifiers.flatMap(member => {
    const value = user[member];
    return isText(value) ? [[member, value.normalize('NFKC').toLowerCase()] as const] : [];
  });
  for (const [member, value] of own) {
    const before = seen.get(value);
    if (before !== undefined && before !== row) return { kind: 'repeated', member, row: before };
  }
  for (const [, value] of own) seen.set(value, row);
  return undefined;
}
