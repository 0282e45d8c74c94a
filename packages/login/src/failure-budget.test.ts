/** The budget of failures over many accounts — NIST SP 800-63B §5.2.2; row HL-05. */
import { readPoolId } from '@symbolon/foundation';
import { expect, it } from 'vitest';
import { createFailureBudget } from './failure-budget.ts';

const pool = readPoolId('default');
if (!pool) throw new TypeError('default is a pool');

const limits = {
  network: { attempts: 300, window: 900 },
  everywhere: { attempts: 1000, window: 60 },
};

/** Each in a network of its own. */
const stranger = (index: number) => `2001:${(index >> 16).toString(16)}:${(index & 0xffff).toString(16)}::1`;

it('is not forgotten for all the networks that are turned away', () => {
  let told = 0;
  const budget = createFailureBudget(
    () => 1000,
    limits,
    () => told++,
  );
  for (let index = 0; index < 1000; index++)
    expect(budget.count(pool, stranger(index))).toMatchObject({ kind: 'counted' });
  for (let index = 1000; index < 13_000; index++)
    expect(budget.count(pool, stranger(index))).toEqual({ kind: 'blocked', retryAfter: 60 });
  expect(told).toBe(1);
});
