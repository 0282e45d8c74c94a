/** Authorizations and their codes — RFC 6749 §4.1.2. */
import type { Authorization } from '@symbolon/protocol';
import { describe, expect, it } from 'vitest';
import {
  accessToken,
  beginSession,
  bought,
  clientId,
  deleteUser,
  fresh,
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

export function describeAuthorizations(open: OpenEngine): void {
  describe('an authorization', () => {
    const world = useWorld(open);
    const store = () => world().storage.authorizations;
    const find = (id: string) => store().find(pool, id);

    async function userWith(claims: Record<string, unknown>): Promise<string> {
      const user = newUser({ claims });
      await world().storage.users.create(pool, user, start - 1000);
      return user.id;
    }

    it('is found as it was granted, with the end-user', async () => {
      const userId = await userWith({ name: 'Ann', aws: { demo: true } });
      const code = {
        hash: fresh('code'),
        expiresAt: start + 60,
        binding: {
          redirectUri: 'https://app.example/cb?x=1',
          redirectUriOmitted: true,
          codeChallenge: { method: 'S256', value: 'challenge' },
          nonce: 'n-0S6',
          dpopJkt: 'thumbprint',
        },
      } as const;
      const given = newAuthorization({
        userId,
        code,
        acr: 'urn:mace:silver',
        sid: 'sid-1',
        amr: ['pwd', 'otp'],
        audience: ['https://api.example', clientId],
        claimNames: { userinfo: ['email'], idToken: ['name'] },
      });
      await beginSession(world().storage, 'sid-1', userId);
      await store().grant(pool, given);
      const expected: Authorization = {
        id: given.id,
        clientId,
        userId,
        subject: {
          sub: userId,
          active: true,
          signedUpAt: start - 1000,
          claims: { name: 'Ann', aws: { demo: true }, updated_at: start - 1000 },
        },
        scope: ['openid', 'offline_access'],
        audience: ['https://api.example', clientId],
        authTime: start - 60,
        acr: 'urn:mace:silver',
        amr: ['pwd', 'otp'],
        sid: 'sid-1',
        claimNames: { userinfo: ['email'], idToken: ['name'] },
        code: { ...code, consumedAt: undefined },
        generation: 0,
        refreshExpiresAt: 0,
        revokedAt: undefined,
      };
      expect(await find(given.id)).toEqual(expected);
    });

    it('keeps an updated_at that the claims carry themselves', async () => {
      const id = await redeemed(world().storage, { userId: await userWith({ updated_at: 7 }) });
      expect((await find(id))?.subject?.claims).toEqual({ updated_at: 7 });
    });

    it('has no subject once the end-user is gone, and an inactive one where they are locked', async () => {
      const [gone, locked] = [await userWith({}), await userWith({})];
      const first = await redeemed(world().storage, { userId: gone });
      const second = await redeemed(world().storage, { userId: locked });
      await deleteUser(world().engine, gone);
      await setActive(world().engine, locked, 'locked');
      expect((await find(first))?.subject).toBeUndefined();
      expect((await find(second))?.subject?.active).toBe(false);
    });

    it('is not found by another pool', async () => {
      const given = newAuthorization();
      await store().grant(pool, given);
      expect(await store().find(otherPool, given.id)).toBeUndefined();
      expect(await store().redeem(otherPool, given.id, given.code.hash, start, bought())).toBe('refused');
      expect(await store().redeem(pool, given.id, given.code.hash, start, bought())).toBe('redeemed');
    });

    it('records the consent it came with, and adds to an earlier one', async () => {
      const userId = await userWith({});
      const consents = () => world().storage.consents.find(pool, userId, clientId);
      expect(await consents()).toEqual(new Set());
      await store().grant(pool, newAuthorization({ userId, consent: { scope: ['openid', 'email'] } }));
      await store().grant(pool, newAuthorization({ userId, consent: { scope: ['openid', 'profile'] } }));
      await store().grant(pool, newAuthorization({ userId }));
      expect(await consents()).toEqual(new Set(['openid', 'email', 'profile']));
      expect(await world().storage.consents.find(otherPool, userId, clientId)).toEqual(new Set());
      expect(await world().storage.consents.find(pool, userId, 'other')).toEqual(new Set());
    });
  });

  describe('a code', () => {
    const world = useWorld(open);
    const store = () => world().storage.authorizations;

    async function granted(change: Parameters<typeof newAuthorization>[0] = {}) {
      const given = newAuthorization(change);
      await store().grant(pool, given);
      const redeem = (at: number, codeHash = given.code.hash) =>
        store().redeem(pool, given.id, codeHash, at, bought());
      return { id: given.id, redeem };
    }

    it('buys a refresh token of the first generation, and forgets what it was bound to', async () => {
      const { id, redeem } = await granted();
      expect(await redeem(start + 5)).toBe('redeemed');
      expect(await store().find(pool, id)).toMatchObject({
        code: { consumedAt: start + 5, binding: undefined },
        generation: 1,
        refreshExpiresAt: start + 2_592_000,
      });
    });

    it('buys no refresh token where none is asked for', async () => {
      const given = newAuthorization();
      await store().grant(pool, given);
      await store().redeem(pool, given.id, given.code.hash, start, bought({ refresh: undefined }));
      expect(await store().find(pool, given.id)).toMatchObject({ generation: 0, refreshExpiresAt: 0 });
    });

    it('revokes its authorization when it comes back, however late, each time with the same answer', async () => {
      const { id, redeem } = await granted();
      expect(await redeem(start)).toBe('redeemed');
      expect(await redeem(start + 5000)).toBe('replayed');
      expect(await redeem(start + 6000)).toBe('replayed');
      expect((await store().find(pool, id))?.revokedAt).toBe(start + 5000);
    });

    it('is good before its last second and refused from then on', async () => {
      const [early, late] = [await granted(), await granted()];
      expect(await early.redeem(start + 599)).toBe('redeemed');
      expect(await late.redeem(start + 600)).toBe('refused');
    });

    it('is refused with another hash, and stays unspent', async () => {
      const { id, redeem } = await granted();
      expect(await redeem(start, 'another')).toBe('refused');
      expect(await store().redeem(pool, 'unknown', 'another', start, bought())).toBe('refused');
      expect((await store().find(pool, id))?.revokedAt).toBeUndefined();
      expect(await redeem(start)).toBe('redeemed');
    });

    it('is refused where the authorization is revoked, or the end-user locked or gone', async () => {
      const users = [newUser(), newUser()] as const;
      for (const user of users) await world().storage.users.create(pool, user, start);
      const revoked = await granted();
      const locked = await granted({ userId: users[0].id });
      const gone = await granted({ userId: users[1].id });
      await store().revoke(pool, revoked.id, start);
      await setActive(world().engine, users[0].id, 'locked');
      await deleteUser(world().engine, users[1].id);
      for (const { redeem } of [revoked, locked, gone]) expect(await redeem(start)).toBe('refused');
    });

    it('stores no access token where it is refused', async () => {
      const given = newAuthorization();
      await store().grant(pool, given);
      const token = accessToken();
      await store().redeem(pool, given.id, 'wrong', start, bought({ accessToken: token }));
      expect(await store().findByAccessToken(pool, token.hash, start)).toBeUndefined();
    });
  });
}
