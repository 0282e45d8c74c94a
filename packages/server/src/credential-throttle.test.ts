/** The throttle counts by client and subscriber, forgets with time, and stays small. */
import { describe, expect, it } from 'vitest';
import { createCredentialThrottle } from './credential-throttle.ts';

function createWorld() {
  let now = 1000;
  const throttle = createCredentialThrottle(() => now);
  const fail = (times: number, clientId = 'web', address = '192.0.2.1') => {
    for (let count = 0; count < times; count++) throttle.failed(clientId, address);
  };
  const pass = (seconds: number) => {
    now += seconds;
  };
  return { ...throttle, fail, pass };
}

describe('wrong credentials', () => {
  it('are judged twenty times a minute, and then not until the minute is over', () => {
    const world = createWorld();
    world.fail(19);
    expect(world.waitFor('web', '192.0.2.1')).toBeUndefined();
    world.fail(1);
    expect(world.waitFor('web', '192.0.2.1')).toBe(60);
    world.pass(59);
    expect(world.waitFor('web', '192.0.2.1')).toBe(1);
    world.pass(1);
    expect(world.waitFor('web', '192.0.2.1')).toBeUndefined();
  });

  it('of one sender or one client are none of another', () => {
    const world = createWorld();
    world.fail(20);
    expect(world.waitFor('web', '192.0.2.2')).toBeUndefined();
    expect(world.waitFor('spa', '192.0.2.1')).toBeUndefined();
  });

  it('count together for one IPv6 subscriber', () => {
    const world = createWorld();
    for (let host = 0; host < 20; host++) world.fail(1, 'web', `2001:db8::${host.toString(16)}`);
    expect(world.waitFor('web', '2001:db8::ffff')).toBe(60);
    expect(world.waitFor('web', '2001:db8:0:1::1')).toBeUndefined();
  });

  it('are kept of ten thousand senders, the latest', () => {
    const world = createWorld();
    world.fail(20, 'web', '192.0.2.1');
    world.fail(20, 'web', '192.0.2.2');
    world.fail(1, 'web', '192.0.2.1');
    for (let sender = 0; sender < 9_999; sender++)
      world.fail(1, 'web', `10.1.${sender >> 8}.${sender & 255}`);
    expect(world.waitFor('web', '192.0.2.1')).toBe(60);
    expect(world.waitFor('web', '192.0.2.2')).toBeUndefined();
  });
});
