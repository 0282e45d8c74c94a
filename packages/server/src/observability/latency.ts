/** How long this node takes to answer, in memory: counts in fixed buckets, of the last hour. */
import type { Stopwatch } from '@symbolon/foundation';

export const endpointGroups = ['authorize', 'token', 'userinfo', 'pages', 'admin'] as const;
export type EndpointGroup = (typeof endpointGroups)[number];

/** Milliseconds within which that share of the answers was ready: as the bound of its bucket, which is at most a fifth above them. */
export interface GroupLatency {
  readonly group: EndpointGroup;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Latency {
  /** To be handed to `end` once the request is answered. */
  begin(): number;
  end(group: EndpointGroup, began: number): void;
  report(): LatencyReport;
}

export interface LatencyReport {
  /** Seconds that it reaches back: an hour, or less after a start. */
  readonly span: number;
  /** Those that were asked for anything. */
  readonly groups: readonly GroupLatency[];
}

/** The hour is twelve slots, of which the oldest is forgotten as a new one begins. */
const slots = 12;
const slotLength = 300_000;

/** Four buckets for each doubling, from the least bound (milliseconds) to about a minute. */
const least = 0.1;
const perDoubling = 4;
const buckets = 78;

const bucketOf = (milliseconds: number): number =>
  milliseconds <= least ? 0 : Math.min(buckets - 1, Math.ceil(Math.log2(milliseconds / least) * perDoubling));

const upperBound = (bucket: number): number => least * 2 ** (bucket / perDoubling);

export function createLatency(now: Stopwatch): Latency {
  const counts = endpointGroups.map(() => new Uint32Array(slots * buckets));
  const ofGroup = new Map(endpointGroups.map((group, index) => [group, counts[index]]));
  const startedAt = now();
  let slot = 0;
  let slotEndsAt = startedAt + slotLength;

  function moveOn(at: number): void {
    // After a long silence once round is enough.
    const passed = Math.min(slots, Math.floor((at - slotEndsAt) / slotLength) + 1);
    for (let step = 0; step < passed; step++) {
      slot = (slot + 1) % slots;
      for (const all of counts) all.fill(0, slot * buckets, (slot + 1) * buckets);
    }
    slotEndsAt += (Math.floor((at - slotEndsAt) / slotLength) + 1) * slotLength;
  }

  return {
    begin: now,
    end(group, began) {
      const at = now();
      if (at >= slotEndsAt) moveOn(at);
      const all = ofGroup.get(group);
      const index = slot * buckets + bucketOf(at - began);
      if (all) all[index] = (all[index] ?? 0) + 1;
    },
    report() {
      const at = now();
      if (at >= slotEndsAt) moveOn(at);
      // The slot that runs is not full yet, so that this is between 55 minutes and an hour.
      const span = Math.min(at - startedAt, slots * slotLength - (slotEndsAt - at));
      const groups = endpointGroups.flatMap((group, index) => told(group, counts[index]) ?? []);
      return { span: Math.floor(span / 1000), groups };
    },
  };
}

/** Undefined where nothing was counted. */
function told(group: EndpointGroup, counts: Uint32Array = new Uint32Array()): GroupLatency | undefined {
  const totals = Array.from({ length: buckets }, (_, bucket) =>
    Array.from({ length: slots }, (_, slot) => counts[slot * buckets + bucket] ?? 0).reduce(
      (a, b) => a + b,
      0,
    ),
  );
  const count = totals.reduce((a, b) => a + b, 0);
  if (count === 0) return undefined;
  const within = (share: number): number => {
    const wanted = Math.ceil(count * share);
    let seen = 0;
    const bucket = totals.findIndex(inBucket => {
      seen += inBucket;
      return seen >= wanted;
    });
    return Number(upperBound(bucket).toPrecision(2));
  };
  return { group, count, p50: within(0.5), p95: within(0.95), p99: within(0.99) };
}
