/** Users and their identifiers. */
import type { NewUser } from '@symbolon/login';
import { describe, expect, it } from 'vitest';
import {
  fresh,
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

const identified = (...values: readonly string[]): NewUser['identifiers'] =>
  values.map(value => ({ kind: value.includes('@') ? 'email' : 'username', value }));

const ending = (later = 0) => ({ at: start + later, deliverUntil: start + 3600 });

export function describeUsers(open: OpenEngine): void {
  describe('a user', () => {
    const world = useWorld(open);
    const store = () => world().storage.users;
    const idOf = async (canonical: string) => (await store().findByIdentifier(pool, canonical))?.id;

    it('is found by id and by each identifier, in their own pool', async () => {
      const [name, email] = [fresh('ann'), `${fresh('ann')}@example.org`];
      const user = newUser({
        identifiers: identified(name, email),
        passwordHash: '$argon2id$1',
        claims: { name: 'Ann Lee' },
      });
      expect(await store().create(pool, user, start)).toBe('created');
      const expected = {
        id: user.id,
        displayName: 'Ann Lee',
        active: true,
        passwordHash: '$argon2id$1',
        secretsVersion: 1,
      };
      expect(await store().find(pool, user.id)).toEqual(expected);
      expect(await store().findByIdentifier(pool, name)).toEqual(expected);
      expect(await store().findByIdentifier(pool, email)).toEqual(expected);
      expect(await store().find(otherPool, user.id)).toBeUndefined();
      expect(await store().findByIdentifier(otherPool, name)).toBeUndefined();
    });

    it('is called by their name, else by what they sign in with, else by their id', async () => {
      const nameOf = async (change: Partial<NewUser>) => {
        const user = newUser(change);
        await store().create(pool, user, start);
        return (await store().find(pool, user.id))?.displayName === user.id
          ? 'id'
          : (await store().find(pool, user.id))?.displayName;
      };
      const identifiers = identified(fresh('bob'));
      expect(await nameOf({ claims: { name: 'Bob', preferred_username: 'bobby' } })).toBe('Bob');
      expect(await nameOf({ claims: { name: '', preferred_username: 'bobby' } })).toBe('bobby');
      expect(await nameOf({ identifiers })).toBe(identifiers[0]?.value);
      expect(await nameOf({})).toBe('id');
    });

    it('cannot take an identifier of another, of whatever kind, and is then not stored at all', async () => {
      const [shared, own] = [`${fresh('eve')}@example.org`, fresh('eve')];
      await store().create(pool, newUser({ identifiers: [{ kind: 'email', value: shared }] }), start);
      const second = newUser({
        identifiers: [
          { kind: 'username', value: own },
          { kind: 'username', value: shared },
        ],
      });
      expect(await store().create(pool, second, start)).toBe('taken');
      expect(await store().find(pool, second.id)).toBeUndefined();
      expect(await idOf(own)).toBeUndefined();
      expect(await store().create(otherPool, second, start)).toBe('created');
    });

    it('may have one text as two identifiers of their own', async () => {
      const email = `${fresh('kim')}@example.org`;
      const user = newUser({
        identifiers: [
          { kind: 'username', value: email },
          { kind: 'email', value: email },
        ],
      });
      expect(await store().create(pool, user, start)).toBe('created');
      expect(await idOf(email)).toBe(user.id);
    });

    it('cannot be created under an id that exists', async () => {
      const user = newUser();
      await store().create(pool, user, start);
      expect(await store().create(pool, { ...user, identifiers: identified(fresh('x')) }, start)).toBe(
        'taken',
      );
    });

    it('is replaced whole, save the id and whether they are locked', async () => {
      const [before, kept, after] = [fresh('before'), fresh('kept'), fresh('after')];
      const user = newUser({ identifiers: identified(before, kept), passwordHash: 'old' });
      await store().create(pool, user, start);
      await setActive(world().engine, user.id, 'locked');
      const next = {
        ...user,
        identifiers: identified(kept, after),
        passwordHash: undefined,
        claims: { name: 'N' },
      };
      expect(await store().replace(pool, next, ending(1))).toBe('replaced');
      expect(await store().find(pool, user.id)).toEqual({
        id: user.id,
        displayName: 'N',
        active: false,
        passwordHash: undefined,
        secretsVersion: 2,
      });
      expect([await idOf(before), await idOf(kept), await idOf(after)]).toEqual([
        undefined,
        user.id,
        user.id,
      ]);
    });

    it('cannot finish a sign-in with the password that another has replaced, and can where it is the same', async () => {
      const user = newUser({ passwordHash: 'old' });
      await store().create(pool, user, start);
      const proven = (await store().find(pool, user.id))?.secretsVersion;
      const begins = () => {
        const began = newSession({ sid: fresh('sid'), userId: user.id });
        return world().storage.sessions.begin(pool, fresh('cookie'), began, start, 3600, undefined, proven);
      };
      await store().replace(pool, { ...user, claims: { name: 'Ann' } }, ending());
      expect(await begins()).toBeDefined();
      await store().replace(pool, { ...user, passwordHash: 'new' }, ending());
      expect(await begins()).toBeUndefined();
      const last = newUser();
      await store().create(pool, last, start);
      await store().replace(pool, last, ending());
      expect((await store().find(pool, last.id))?.secretsVersion).toBe(1);
    });

    it('keeps everything where the replacement takes an identifier of another', async () => {
      const [taken, own] = [fresh('taken'), fresh('own')];
      const user = newUser({ identifiers: identified(own), passwordHash: 'old' });
      await store().create(pool, newUser({ identifiers: identified(taken) }), start);
      await store().create(pool, user, start);
      const next = { ...user, identifiers: identified(fresh('new'), taken), passwordHash: 'new' };
      expect(await store().replace(pool, next, ending())).toBe('taken');
      expect((await store().findByIdentifier(pool, own))?.passwordHash).toBe('old');
      expect(await store().replace(pool, newUser({ identifiers: identified(own) }), ending())).toBe(
        'unknown',
      );
    });

    it('was updated when their claims changed, not when the same was applied again', async () => {
      const user = newUser({ claims: { name: 'Ann' } });
      await store().create(pool, user, start);
      const id = await redeemed(world().storage, { userId: user.id });
      const updatedAt = async () =>
        (await world().storage.authorizations.find(pool, id))?.subject?.claims['updated_at'];
      await store().replace(pool, { ...user, passwordHash: 'new' }, ending(10));
      expect(await updatedAt()).toBe(start);
      await store().replace(pool, { ...user, claims: { name: 'Ann Lee' } }, ending(20));
      expect(await updatedAt()).toBe(start + 20);
    });

    it('gets a stronger hash of the same password, unless the password was changed meanwhile', async () => {
      const user = newUser({ passwordHash: 'weak' });
      await store().create(pool, user, start);
      await store().rehash(pool, user.id, 'weak', 'strong');
      await store().rehash(pool, user.id, 'weak', 'stale');
      await store().rehash(otherPool, user.id, 'strong', 'foreign');
      expect((await store().find(pool, user.id))?.passwordHash).toBe('strong');
    });
  });
}
