/** Readiness is proven by writing, once a second at most. */
import { readPoolId } from '@symbolon/foundation';
import type { SettingStore } from '@symbolon/storage';
import { describe, expect, it } from 'vitest';
import { createReadiness } from './readiness.ts';

function readinessOver(put: SettingStore['put']) {
  const pool = readPoolId('administrators');
  if (!pool) throw new TypeError('administrators is a pool');
  const time = { now: 1000 };
  const settings: SettingStore = {
    get: async () => undefined,
    list: async () => new Map(),
    putUnless: async () => 'refused',
    consume: async () => 'refused',
    put,
  };
  return { time, isReady: createReadiness(pool, settings, () => time.now) };
}

describe('readiness', () => {
  it('costs one write a second, however many ask', async () => {
    const written: string[] = [];
    const { time, isReady } = readinessOver(
      async (_pool, name, value) => void written.push(`${name} ${value}`),
    );
    const answers = await Promise.all(Array.from({ length: 100 }, isReady));
    expect(answers.every(Boolean)).toBe(true);
    expect(await isReady()).toBe(true);
    expect(written).toEqual(['last-ready 1000']);
    time.now = 1001;
    expect(await isReady()).toBe(true);
    expect(written).toEqual(['last-ready 1000', 'last-ready 1001']);
  });

  it('ends with the first write that fails, and comes back with the first that succeeds', async () => {
    let isFull = false;
    const { time, isReady } = readinessOver(async () => {
      if (isFull) throw new Error('database or disk is full');
    });
    expect(await isReady()).toBe(true);
    isFull = true;
    time.now = 1001;
    expect(await isReady()).toBe(false);
    expect(await isReady()).toBe(false);
    isFull = false;
    expect(await isReady()).toBe(true);
  });
});
