/** Opaque access tokens under their authorization, and its revocation — RFC 7009 §2.1. */
import { describe, expect, it } from 'vitest';
import {
  accessToken,
  bought,
  deleteUser,
  newAuthorization,
  newUser,
  type OpenEngine,
  otherPool,
  pool,
  redeemed,
  setActive,
  start,
  useWorld,
} from './world.ts';

export function describeAccessTokens(open: OpenEngine): void {
  describe('an opaque access token', () => {
    const world = useWorld(open);
    const store = () => world().storage.authorizations;
    const find = (hash: string, at = start) => store().findByAccessToken(pool, hash, at);

    it('bought with a code is found until it expires, with its own scope', async () => {
      const given = newAuthorization();
      const token = { ...accessToken(), scope: ['openid', 'email'] };
      await store().grant(pool, given);
      await store().redeem(pool, given.id, given.code.hash, start, bought({ accessToken: token }));
      const found = await find(token.hash, start + 3599);
      expect(found?.token).toEqual(token);
      expect(found?.authorization).toEqual(await store().find(pool, given.id));
      expect(await find(token.hash, start + 3600)).toBeUndefined();
      expect(await find('unknown')).toBeUndefined();
      expect(await store().findByAccessToken(otherPool, token.hash, start)).toBeUndefined();
    });

    it('is issued under an authorization that stands', async () => {
      const id = await redeemed(world().storage);
      const token = accessToken();
      expect(await store().issue(pool, id, start, token)).toBe('issued');
      expect((await find(token.hash))?.authorization.id).toBe(id);
    });

    it('keeps its authorization from being forgotten before it', async () => {
      const given = newAuthorization({ expiresAt: start + 600 });
      const token = accessToken({ expiresAt: start + 3600 });
      await store().grant(pool, given);
      await store().issue(pool, given.id, start, token);
      await world().storage.purge(start + 3599, start + 3600);
      expect((await find(token.hash, start + 3599))?.authorization.id).toBe(given.id);
    });

    it('is refused under one that is unknown, of another pool, expired or revoked, or whose end-user is locked', async () => {
      const user = newUser();
      await world().storage.users.create(pool, user, start);
      const [standing, revoked] = [await redeemed(world().storage), await redeemed(world().storage)];
      const locked = await redeemed(world().storage, { userId: user.id });
      const unspent = newAuthorization();
      await store().grant(pool, unspent);
      await store().revoke(pool, revoked, start);
      await setActive(world().engine, user.id, 'locked');
      const issue = (id: string, at = start) => store().issue(pool, id, at, accessToken());
      expect(await store().issue(otherPool, standing, start, accessToken())).toBe('refused');
      expect(await issue('unknown')).toBe('refused');
      expect(await issue(revoked)).toBe('refused');
      expect(await issue(locked)).toBe('refused');
      expect(await issue(unspent.id, start + 600)).toBe('refused');
    });

    it('works no more once its authorization is revoked, or its end-user locked or gone', async () => {
      const users = [newUser(), newUser()] as const;
      const tokens = [accessToken(), accessToken(), accessToken()] as const;
      for (const user of users) await world().storage.users.create(pool, user, start);
      const ids = [
        await redeemed(world().storage),
        await redeemed(world().storage, { userId: users[0].id }),
        await redeemed(world().storage, { userId: users[1].id }),
      ] as const;
      for (const [index, token] of tokens.entries())
        await store().issue(pool, ids[index] ?? '', start, token);
      const works = () => Promise.all(tokens.map(async ({ hash }) => (await find(hash)) !== undefined));
      expect(await works()).toEqual([true, true, true]);
      await store().revoke(pool, ids[0], start);
      await setActive(world().engine, users[0].id, 'locked');
      await deleteUser(world().engine, users[1].id);
      expect(await works()).toEqual([false, false, false]);
    });

    it('is revoked with its authorization once and for all: a second time changes nothing', async () => {
      const id = await redeemed(world().storage);
      await store().revoke(pool, id, start + 1);
      await store().revoke(pool, id, start + 2);
      await store().revoke(pool, 'unknown', start);
      expect((await store().find(pool, id))?.revokedAt).toBe(start + 1);
    });
  });
}
