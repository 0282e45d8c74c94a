/** Refresh tokens as generations of one row — RFC 9700 §4.14.2. */
import { describe, expect, it } from 'vitest';
import {
  accessToken,
  bought,
  deleteUser,
  fresh,
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

export function describeRotation(open: OpenEngine): void {
  describe('a refresh token', () => {
    const world = useWorld(open);
    const store = () => world().storage.authorizations;
    const rotate = (id: string, at: number, change: Parameters<typeof rotation>[0] = {}) =>
      store().rotate(pool, id, at, rotation(change));
    const state = async (id: string) => {
      const found = await store().find(pool, id);
      return { generation: found?.generation, revokedAt: found?.revokedAt };
    };

    it('is exchanged for the next generation', async () => {
      const id = await redeemed(world().storage);
      expect(await rotate(id, start + 5)).toBe('rotated');
      expect(await rotate(id, start + 50, { generation: 2 })).toBe('rotated');
      expect(await state(id)).toEqual({ generation: 3, revokedAt: undefined });
    });

    it('may come back within the interval, counted from its first use, and changes nothing then', async () => {
      const id = await redeemed(world().storage);
      await rotate(id, start + 100);
      expect(await rotate(id, start + 105)).toBe('rotated');
      expect(await rotate(id, start + 109)).toBe('rotated');
      expect(await state(id)).toEqual({ generation: 2, revokedAt: undefined });
      expect(await rotate(id, start + 110)).toBe('reused');
      expect(await state(id)).toEqual({ generation: 2, revokedAt: start + 110 });
    });

    it('does not move the idle end by a repeat', async () => {
      const id = await redeemed(world().storage);
      await rotate(id, start, { idleExpiresAt: start + 20 });
      expect(await rotate(id, start + 5, { idleExpiresAt: start + 1000 })).toBe('rotated');
      expect(await rotate(id, start + 20, { generation: 2 })).toBe('refused');
    });

    it('may not come back at all where the interval is 0, not even in the same second', async () => {
      const id = await redeemed(world().storage);
      await rotate(id, start, { reuseInterval: 0 });
      expect(await rotate(id, start, { reuseInterval: 0 })).toBe('reused');
      expect((await state(id)).revokedAt).toBe(start);
    });

    it('stays in force where it is kept: only its idle end moves', async () => {
      const id = await redeemed(world().storage);
      const keep = (at: number, idle: number) =>
        rotate(id, at, { mode: 'keep', idleExpiresAt: start + idle, reuseInterval: 0 });
      expect(await keep(start + 5, 50)).toBe('rotated');
      expect(await keep(start + 49, 100)).toBe('rotated');
      expect(await state(id)).toEqual({ generation: 1, revokedAt: undefined });
      expect(await keep(start + 100, 150)).toBe('refused');
    });

    it('that is kept still revokes where an older one comes back, and does not prolong its interval', async () => {
      const id = await redeemed(world().storage);
      await rotate(id, start);
      expect(await rotate(id, start + 9, { generation: 2, mode: 'keep' })).toBe('rotated');
      expect(await rotate(id, start + 9, { mode: 'keep' })).toBe('rotated');
      expect(await rotate(id, start + 10, { mode: 'keep' })).toBe('reused');
    });

    it('revokes everything where an older generation than the previous comes back', async () => {
      const id = await redeemed(world().storage);
      await rotate(id, start);
      await rotate(id, start, { generation: 2 });
      expect(await rotate(id, start)).toBe('reused');
      expect(await rotate(id, start, { generation: 3 })).toBe('refused');
      expect(await rotate(id, start)).toBe('refused');
    });

    it('is refused, and revokes nothing, where it names a generation never issued, or another client or pool', async () => {
      const id = await redeemed(world().storage);
      for (const generation of [2, 0, -1]) expect(await rotate(id, start, { generation })).toBe('refused');
      expect(await rotate(id, start, { clientId: 'thief' })).toBe('refused');
      expect(await store().rotate(otherPool, id, start, rotation())).toBe('refused');
      expect(await rotate('unknown', start)).toBe('refused');
      expect(await state(id)).toEqual({ generation: 1, revokedAt: undefined });
    });

    it('is refused where none was ever issued', async () => {
      const given = newAuthorization();
      await store().grant(pool, given);
      await store().redeem(pool, given.id, given.code.hash, start, bought({ refresh: undefined }));
      for (const generation of [0, 1]) expect(await rotate(given.id, start, { generation })).toBe('refused');
    });

    it('ends at its absolute end, whatever its idle end', async () => {
      const given = newAuthorization();
      await store().grant(pool, given);
      const refresh = { expiresAt: start + 100, idleExpiresAt: start + 50 };
      await store().redeem(pool, given.id, given.code.hash, start, bought({ refresh }));
      expect(await rotate(given.id, start + 49, { idleExpiresAt: start + 500 })).toBe('rotated');
      expect(await rotate(given.id, start + 99, { generation: 2, idleExpiresAt: start + 500 })).toBe(
        'rotated',
      );
      expect(await rotate(given.id, start + 100, { generation: 3 })).toBe('refused');
    });

    it('ends at its idle end, which each rotation moves on', async () => {
      const id = await redeemed(world().storage);
      await rotate(id, start, { idleExpiresAt: start + 50 });
      expect(await rotate(id, start + 49, { generation: 2, idleExpiresAt: start + 60 })).toBe('rotated');
      expect(await rotate(id, start + 60, { generation: 3 })).toBe('refused');
    });

    it('is refused where the authorization is revoked, or the end-user locked or gone', async () => {
      const users = [newUser(), newUser()] as const;
      for (const user of users) await world().storage.users.create(pool, user, start);
      const revoked = await redeemed(world().storage);
      const locked = await redeemed(world().storage, { userId: users[0].id });
      const gone = await redeemed(world().storage, { userId: users[1].id });
      await store().revoke(pool, revoked, start);
      await setActive(world().engine, users[0].id, 'locked');
      await deleteUser(world().engine, users[1].id);
      for (const id of [revoked, locked, gone]) expect(await rotate(id, start)).toBe('refused');
      expect((await state(locked)).revokedAt).toBeUndefined();
    });

    it('brings its access token with it, also as a repeat, but not where it is reused or refused', async () => {
      const id = await redeemed(world().storage);
      const [first, repeat, reused, refused] = [accessToken(), accessToken(), accessToken(), accessToken()];
      const isStored = async ({ hash }: { hash: string }) =>
        (await world().engine.read('SELECT hash FROM access_tokens WHERE hash = ?', [hash])).length === 1;
      expect(await rotate(id, start, { accessToken: first })).toBe('rotated');
      expect(await rotate(id, start, { accessToken: repeat })).toBe('rotated');
      expect(await rotate(id, start, { accessToken: refused, clientId: 'thief' })).toBe('refused');
      expect((await store().findByAccessToken(pool, first.hash, start))?.authorization.id).toBe(id);
      expect(await rotate(id, start + 10, { accessToken: reused })).toBe('reused');
      expect(await Promise.all([first, repeat, reused, refused].map(isStored))).toEqual([
        true,
        true,
        false,
        false,
      ]);
    });

    it('that is opaque is found by its hash, with its generation, until the refresh token ends', async () => {
      const given = newAuthorization();
      const refresh = { expiresAt: start + 100, idleExpiresAt: start + 50, hash: fresh('refresh') };
      await store().grant(pool, given);
      await store().redeem(pool, given.id, given.code.hash, start, bought({ refresh }));
      const next = fresh('refresh');
      for (const at of [start, start + 5])
        expect(await rotate(given.id, at, { refreshTokenHash: next })).toBe('rotated');
      const found = (hash: string, where = pool) => store().findByRefreshToken(where, hash);
      expect(await found(refresh.hash)).toEqual({ authorizationId: given.id, generation: 1 });
      expect(await found(next)).toEqual({ authorizationId: given.id, generation: 2 });
      expect(await found(next, otherPool)).toBeUndefined();
      expect(await found('unknown')).toBeUndefined();
      await world().storage.purge(start + 99, start + 3600);
      expect(await found(next)).toBeDefined();
      await world().storage.purge(start + 100, start + 3600);
      expect([await found(refresh.hash), await found(next)]).toEqual([undefined, undefined]);
    });

    it('that is opaque is not stored where the old one is reused or refused', async () => {
      const id = await redeemed(world().storage);
      const [reused, refused] = [fresh('refresh'), fresh('refresh')];
      await rotate(id, start);
      expect(await rotate(id, start, { clientId: 'thief', refreshTokenHash: refused })).toBe('refused');
      expect(await rotate(id, start + 10, { refreshTokenHash: reused })).toBe('reused');
      for (const hash of [reused, refused])
        expect(await store().findByRefreshToken(pool, hash)).toBeUndefined();
    });
  });
}
