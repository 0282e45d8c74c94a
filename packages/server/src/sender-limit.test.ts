/** The limit of senders who have proven nothing — RFC 9126 §7.1; row RX-06. */
import { expect, it } from 'vitest';
import { createSenderLimit } from './sender-limit.ts';

const exhaust = (limit: ReturnType<typeof createSenderLimit>, address: string) => {
  for (let index = 0; index < 120; index++) expect(limit.admit(address)).toBeUndefined();
};

it('counts the addresses of one /64 as one, and tells how long to wait', () => {
  let now = 1000;
  const limit = createSenderLimit(() => now);
  for (let index = 0; index < 120; index++)
    expect(limit.admit(`2001:db8:0:1:${index.toString(16)}::1`)).toBeUndefined();
  now += 20;
  expect(limit.admit('2001:db8:0:1:ffff::1')).toBe(40);
  expect(limit.admit('2001:db8:0:2::1')).toBeUndefined();
  now += 40;
  expect(limit.admit('2001:db8:0:1::1')).toBeUndefined();
});

it('RX-06: remembers ten thousand senders, and forgets the oldest', () => {
  const limit = createSenderLimit(() => 1000);
  const other = (index: number) =>
    `2001:db8:${(index >> 16).toString(16)}:${(index & 0xffff).toString(16)}::1`;
  exhaust(limit, '192.0.2.1');
  for (let index = 0; index < 9999; index++) limit.admit(other(index));
  expect(limit.admit('192.0.2.1')).toBe(60);
  limit.admit(other(9999));
  expect(limit.admit('192.0.2.1')).toBeUndefined();
});
