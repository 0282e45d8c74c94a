/** Purging: what has expired goes, nothing else does. */
import { describe, expect, it } from 'vitest';
import {
  accessToken,
  fresh,
  newAuthorization,
  type OpenEngine,
  pool,
  queuedMessage,
  redeemed,
  rotation,
  start,
  userId,
  useWorld,
} from './world.ts';

export function describePurge(open: OpenEngine): void {
  describe('purging', () => {
    const world = useWorld(open);

    it('forgets every kind of row from the second it expires, and leaves the rest', async () => {
      const { storage } = world();
      const { authorizations, sessions, assertions, attempts, oneTimeCodes } = storage;
      const session = { sid: 's', userId, authTime: start, acr: undefined, amr: [], persistent: false };
      const unspent = newAuthorization({ expiresAt: start + 100 });
      await authorizations.grant(pool, unspent);
      const kept = await redeemed(storage);
      const [expired, live] = [
        accessToken({ expiresAt: start + 100 }),
        accessToken({ expiresAt: start + 101 }),
      ];
      for (const token of [expired, live])
        await authorizations.rotate(pool, kept, start, rotation({ accessToken: token }));
      const ends = { absolute: start + 100, kept: start + 1000 };
      await sessions.begin(pool, 'idle', { ...session, expiresAt: ends.kept }, start, 100);
      await sessions.begin(pool, 'absolute', { ...session, expiresAt: ends.absolute }, start, 1000);
      await sessions.begin(pool, 'kept', { ...session, expiresAt: ends.kept }, start, 1000);
      await assertions.remember(pool, 'client', 'old', start + 100);
      await assertions.remember(pool, 'client', 'new', start + 101);
      await attempts.record(pool, 'old', start, { attempts: 1, window: 100 });
      await attempts.record(pool, 'new', start, { attempts: 1, window: 101 });
      await oneTimeCodes.put(pool, 'old', 'mac', start + 100, 5);
      await oneTimeCodes.put(pool, 'new', 'mac', start + 101, 5);

      for (const [id, ends] of [
        ['old', 100],
        ['new', 101],
      ] as const) {
        const expiresAt = start + ends;
        await storage.outbox.enqueue(pool, { ...queuedMessage(id), expiresAt }, start);
        const guest = { ...{ id, email: id, locale: 'en' }, name: undefined, role: undefined };
        await storage.invitations.add(
          pool,
          { ...guest, author: { kind: 'operator', id: 'operator' }, createdAt: start, expiresAt },
          id,
        );
      }

      await authorizations.grant(pool, newAuthorization({ sid: 's', expiresAt: start + 101 }));

      expect(await storage.purge(start + 99, start + 3600)).toBe(0);
      expect(await storage.purge(start + 100, start + 3600)).toBe(9);
      expect(await storage.purge(start + 100, start + 3600)).toBe(0);

      expect(await authorizations.find(pool, unspent.id)).toBeUndefined();
      expect(await authorizations.rotate(pool, kept, start, rotation())).toBe('rotated');
      expect((await authorizations.findByAccessToken(pool, live.hash, start))?.authorization.id).toBe(kept);
      expect(await sessions.find(pool, 'kept', start)).toBeDefined();
      expect(await assertions.remember(pool, 'client', 'new', start + 101)).toBe('seen');
      expect((await storage.invitations.list(pool, { limit: 10 }, 0)).invitations).toMatchObject([
        { id: 'new' },
      ]);
      expect((await storage.outbox.claim(start, 60, 10)).map(({ id }) => id)).toEqual(['new']);
      const blocked = await attempts.record(pool, 'new', start, { attempts: 1, window: 101 });
      expect(blocked.kind).toBe('blocked');
      expect(await oneTimeCodes.redeem(pool, 'old', 'mac', start)).toBe('dead');
      expect(await oneTimeCodes.redeem(pool, 'new', 'mac', start)).toBe('right');
    });

    it('forgets more rows than it takes at once', async () => {
      const { storage } = world();
      const ids = Array.from({ length: 1201 }, () => fresh('jti'));
      await Promise.all(ids.map(id => storage.assertions.remember(pool, 'many', id, start + 5)));
      expect(await storage.purge(start + 5, start + 3600)).toBe(1201);
    });
  });
}
