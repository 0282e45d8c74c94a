/** A new password for one who has lost theirs, and has proven an address — OWASP ASVS 5 §6.4, NIST SP 800-63B §6.1.2.3. */
import { type Clock, equalInConstantTime, hashBearerValue, type PoolId } from '@symbolon/foundation';
import { noteLifetime, type Tell } from './address-proof.ts';
import type { Recipient, Sender } from './courier.ts';
import { ownerOf } from './methods/code-method.ts';
import type { Locale } from './pages/messages.ts';
import type { PasswordHasher } from './password-hash.ts';
import { type PasswordProblem, passwordProblem } from './password-policy.ts';
import type { LoginUser, UserStore } from './stores/index.ts';
import type { Busy } from './work-queue.ts';

export interface NewPassword extends Sender {
  readonly userId: string;
  /** What was proven; it must lead to the user still. */
  readonly by: Recipient;
  /** `passwordState` when it was proven. */
  readonly state: string;
  readonly password: string;
  readonly locale: Locale;
}

/** `dead`: the password or the address was changed since, or the user is gone or locked. */
export type RecoveryOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'dead' }
  | PasswordProblem
  | Busy;

/** With the change end all sessions of the user and all that was granted to applications. */
export type Recover = (pool: PoolId, change: NewPassword) => Promise<RecoveryOutcome>;

/** Names the password that a user has without saying anything of it: a proof is good for one change of it. */
export const passwordState = ({ passwordHash }: LoginUser): string => hashBearerValue(passwordHash ?? '');

export interface RecoveryDependencies {
  readonly stores: { readonly users: UserStore };
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly tell: Tell;
  /** Seconds for which clients of ended sessions are told. */
  readonly deliveryLifetime: number;
}

export function createRecovery(dependencies: RecoveryDependencies): Recover {
  const { stores, clock, hasher, tell, deliveryLifetime } = dependencies;
  return async (pool, { userId, by, state, password, locale, senderName, applicationId }) => {
    const user = (await ownerOf(stores.users, pool, by))?.user;
    if (user?.id !== userId || !equalInConstantTime(passwordState(user), state)) return { kind: 'dead' };
    const problem = passwordProblem(password);
    if (problem) return problem;
    const hashed = await hasher.hash(password);
    if (hashed.kind === 'busy') return hashed;
    if (hashed.kind === 'too_long') return { kind: 'password_too_long' };
    const at = clock();
    const change = { from: user.passwordHash, to: hashed.hash };
    const ending = { at, deliverUntil: at + deliveryLifetime };
    if ((await stores.users.changePassword(pool, userId, change, ending)) === 'refused')
      return { kind: 'dead' };
    const tidings = { kind: 'password_changed' } as const;
    const expiresAt = at + noteLifetime;
    tell(pool, { to: by, tidings, locale, senderName, applicationId, expiresAt });
    return { kind: 'changed' };
  };
}
