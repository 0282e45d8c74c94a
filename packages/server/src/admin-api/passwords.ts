/** Passwords that administrators give: judged, or made, and hashed. */
import { newBearerValue } from '@symbolon/foundation';
import { minimumPasswordLength, passwordProblem } from '@symbolon/login';
import { OAuthError } from '@symbolon/protocol';
import type { AdminContext } from './admin-context.ts';
import { InvalidMembers } from './problem.ts';
import type { JudgedUser } from './user-document.ts';

/** Of a password that is made here: 120 bits. */
const madeLength = 20;

export const makePassword = ({ random }: AdminContext): string => newBearerValue(random).slice(0, madeLength);

const refused = (message: string) => new InvalidMembers('admin-members', [{ member: 'password', message }]);

export async function hashPassword(password: string, { hasher }: AdminContext): Promise<string> {
  const problem = passwordProblem(password);
  if (problem?.kind === 'password_too_short')
    throw refused(`must have at least ${minimumPasswordLength} characters`);
  const outcome = problem ?? (await hasher.hash(password));
  switch (outcome.kind) {
    case 'hashed':
      return outcome.hash;
    case 'busy':
      throw new OAuthError('too-many-attempts', 'Too many passwords are being hashed: wait.', {
        retryAfter: outcome.retryAfter,
      });
    default:
      throw refused('is too long');
  }
}

export async function hashOf(
  password: JudgedUser['password'],
  api: AdminContext,
): Promise<string | undefined> {
  switch (password.kind) {
    case 'none':
      return undefined;
    case 'hash':
      return password.hash;
    case 'plain':
      return hashPassword(password.text, api);
  }
}
