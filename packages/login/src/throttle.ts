/** How often one may be wrong — NIST SP 800-63B §5.2.2. */
import { type Clock, hashBearerValue, type PoolId } from '@symbolon/foundation';
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
  /** Counts an attempt before it is judged. `account` names the account in whatever words; undefined where none can be meant. */
  admit(pool: PoolId, account: string | undefined, remoteAddress: string): Promise<Admitted | Blocked>;
}

/** What attempts against an account are counted under; of a user that is `user ID`. */
export const accountAttemptsKey = (account: string): string => hashBearerValue(`login account ${account}`);

export function createThrottle(attempts: AttemptStore, clock: Clock, limits: AttemptLimits): Throttle {
  return {
    async admit(pool, account, remoteAddress) {
      const at = clock();
      const addressKey = hashBearerValue(`login address ${subscriberAddress(remoteAddress)}`);
      const fromAddress = await attempts.record(pool, addressKey, at, limits.address);
      // The account is not charged for one who is already turned away: that would lock others out for free.
      if (fromAddress.kind === 'blocked') return blockedUntil(fromAddress.until, at);
      const withdraw = () => attempts.withdraw(pool, addressKey);
      if (account === undefined) return { kind: 'admitted', succeeded: withdraw, unjudged: withdraw };

      const accountKey = accountAttemptsKey(account);
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
    },
  };
}

export const blockedUntil = (until: number, at: number): Blocked => ({
  kind: 'blocked',
  retryAfter: Math.max(1, until - at),
});
