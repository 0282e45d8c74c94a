/** How often a sender may be wrong about a client's credentials, in memory — NIST SP 800-63B §5.2.2, RFC 6749 §10.10. */
import { BoundedMap, type Clock } from '@symbolon/foundation';
import { subscriberAddress } from '@symbolon/login';
import type { CredentialThrottle } from '@symbolon/protocol';

/** Seconds in which that many failures are let through; then nothing is judged until the window ends. */
const window = 60;
const mostFailures = 20;

/** Senders at once: to be forgotten costs an attacker more requests than it wins. */
const mostKept = 10_000;

interface Failures {
  readonly since: number;
  readonly count: number;
}

export function createCredentialThrottle(clock: Clock): CredentialThrottle {
  const kept = new BoundedMap<string, Failures>(mostKept);
  const keyOf = (clientId: string, remoteAddress: string) =>
    JSON.stringify([clientId, subscriberAddress(remoteAddress)]);
  const current = (key: string): Failures => {
    const failures = kept.get(key);
    return failures && failures.since + window > clock() ? failures : { since: clock(), count: 0 };
  };
  return {
    waitFor(clientId, remoteAddress) {
      if (kept.size === 0) return undefined;
      const { since, count } = current(keyOf(clientId, remoteAddress));
      return count < mostFailures ? undefined : since + window - clock();
    },
    failed(clientId, remoteAddress) {
      const key = keyOf(clientId, remoteAddress);
      const { since, count } = current(key);
      kept.set(key, { since, count: count + 1 });
    },
  };
}
