/** Refusals of nobody in particular, thinned out before they fill the audit trail — OWASP ASVS 5 §16. */
import type { Clock } from '@symbolon/foundation';
import { subscriberAddress } from '@symbolon/login';
import type { AuditEvent, AuditTrail } from '@symbolon/protocol';

/** Seconds. */
const window = 60;

/** Beyond so many kinds and senders at once the oldest is closed early. */
const mostKept = 10_000;

interface Kind {
  readonly since: number;
  readonly count: number;
  readonly latest: AuditEvent;
}

export interface SampledTrail {
  readonly record: AuditTrail;
  /** Tells how many refusals were left out in the minutes that are over. To be called every minute or so. */
  settle(): void;
}

/** Lets `most` refusals a minute of one kind from one sender through, and then one that counts the others. */
export function createSampledTrail(next: AuditTrail, clock: Clock, most: number): SampledTrail {
  const kinds = new Map<string, Kind>();
  const close = (key: string, { count, latest }: Kind) => {
    kinds.delete(key);
    if (count > most)
      next({ ...latest, reason: `${count - most} more within a minute, the last: ${latest.reason}` });
  };
  const isOver = ({ since }: Kind) => since + window <= clock();
  return {
    record(event) {
      if (event.outcome === 'done' || event.userId !== undefined) return next(event);
      const key = JSON.stringify([event.pool, event.type, subscriberAddress(event.remoteAddress)]);
      const kept = kinds.get(key);
      if (kept && isOver(kept)) close(key, kept);
      const { since, count } = kinds.get(key) ?? { since: clock(), count: 0 };
      kinds.set(key, { since, count: count + 1, latest: event });
      if (count < most) next(event);
      const [oldest] = kinds;
      if (kinds.size > mostKept && oldest) close(...oldest);
    },
    settle() {
      for (const [key, kind] of kinds) if (isOver(kind)) close(key, kind);
    },
  };
}
