/** The queue keeps its bounds. */
import { describe, expect, it } from 'vitest';
import { createWorkQueue } from './work-queue.ts';

const limits = { slots: 2, waiting: 3, retryAfter: 7 };

/** Work that ends when told to. */
function pieces() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async (): Promise<'done'> => {
    most = Math.max(most, ++running);
    await new Promise<void>(resolve => ends.push(resolve));
    running--;
    return 'done';
  };
  return { work, ends, most: () => most };
}

describe('the work queue', () => {
  it('does as much at once as it has slots, and refuses what exceeds its waiting room', async () => {
    const queue = createWorkQueue(limits);
    const { work, ends, most } = pieces();
    const five = Array.from({ length: 5 }, () => queue.run(work));
    expect(await queue.run(work)).toEqual({ kind: 'busy', retryAfter: 7 });
    for (let ended = 0; ended < 5; ended++) {
      while (ends.length === 0) await Promise.resolve();
      ends.shift()?.();
    }
    expect(await Promise.all(five)).toEqual(Array(5).fill('done'));
    expect(most()).toBe(2);
  });

  it('takes work again once there is room', async () => {
    const queue = createWorkQueue({ slots: 1, waiting: 0, retryAfter: 1 });
    const { work, ends } = pieces();
    const first = queue.run(work);
    expect(await queue.run(work)).toEqual({ kind: 'busy', retryAfter: 1 });
    ends.shift()?.();
    await first;
    expect(await queue.run(async () => 'again')).toBe('again');
  });

  it('frees the slot of work that fails, and passes the failure on', async () => {
    const queue = createWorkQueue({ slots: 1, waiting: 1, retryAfter: 1 });
    const failing = queue.run(() => Promise.reject(new Error('broken')));
    const next = queue.run(async () => 'next');
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('next');
  });
});
