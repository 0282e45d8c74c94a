/** Sessions — OIDC Session Management §2. */
import type { Session } from '@symbolon/protocol';
import { describe, expect, it } from 'vitest';
import {
  clientId,
  deleteUser,
  fresh,
  newAuthorization,
  newSession,
  newUser,
  type OpenEngine,
  otherPool,
  pool,
  redeemed,
  setActive,
  start,
  useWorld,
} from './world.ts';

export function describeSessions(open: OpenEngine): void {
  describe('a session', () => {
    const world = useWorld(open);
    const store = () => world().storage.sessions;
    const idleLifetime = 1000;

    async function begun(change: Partial<Session> = {}, replaces?: string) {
      const session = newSession(change);
      const cookieHash = fresh('cookie');
      const old = replaces === undefined ? undefined : { cookieHash: replaces, deliverUntil: start + 3600 };
      const sid = (await store().begin(pool, cookieHash, session, start, idleLifetime, old)) ?? 'none';
      const lives = async (at: number) => (await store().find(pool, cookieHash, at)) !== undefined;
      return { session, sid, cookieHash, lives };
    }

    it('is found as it began', async () => {
      const { session, cookieHash } = await begun({ acr: 'silver', amr: ['pwd', 'otp'], persistent: true });
      expect(await store().find(pool, cookieHash, start)).toEqual({ ...session, touchedAt: start });
      expect(await store().find(otherPool, cookieHash, start)).toBeUndefined();
      expect(await store().find(pool, 'unknown', start)).toBeUndefined();
    });

    it('is raised under a new cookie and its old name, once, and not after its end', async () => {
      const { session, sid, cookieHash, lives } = await begun();
      const raise = (to: string, name = sid, at = start) =>
        store().raise(pool, cookieHash, { sid: name, acr: 'gold', amr: ['pwd', 'otp'], cookieHash: to }, at);
      expect(await raise('foreign', fresh('sid'))).toBe('ended');
      expect(await raise('late', sid, start + idleLifetime)).toBe('ended');
      const next = fresh('cookie');
      expect(await raise(next)).toBe('raised');
      expect(await raise(fresh('cookie'))).toBe('ended');
      expect(await lives(start)).toBe(false);
      const raised = { ...session, sid, acr: 'gold', amr: ['pwd', 'otp'], touchedAt: start };
      expect(await store().find(pool, next, start)).toEqual(raised);
      await store().end(pool, sid, start, start + 3600);
      expect(await store().find(pool, next, start)).toBeUndefined();
    });

    it('goes on in the one that replaces it where that is of the same end-user, its clients with it', async () => {
      const first = await begun();
      const authorization = await redeemed(world().storage, { sid: first.sid });
      const second = await begun({ expiresAt: start + 20_000 }, first.cookieHash);
      expect(second.sid).toBe(first.sid);
      expect([await first.lives(start), await second.lives(start)]).toEqual([false, true]);
      const found = await world().storage.authorizations.find(pool, authorization);
      expect(found?.revokedAt).toBeUndefined();
      await world().storage.purge(start + 500, start + 4100);
      await store().touch(pool, second.cookieHash, start + 900, 20_000);
      await world().storage.purge(start + 15_000, start + 18_600);
      expect(await store().end(pool, first.sid, start + 15_000, start + 18_600)).toEqual([clientId]);
    });

    it('is ended with what was granted in it where another end-user’s replaces it, or it has expired', async () => {
      const other = newUser();
      await world().storage.users.create(pool, other, start);
      const [left, expired] = [await begun(), await begun({ expiresAt: start - 1 })];
      const granted = await Promise.all([left, expired].map(({ sid }) => redeemed(world().storage, { sid })));
      const next = await begun({ userId: other.id }, left.cookieHash);
      const again = await begun({}, expired.cookieHash);
      expect([next.sid, again.sid]).toEqual([next.session.sid, again.session.sid]);
      for (const id of granted)
        expect((await world().storage.authorizations.find(pool, id))?.revokedAt).toBe(start);
      expect([await left.lives(start), await next.lives(start)]).toEqual([false, true]);
    });

    it('that has ended lends its name to nothing that is not offline', async () => {
      const { sid } = await begun();
      await store().end(pool, sid, start, start + 3600);
      const grant = (offline: boolean) =>
        world().storage.authorizations.grant(pool, newAuthorization({ sid, offline }));
      expect([await grant(false), await grant(true)]).toEqual(['session_ended', 'granted']);
    });

    it('tells in which of them a client was granted something last, and nothing where that decides nothing', async () => {
      const sessions = await Promise.all([begun(), begun(), begun()]);
      const sids = sessions.map(({ sid }) => sid);
      const [first, second] = sids;
      const last = (among = sids, name = clientId) => store().lastUsedBy(pool, name, among);
      const grant = (sid: string | undefined, grantedAt: number) =>
        world().storage.authorizations.grant(pool, newAuthorization({ sid, grantedAt }));
      expect(await last()).toBeUndefined();
      await grant(first, start);
      expect([await last(), await last([]), await last(sids, 'another')]).toEqual([
        first,
        undefined,
        undefined,
      ]);
      await grant(second, start + 1);
      expect([await last(), await last(sids.slice(0, 1))]).toEqual([second, first]);
      await grant(first, start + 1);
      expect(await last()).toBeUndefined();
      await grant(first, start + 2);
      expect([await last(), await store().lastUsedBy(otherPool, clientId, sids)]).toEqual([first, undefined]);
    });

    it('ends more of them than it takes at once, as they expire', async () => {
      const count = 1201;
      await Promise.all(Array.from({ length: count }, () => begun({ expiresAt: start - 100 })));
      expect(await world().storage.purge(start - 100, start)).toBe(count);
      expect(await world().storage.purge(start - 100, start)).toBe(0);
    });

    it('ends idle, and at its absolute end whatever its use', async () => {
      const { cookieHash, lives } = await begun();
      expect([await lives(start + 999), await lives(start + 1000)]).toEqual([true, false]);
      for (let at = start + 900; at < start + 10_000; at += 900) {
        store().touch(pool, cookieHash, at, idleLifetime);
      }
      await world().engine.settled();
      expect([await lives(start + 9999), await lives(start + 10_000)]).toEqual([true, false]);
    });

    it('is not revived by a touch that comes too late', async () => {
      const { cookieHash, lives } = await begun();
      store().touch(pool, cookieHash, start + 1000, idleLifetime);
      await world().engine.settled();
      expect(await lives(start + 1000)).toBe(false);
    });

    it('is written for uses 300 seconds apart, not for those between', async () => {
      const { cookieHash, lives } = await begun();
      store().touch(pool, cookieHash, start + 299, idleLifetime);
      await world().engine.settled();
      expect(await lives(start + 1000)).toBe(false);
      store().touch(pool, cookieHash, start + 300, idleLifetime);
      await world().engine.settled();
      expect([await lives(start + 1299), await lives(start + 1300)]).toEqual([true, false]);
    });

    it('is not found where its end-user is locked or gone', async () => {
      const users = [newUser(), newUser()] as const;
      for (const user of users) await world().storage.users.create(pool, user, start);
      const [locked, gone] = [await begun({ userId: users[0].id }), await begun({ userId: users[1].id })];
      await setActive(world().engine, users[0].id, 'locked');
      await deleteUser(world().engine, users[1].id);
      expect([await locked.lives(start), await gone.lives(start)]).toEqual([false, false]);
    });

    it('revokes as it ends what was granted in it, save what is offline or was granted elsewhere', async () => {
      const [ended, other] = [await begun(), await begun()];
      const { sid } = ended.session;
      const online = await redeemed(world().storage, { sid });
      const offline = await redeemed(world().storage, { sid, offline: true });
      const elsewhere = await redeemed(world().storage, { sid: other.session.sid });
      const without = await redeemed(world().storage);
      await store().end(otherPool, sid, start + 1, start + 3601);
      expect(await ended.lives(start)).toBe(true);
      await store().end(pool, sid, start + 2, start + 3602);
      await store().end(pool, sid, start + 3, start + 3603);
      expect([await ended.lives(start), await other.lives(start)]).toEqual([false, true]);
      const revoked = [online, offline, elsewhere, without].map(
        async id => (await world().storage.authorizations.find(pool, id))?.revokedAt,
      );
      expect(await Promise.all(revoked)).toEqual([start + 2, undefined, undefined, undefined]);
    });
  });
}
