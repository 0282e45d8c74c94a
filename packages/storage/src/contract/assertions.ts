/** Assertions seen once — RFC 7523 §3. */
import { describe, expect, it } from 'vitest';
import { fresh, type OpenEngine, otherPool, pool, start, useWorld } from './world.ts';

export function describeAssertions(open: OpenEngine): void {
  describe('an assertion', () => {
    const world = useWorld(open);

    it('is fresh once for each pool and issuer', async () => {
      const store = world().storage.assertions;
      const jti = fresh('jti');
      expect(await store.remember(pool, 'client', jti, start + 60)).toBe('fresh');
      expect(await store.remember(pool, 'client', jti, start + 600)).toBe('seen');
      expect(await store.remember(pool, 'another', jti, start + 60)).toBe('fresh');
      expect(await store.remember(otherPool, 'client', jti, start + 60)).toBe('fresh');
    });

    it('stays seen until it expires, and not because somebody saw it later', async () => {
      const { storage, time } = world();
      const jti = fresh('jti');
      const remember = (expiresAt: number) => storage.assertions.remember(pool, 'client', jti, expiresAt);
      await remember(start + 60);
      time.now = start + 59;
      expect(await remember(start + 6000)).toBe('seen');
      time.now = start + 60;
      expect(await remember(start + 120)).toBe('fresh');
      expect(await remember(start + 120)).toBe('seen');
    });
  });
}
