/** What a refusal says of single members, so that it stands beside their fields. */
import { Problem } from '../api/problem.ts';

export type ErrorOf = (member: string) => string | undefined;

export function memberErrors(error: unknown): ErrorOf {
  const errors = error instanceof Problem ? error.errors : [];
  return member => errors.find(each => each.member === member)?.message;
}

/** Of members that have no field here: they are said above the form. */
export function otherErrors(error: unknown, shown: readonly string[]): readonly string[] {
  const errors = error instanceof Problem ? error.errors : [];
  return errors
    .filter(({ member }) => !shown.some(name => member === name || member.startsWith(`${name}[`)))
    .map(({ member, message }) => `${member} ${message}`);
}
