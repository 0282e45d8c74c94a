/** How often one may be wrong — NIST SP 800-63B §5.2.2. */
import { type Clock, hashBearerValue, type PoolId } from '@symbolon/foundation';
import type { FailureBudget } from './failure-budget.ts';
import { subscriberAddress } from './network-address.ts';
import type { AttemptStore } from './stores/attempts.ts';

/** `window` in seconds. */
export interface AttemptLimit {
  readonly attempts: number;
  readonly window: number;
}

export interface AttemptLimits {
  /** Against one account, through whatever door. */
  readonly account: AttemptLimit;
  /** From one address, which an office or a school may share. */
  readonly address: AttemptLimit;
}

export const defaultAttemptLimits: AttemptLimits = {
  account: { attempts: 10, window: 900 },
  address: { attempts: 100, window: 900 },
};

/** `retryAfter` in seconds. */
export interface Blocked {
  readonly kind: 'blocked';
  readonly retryAfter: number;
}

export interface Admitted {
  readonly kind: 'admitted';
  /** The secret was right: what was counted against the account is forgotten. */
  succeeded(): Promise<void>;
  /** The secret was not judged: the attempt is taken back. */
  unjudged(): Promise<void>;
}

export interface Throttle {
  /** Counts an attempt before it is judged. */
  admit(pool: PoolId, attempt: Attempt): Promise<Admitted | Blocked>;
}

/** What an attempt is made with. */
export interface Attempt {
  /** Names the account in whatever words; undefined where none can be meant. */
  readonly account: string | undefined;
  readonly remoteAddress: string;
  /** The id of the browser, where the account's owner has signed in in it: counted by itself, whatever others do. */
  readonly device?: string | undefined;
}

/** The id under which a user's own attempts from this browser are counted; undefined where they never signed in in it. */
export type DeviceOf = (userId: string) => string | undefined;

/** `login`: secrets that are guessed at; `codes`: those that are sent. */
type Counted = 'login' | 'codes';

/** What attempts against an account are counted under; of a user that is `user ID`. */
export const accountAttemptsKey = (account: string, counted: Counted = 'login'): string =>
  hashBearerValue(`${counted} account ${account}`);

/** How many times the limit of one browser all those together have that are known for an account. */
const devicesTogether = 5;

export interface ThrottleDependencies {
  readonly attempts: AttemptStore;
  readonly clock: Clock;
  readonly limits: AttemptLimits;
  readonly counted?: Counted;
  /** Over all accounts, where that is counted. */
  readonly failures?: FailureBudget | undefined;
}

export function createThrottle(dependencies: ThrottleDependencies): Throttle {
  const { attempts, clock, limits, counted = 'login', failures } = dependencies;

  /** As a device cookie is meant: strangers cannot use the budget up, and it opens no other account. */
  async function admitDevice(pool: PoolId, account: string, device: string): Promise<Admitted | Blocked> {
    const at = clock();
    const key = hashBearerValue(`${counted} device ${device} ${account}`);
    const own = await attempts.record(pool, key, at, limits.account);
    if (own.kind === 'blocked') return blockedUntil(own.until, at);
    // Who was in once may have made a thousand browsers known.
    const together = hashBearerValue(`${counted} devices ${account}`);
    const { window } = limits.account;
    const limit = { attempts: limits.account.attempts * devicesTogether, window };
    const all = await attempts.record(pool, together, at, limit);
    if (all.kind === 'blocked') return blockedUntil(all.until, at);
    const withdraw = () => attempts.withdraw(pool, together);
    return {
      kind: 'admitted',
      // What was counted against the account stays: it was counted against others.
      async succeeded() {
        await Promise.all([withdraw(), attempts.forget(pool, key)]);
      },
      async unjudged() {
        await Promise.all([withdraw(), attempts.withdraw(pool, key)]);
      },
    };
  }

  async function admitStranger(
    pool: PoolId,
    { account, remoteAddress }: Attempt,
  ): Promise<Admitted | Blocked> {
    const at = clock();
    const addressKey = hashBearerValue(`${counted} address ${subscriberAddress(remoteAddress)}`);
    const fromAddress = await attempts.record(pool, addressKey, at, limits.address);
    // The account is not charged for one who is already turned away: that would lock others out for free.
    if (fromAddress.kind === 'blocked') return blockedUntil(fromAddress.until, at);
    const withdraw = () => attempts.withdraw(pool, addressKey);
    if (account === undefined) return { kind: 'admitted', succeeded: withdraw, unjudged: withdraw };

    const accountKey = accountAttemptsKey(account, counted);
    const atAccount = await attempts.record(pool, accountKey, at, limits.account);
    if (atAccount.kind === 'blocked') return blockedUntil(atAccount.until, at);
    return {
      kind: 'admitted',
      async succeeded() {
        await Promise.all([withdraw(), attempts.forget(pool, accountKey)]);
      },
      async unjudged() {
        await Promise.all([withdraw(), attempts.withdraw(pool, accountKey)]);
      },
    };
  }

  return {
    async admit(pool, attempt) {
      const { account, device, remoteAddress } = attempt;
      if (account !== undefined && device !== undefined) return admitDevice(pool, account, device);
      const failure = failures?.count(pool, remoteAddress);
      if (failure?.kind === 'blocked') return failure;
      const admission = await admitStranger(pool, attempt);
      // Who is turned away has guessed nothing.
      if (admission.kind === 'blocked' || failure === undefined) {
        failure?.withdraw();
        return admission;
      }
      return {
        kind: 'admitted',
        async succeeded() {
          failure.withdraw();
          await admission.succeeded();
        },
        async unjudged() {
          failure.withdraw();
          await admission.unjudged();
        },
      };
    },
  };
}

export const blockedUntil = (until: number, at: number): Blocked => ({
  kind: 'blocked',
  retryAfter: Math.max(1, until - at),
});
