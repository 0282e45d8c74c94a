/** What is kept of a flood of refusals. */
import { readPoolId } from '@symbolon/foundation';
import type { AuditEvent } from '@symbolon/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSampledTrail, type SampledTrail } from './sampling.ts';

const pool = readPoolId('default');
if (!pool) throw new Error('default is the name of a pool');
const refusal = (change: Partial<AuditEvent> = {}): AuditEvent => ({
  pool,
  type: 'token.requested',
  outcome: 'refused',
  correlationId: 'c',
  remoteAddress: '192.0.2.1',
  reason: 'wrong',
  ...change,
});

let now: number;
let recorded: AuditEvent[];
let trail: SampledTrail;
beforeEach(() => {
  now = 1000;
  recorded = [];
  trail = createSampledTrail(
    event => void recorded.push(event),
    () => now,
    3,
  );
});
const reasons = () => recorded.map(({ reason }) => reason);

describe('refusals of nobody in particular', () => {
  it('are kept up to a number, and then counted in one event once their minute is over', () => {
    for (let index = 0; index < 10; index++) trail.record(refusal({ reason: `wrong ${index}` }));
    now += 59;
    trail.settle();
    expect(reasons()).toEqual(['wrong 0', 'wrong 1', 'wrong 2']);
    now += 1;
    trail.settle();
    trail.settle();
    expect(reasons().slice(3)).toEqual(['7 more within a minute, the last: wrong 9']);
    trail.record(refusal({ reason: 'again' }));
    expect(reasons().at(-1)).toBe('again');
  });

  it('are counted by the next one too, where nobody settles', () => {
    for (let index = 0; index < 5; index++) trail.record(refusal());
    now += 60;
    trail.record(refusal({ reason: 'next' }));
    expect(reasons().slice(3)).toEqual(['2 more within a minute, the last: wrong', 'next']);
  });

  it('are counted by kind and by network', () => {
    for (const change of [
      {},
      { type: 'reg' },
      { remoteAddress: '192.0.2.2' },
      { remoteAddress: '2001:db8::1' },
    ])
      for (let index = 0; index < 3; index++) trail.record(refusal(change));
    trail.record(refusal({ remoteAddress: '2001:db8::2' }));
    expect(recorded).toHaveLength(12);
  });

  it('lose no count where there are more kinds than are kept', () => {
    for (let index = 0; index < 5; index++) trail.record(refusal());
    for (let index = 0; index < 10_000; index++) trail.record(refusal({ type: `t${index}` }));
    expect(reasons().filter(reason => reason?.startsWith('2 more'))).toHaveLength(1);
  });
});

it('what was done, and what is about a user, is kept whole', () => {
  for (let index = 0; index < 10; index++) {
    trail.record(refusal({ userId: 'alice' }));
    trail.record(refusal({ outcome: 'done' }));
  }
  expect(recorded).toHaveLength(20);
});
