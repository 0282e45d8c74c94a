/** How many sign-ins may fail over many accounts, in memory of one node — NIST SP 800-63B §5.2.2, OWASP ASVS 5 §6.3.1. */
import { BoundedMap, type Clock, type PoolId } from '@symbolon/foundation';
import { subscriberNetwork } from './network-address.ts';
import { type AttemptLimit, type Blocked, blockedUntil } from './throttle.ts';

export interface FailureLimits {
  /** From one network, whose subscribers one guesser may hold by the dozen. */
  readonly network: AttemptLimit;
  /** From all networks together. Its window is short: who knows their password gets through at the next one. */
  readonly everywhere: AttemptLimit;
}

export const defaultFailureLimits: FailureLimits = {
  network: { attempts: 300, window: 900 },
  everywhere: { attempts: 1000, window: 60 },
};

export interface UsedUpBudget {
  readonly of: keyof FailureLimits;
  /** Who was the first to be turned away. */
  readonly remoteAddress: string;
  readonly limit: AttemptLimit;
}

export interface CountedFailure {
  readonly kind: 'counted';
  /** It was none. */
  withdraw(): void;
}

export interface FailureBudget {
  /** Counts an attempt as failed before it is judged, so that none in parallel are too many. */
  count(pool: PoolId, remoteAddress: string): CountedFailure | Blocked;
}

/** Networks, and pools, at once. */
const mostKept = 10_000;

interface Entry {
  readonly since: number;
  failed: number;
  isTold: boolean;
}

/** `usedUp` is told once for each window in which somebody is turned away. */
export function createFailureBudget(
  clock: Clock,
  limits: FailureLimits,
  usedUp: (pool: PoolId, budget: UsedUpBudget) => void,
): FailureBudget {
  // Apart, since whoever has many networks could otherwise have the budget of the whole pool forgotten.
  const windows = {
    network: new BoundedMap<string, Entry>(mostKept),
    everywhere: new BoundedMap<string, Entry>(mostKept),
  };

  function current(of: keyof FailureLimits, key: string): Entry {
    const known = windows[of].get(key);
    if (known && clock() < known.since + limits[of].window) return known;
    const entry = { since: clock(), failed: 0, isTold: false };
    windows[of].set(key, entry);
    return entry;
  }

  return {
    count(pool, remoteAddress) {
      const budgets = [
        { of: 'network', key: `${pool} ${subscriberNetwork(remoteAddress)}` },
        { of: 'everywhere', key: pool },
      ] as const;
      const entries = budgets.map(({ of, key }) => ({
        of,
        limit: limits[of],
        entry: current(of, key),
      }));
      const spent = entries.find(({ entry, limit }) => entry.failed >= limit.attempts);
      if (spent) {
        const { of, limit, entry } = spent;
        if (!entry.isTold) usedUp(pool, { of, remoteAddress, limit });
        entry.isTold = true;
        return blockedUntil(entry.since + limit.window, clock());
      }
      for (const { entry } of entries) entry.failed++;
      return {
        kind: 'counted',
        withdraw() {
          for (const { entry } of entries) entry.failed--;
        },
      };
    },
  };
}
