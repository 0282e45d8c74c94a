/** A correlation id tells when its request came in. */
import { expect, it } from 'vitest';
import { newCorrelationId, timeOfCorrelationId } from './correlation-id.ts';

const ones = (count: number) => Buffer.alloc(count, 0xff);

it('is a version 7 UUID of the second', () => {
  expect(newCorrelationId(() => 1_645_557_742, ones)).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff');
});

it('tells its second, and of other texts nothing', () => {
  for (const at of [0, 1, 1_645_557_742, 4_102_444_800])
    expect(timeOfCorrelationId(newCorrelationId(() => at, ones))).toBe(at);
  const version4 = '919108f7-52d1-4320-9bac-f847db4148a8';
  for (const id of [
    version4,
    '',
    '017f22e2-79b0-7fff-bfff-ffffffffffff ',
    '017F22E2-78B0-7FFF-BFFF-FFFFFFFFFFFF',
  ])
    expect(timeOfCorrelationId(id)).toBeUndefined();
});
