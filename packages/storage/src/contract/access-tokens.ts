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
  rotation,
  setActive,
  start,
  useWorld,
} from './world.ts';

export function describeAccessTokens(open: OpenEngine): void {
  describe('an opaque access token', () => {
    const world = useWorld(open);
    const store = () => world().storage.authorizations;
    const find = (hash: string, at = start) => store().findByAccessToken(pool, hash, at);

    it('bought with a code is found until it expires, with its own scope and audience', async () => {
      const given = newAuthorization();
      const token = { ...accessToken(), scope: ['openid', 'email'], audience: ['https://api.example'] };
      await store().grant(pool, given);
      await store().redeem(pool, given.id, given.code.hash, start, bought({ accessToken: token }));
      const found = await find(token.hash, start + 3599);
      expect(found?.token).toEqual(token);
      expect(found?.authorization).toEqual(await store().find(pool, given.id));
      expect(await find(token.hash, start + 3600)).toBeUndefined();
      expect(await find('unknown')).toBeUndefined();
      expect(await store().findByAccessToken(otherPool, token.hash, start)).toBeUndefined();
    });

    it('keeps its authorization from being forgotten before it', async () => {
      const id = await redeemed(world().storage);
      const late = start + 2_592_000 - 1;
      const token = accessToken({ expiresAt: late + 3600 });
      const kept = rotation({ idleExpiresAt: late });
      for (const [at, accessToken] of [[start], [start + 1, token]] as const)
        await store().rotate(pool, id, at, { ...kept, accessToken });
      await world().storage.purge(late + 3599, late + 3600);
      expect((await find(token.hash, late + 3599))?.authorization.id).toBe(id);
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
        await store().rotate(pool, ids[index] ?? '', start, rotation({ accessToken: token }));
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
