/** Signing in: who is it, may they try, is the proof right — NIST SP 800-63B §5.2.2, OWASP ASVS 5 §6.3. */
import type { Clock, PoolId, Random } from '@symbolon/foundation';
import type { FailureBudget } from './failure-budget.ts';
import { canonicalIdentifier } from './identifier.ts';
import { loginMethods } from './methods/index.ts';
import type { PasswordHasher } from './password-hash.ts';
import { acrOf } from './policy.ts';
import type { AttemptStore, LoginUser, UserStore } from './stores/index.ts';
import {
  type AttemptLimits,
  type Blocked,
  createThrottle,
  type DeviceOf,
  defaultAttemptLimits,
} from './throttle.ts';
import type { Busy } from './work-queue.ts';

export interface PasswordSignIn {
  /** As typed. */
  readonly identifier: string;
  readonly password: string;
  readonly remoteAddress: string;
  readonly deviceOf?: DeviceOf | undefined;
}

/** `refused` never says why: there is no such user, they are disabled, they have no password, or it is another one. */
export type SignInOutcome =
  | {
      readonly kind: 'authenticated';
      readonly userId: string;
      readonly amr: readonly string[];
      readonly acr: string | undefined;
      /** See `LoginUser`: the proof is worth nothing once it is another. */
      readonly secretsVersion: number;
    }
  | { readonly kind: 'refused' }
  | Blocked
  | Busy;

export interface Login {
  signIn(pool: PoolId, attempt: PasswordSignIn): Promise<SignInOutcome>;
  /** Whether it is the password of one who is signed in already; counted like a sign-in. */
  confirm(pool: PoolId, userId: string, attempt: Omit<PasswordSignIn, 'identifier'>): Promise<SignInOutcome>;
}

export interface LoginDependencies {
  readonly stores: {
    readonly users: Pick<UserStore, 'find' | 'findByIdentifier' | 'rehash'>;
    readonly attempts: AttemptStore;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: PasswordHasher;
  readonly limits?: AttemptLimits;
  /** Over all accounts; without it nobody counts them together. */
  readonly failures?: FailureBudget;
  /** Told when a hash could not be strengthened; the sign-in has succeeded all the same. */
  readonly onRehashFailure?: (cause: unknown) => void;
}

export function createLogin(dependencies: LoginDependencies): Login {
  const { stores, clock, random, hasher } = dependencies;
  const { limits = defaultAttemptLimits, failures, onRehashFailure = () => {} } = dependencies;
  const throttle = createThrottle({ attempts: stores.attempts, clock, limits, failures });
  const method = loginMethods.password.create({ users: stores.users, hasher, random, onRehashFailure });

  async function judge(
    pool: PoolId,
    user: LoginUser | undefined,
    account: string | undefined,
    { password, remoteAddress, deviceOf }: Omit<PasswordSignIn, 'identifier'>,
  ): Promise<SignInOutcome> {
    const device = user && deviceOf?.(user.id);
    const admission = await throttle.admit(pool, { account, remoteAddress, device });
    if (admission.kind === 'blocked') return admission;
    const verdict = await method.verify(pool, user, password);
    if (verdict.kind === 'busy') {
      await admission.unjudged();
      return verdict;
    }
    if (verdict.kind === 'wrong') return { kind: 'refused' };
    await admission.succeeded();
    const { amr } = method;
    const { id: userId, secretsVersion } = verdict.user;
    return { kind: 'authenticated', userId, amr, acr: acrOf(amr), secretsVersion };
  }

  return {
    async signIn(pool, attempt) {
      const canonical = canonicalIdentifier(attempt.identifier);
      const user = canonical === undefined ? undefined : await stores.users.findByIdentifier(pool, canonical);
      return judge(pool, user, accountName(user, canonical), attempt);
    },

    async confirm(pool, userId, attempt) {
      const user = await stores.users.find(pool, userId);
      return judge(pool, user, accountName(user, undefined), attempt);
    },
  };
}

/** One account is one count, whichever of its identifiers is typed; nobody reaches that count by typing a user's id. */
export function accountName(user: LoginUser | undefined, canonical: string | undefined): string | undefined {
  if (user) return `user ${user.id}`;
  return canonical === undefined ? undefined : `nobody ${canonical}`;
}
