/** Latency: what is counted where, and what is told of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createLatency, type endpointGroups, type Latency } from './latency.ts';

const minute = 60_000;
let now: number;
let latency: Latency;
beforeEach(() => {
  now = 5_000;
  latency = createLatency(() => now);
});

function answer(group: (typeof endpointGroups)[number], milliseconds: number, times = 1): void {
  for (let time = 0; time < times; time++) {
    const began = latency.begin();
    now += milliseconds;
    latency.end(group, began);
  }
}

describe('the latency of a node', () => {
  it('is told by group, and of those that were asked alone', () => {
    expect(latency.report()).toEqual({ span: 0, groups: [] });
    answer('token', 1);
    answer('admin', 1);
    expect(latency.report().groups.map(({ group, count }) => [group, count])).toEqual([
      ['token', 1],
      ['admin', 1],
    ]);
  });

  it.each([0.05, 0.1, 0.7, 1, 3, 16, 250, 4_000])(
    'is never told too low, nor a fifth too high: %d ms',
    milliseconds => {
      answer('token', milliseconds);
      const [{ p50 = 0 } = {}] = latency.report().groups;
      const shown = Math.max(milliseconds, 0.1);
      expect(p50 / shown).toBeGreaterThan(0.97);
      expect(p50 / shown).toBeLessThan(1.25);
    },
  );

  it('tells the middle, and how slow the slowest are', () => {
    answer('token', 2, 90);
    answer('token', 20, 8);
    answer('token', 400, 2);
    const [told] = latency.report().groups;
    expect(told?.count).toBe(100);
    expect(told?.p50).toBeCloseTo(2.1, 0);
    expect(told?.p95).toBeCloseTo(22, -1);
    expect(told?.p99).toBeGreaterThan(390);
  });

  it('counts what takes longer than any bucket in the last one', () => {
    answer('pages', 30 * minute);
    expect(latency.report().groups).toMatchObject([{ group: 'pages', count: 1, p50: 62_000 }]);
  });

  it('forgets after an hour, slot by slot, also where nothing was asked meanwhile', () => {
    answer('token', 1);
    now += 30 * minute;
    answer('token', 1);
    expect(latency.report()).toMatchObject({ span: 1800, groups: [{ count: 2 }] });
    now += 30 * minute;
    expect(latency.report()).toMatchObject({ span: 3300, groups: [{ count: 1 }] });
    now += 1_000 * minute;
    expect(latency.report().groups).toEqual([]);
    answer('token', 1);
    expect(latency.report().groups).toMatchObject([{ count: 1 }]);
    now += 4 * minute;
    expect(latency.report().span).toBeLessThanOrEqual(3600);
  });
});
