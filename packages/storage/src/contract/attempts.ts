/** Attempts: a limit in a window, then a delay that doubles. */
import { describe, expect, it } from 'vitest';
import { fresh, type OpenEngine, otherPool, pool, start, useWorld } from './world.ts';

export function describeAttempts(open: OpenEngine): void {
  describe('attempts', () => {
    const world = useWorld(open);
    const limit = { attempts: 3, window: 60 };

    function counter() {
      const key = fresh('key');
      /** Undefined where allowed, else the seconds from `at` for which it is blocked. */
      const record = async (seconds: number, in_ = pool) => {
        const at = start + seconds;
        const outcome = await world().storage.attempts.record(in_, key, at, limit);
        return outcome.kind === 'allowed' ? 'allowed' : outcome.until - at;
      };
      const recordAll = async (...seconds: readonly number[]) => {
        const outcomes: (number | 'allowed')[] = [];
        for (const second of seconds) outcomes.push(await record(second));
        return outcomes;
      };
      return { key, record, recordAll };
    }

    it('are allowed up to the limit; each one after it doubles the delay, up to the window', async () => {
      const { recordAll } = counter();
      expect(await recordAll(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).toEqual([
        'allowed',
        'allowed',
        'allowed',
        ...[1, 2, 4, 8, 16, 32, 60, 60, 60],
      ]);
    });

    it('are allowed again once the delay is waited out, and then owe the doubled one', async () => {
      const { recordAll } = counter();
      await recordAll(0, 0, 0);
      expect(await recordAll(0, 1, 1, 4, 5, 12, 13)).toEqual([1, 'allowed', 4, 8, 16, 32, 60]);
      const patient = counter();
      await patient.recordAll(0, 0, 0, 0);
      expect(await patient.recordAll(1, 3, 7, 15, 16)).toEqual([
        'allowed',
        'allowed',
        'allowed',
        'allowed',
        32,
      ]);
    });

    it('start anew after a window without any', async () => {
      const { recordAll } = counter();
      await recordAll(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      expect(await recordAll(59, 119, 119, 119, 119)).toEqual([60, 'allowed', 'allowed', 'allowed', 1]);
    });

    it('are forgotten when the secret was right', async () => {
      const { key, recordAll } = counter();
      await recordAll(0, 0, 0, 0);
      await world().storage.attempts.forget(otherPool, key);
      expect(await recordAll(0)).toEqual([2]);
      await world().storage.attempts.forget(pool, key);
      expect(await recordAll(0, 0, 0, 0)).toEqual(['allowed', 'allowed', 'allowed', 1]);
    });

    it('are taken back one by one, never below none', async () => {
      const { key, record, recordAll } = counter();
      const withdraw = (in_ = pool) => world().storage.attempts.withdraw(in_, key);
      await withdraw();
      await recordAll(0, 0, 0);
      await withdraw();
      await withdraw(otherPool);
      expect(await recordAll(0, 0, 0)).toEqual(['allowed', 1, 2]);
      await withdraw();
      expect(await record(0)).toBe(2);
      for (let count = 0; count < 9; count++) await withdraw();
      expect(await recordAll(0, 0, 0, 0)).toEqual(['allowed', 'allowed', 'allowed', 1]);
    });

    it('are counted for each pool and key alone', async () => {
      const { record, recordAll } = counter();
      await recordAll(0, 0, 0);
      expect(await record(0, otherPool)).toBe('allowed');
      expect(await counter().record(0)).toBe('allowed');
      expect(await record(0)).toBe(1);
    });
  });
}
