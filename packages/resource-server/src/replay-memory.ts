/** Proofs already seen, so that none counts twice — RFC 9449 §11.1. */

export interface ReplayMemory {
  /**
   * Of all that ask about one key before `until`, exactly one hears `fresh`; `full` where nothing more can be kept.
   * `until` is in epoch seconds.
   */
  remember(key: string, until: number): ReplayAnswer | Promise<ReplayAnswer>;
}

export type ReplayAnswer = 'fresh' | 'seen' | 'full';

/** In this process; several processes behind one address need a memory that they share. */
export function createReplayMemory(now: () => number, most = 100_000): ReplayMemory {
  const seen = new Map<string, number>();
  let earliest = Number.POSITIVE_INFINITY;
  const forgetPast = () => {
    earliest = Number.POSITIVE_INFINITY;
    for (const [key, until] of seen) {
      if (until < now()) seen.delete(key);
      else earliest = Math.min(earliest, until);
    }
  };
  return {
    remember(key, until) {
      if (earliest < now()) forgetPast();
      if (seen.has(key)) return 'seen';
      if (seen.size >= most) return 'full';
      seen.set(key, until);
      earliest = Math.min(earliest, until);
      return 'fresh';
    },
  };
}
