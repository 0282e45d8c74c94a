/** The queue of logout tokens — OIDC Back-Channel Logout §2.5. */
import { describe, expect, it } from 'vitest';
import {
  beginSession,
  fresh,
  newAuthorization,
  newUser,
  type OpenEngine,
  pool,
  queuedDelivery,
  start,
  unqueuedDelivery,
  useWorld,
} from './world.ts';

export function describeLogoutDeliveries(open: OpenEngine): void {
  describe('a delivery of a logout token', () => {
    const world = useWorld(open);
    const store = () => world().storage.logoutDeliveries;
    const due = async (sid: string, at: number) =>
      (await store().due(at, 1000)).filter(delivery => delivery.sid === sid);

    it('is queued once for each client of a session that ends, and named to whoever ends it', async () => {
      const { sessions } = world().storage;
      const delivery = await queuedDelivery(world().storage, ['one', 'two']);
      const queued = await due(delivery.sid, start);
      expect(queued.map(({ clientId }) => clientId).sort()).toEqual(['one', 'two']);
      expect(queued).toContainEqual(delivery);
      for (const one of queued) await store().finish(one);
      expect(await sessions.end(pool, delivery.sid, start + 1, start + 3601)).toEqual([]);
      expect(await due(delivery.sid, start + 1)).toEqual([]);
    });

    it('is not queued for what was granted outside of a session', async () => {
      const sid = fresh('sid');
      const { authorizations, sessions } = world().storage;
      await authorizations.grant(pool, newAuthorization({ sid, offline: true }));
      expect(await sessions.end(pool, sid, start, start + 3600)).toEqual([]);
      expect(await due(sid, start)).toEqual([]);
    });

    it('is queued once where a session was replaced by one of another end-user, or has expired', async () => {
      const { storage } = world();
      const other = newUser();
      await storage.users.create(pool, other, start);
      const [replaced, expired] = [fresh('sid'), fresh('sid')];
      const cookieHash = await beginSession(storage, replaced);
      await beginSession(storage, expired);
      for (const sid of [replaced, expired])
        await storage.authorizations.grant(pool, newAuthorization({ sid }));
      const next = { sid: fresh('sid'), userId: other.id, authTime: start, acr: undefined, amr: [] };
      const begin = (hash: string) =>
        storage.sessions.begin(
          pool,
          hash,
          { ...next, persistent: false, expiresAt: start + 90_000 },
          start + 1,
          90_000,
          { cookieHash, deliverUntil: start + 3601 },
        );
      expect(await begin(fresh('cookie'))).toBe(next.sid);
      const [delivery, ...more] = await due(replaced, start + 1);
      expect([delivery, more]).toEqual([
        { ...unqueuedDelivery(), sid: replaced, expiresAt: start + 3601 },
        [],
      ]);
      if (delivery) await store().finish(delivery);
      for (const at of [start + 9999, start + 10_000, start + 10_000]) {
        expect(await due(expired, at)).toEqual([]);
        await storage.purge(at, at + 3600);
        for (const one of await due(expired, at)) {
          expect([at, one.expiresAt]).toEqual([start + 10_000, start + 13_600]);
          await store().finish(one);
        }
      }
      expect(await due(replaced, start + 10_000)).toEqual([]);
    });

    it('is due again when its claim has run out', async () => {
      const delivery = await queuedDelivery(world().storage);
      expect(await store().claim(delivery, start, start + 10)).toBe('claimed');
      expect(await due(delivery.sid, start + 9)).toEqual([]);
      expect(await due(delivery.sid, start + 10)).toEqual([{ ...delivery, attempts: 1 }]);
      expect(await store().claim(delivery, start + 10, start + 20)).toBe('missed');
    });

    it('is due when it was put off to, and gone when it is finished', async () => {
      const delivery = await queuedDelivery(world().storage);
      await store().claim(delivery, start, start + 10);
      await store().postpone(delivery, start + 1);
      expect(await due(delivery.sid, start)).toEqual([]);
      const [again] = await due(delivery.sid, start + 1);
      expect(again).toEqual({ ...delivery, attempts: 1 });
      await store().finish(delivery);
      expect(await due(delivery.sid, start + 100)).toEqual([]);
      expect(await store().claim({ ...delivery, attempts: 1 }, start + 1, start + 11)).toBe('missed');
    });
  });
}
