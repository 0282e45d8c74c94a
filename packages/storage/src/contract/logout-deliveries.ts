/** The queue of logout tokens — OIDC Back-Channel Logout §2.5. */
import { describe, expect, it } from 'vitest';
import { fresh, newAuthorization, type OpenEngine, pool, queuedDelivery, start, useWorld } from './world.ts';

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
      await authorizations.grant(pool, newAuthorization({ sid }));
      expect(await sessions.end(pool, sid, start, start + 3600)).toEqual([]);
      expect(await due(sid, start)).toEqual([]);
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
