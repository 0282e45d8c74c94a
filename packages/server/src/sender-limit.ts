/** How often a sender who has not proven who they are may have something stored, in memory — RFC 9126 §7.1, RFC 8628 §5.2. */
import { BoundedMap, type Clock } from '@symbolon/foundation';
import { subscriberAddress } from '@symbolon/login';
import type { SenderLimit } from '@symbolon/protocol';

/** Seconds in which that many are let through. */
const window = 60;
const most = 120;

const mostSenders = 10_000;

export function createSenderLimit(clock: Clock): SenderLimit {
  const senders = new BoundedMap<string, { readonly since: number; count: number }>(mostSenders);
  return {
    admit(remoteAddress) {
      const at = clock();
      const address = subscriberAddress(remoteAddress);
      const known = senders.get(address);
      if (known && known.since + window > at) {
        known.count++;
        return known.count <= most ? undefined : known.since + window - at;
      }
      senders.set(address, { since: at, count: 1 });
      return undefined;
    },
  };
}
