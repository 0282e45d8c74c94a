/** How often a sender who has not proven who they are may have something stored, in memory — RFC 9126 §7.1, RFC 8628 §5.2. */
import type { Clock } from '@symbolon/foundation';
import { subscriberAddress } from '@symbolon/login';
import type { SenderLimit } from '@symbolon/protocol';

/** Seconds in which that many are let through. */
const window = 60;
const most = 120;

/** Beyond so many senders at once the oldest are forgotten. */
const mostKept = 10_000;

export function createSenderLimit(clock: Clock): SenderLimit {
  const senders = new Map<string, { readonly since: number; count: number }>();
  return {
    admit(remoteAddress) {
      const at = clock();
      const address = subscriberAddress(remoteAddress);
      const known = senders.get(address);
      if (known && known.since + window > at) {
        known.count++;
        return known.count <= most ? undefined : known.since + window - at;
      }
      // Deleted first, so that the map stays in the order of the latest window.
      senders.delete(address);
      senders.set(address, { since: at, count: 1 });
      const [oldest] = senders.keys();
      if (senders.size > mostKept && oldest !== undefined) senders.delete(oldest);
      return undefined;
    },
  };
}
