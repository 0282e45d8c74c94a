/** Invitations: one for each address, accepted once, by the token that was sent last. */
import type { PoolId } from '@symbolon/foundation';
import type { Invitation, InvitationStore, NewUser } from '@symbolon/login';
import { describe, expect, it } from 'vitest';
import type { UserDirectory } from '../registry/index.ts';
import { fresh, newUser, type OpenEngine, otherPool, pool, start, testPool, useWorld } from './world.ts';

const callers = 50;
const ending = { at: start, deliverUntil: start + 3600 };

const invitation = (change: Partial<Invitation> = {}): Invitation => ({
  id: fresh('invitation'),
  email: `${fresh('guest')}@example.org`,
  name: undefined,
  role: undefined,
  locale: 'en',
  author: { kind: 'operator', id: 'operator' },
  createdAt: start,
  expiresAt: start + 100,
  ...change,
});

const guest = (email: string, change: Partial<NewUser> = {}): NewUser =>
  newUser({ identifiers: [{ kind: 'email', value: email }], ...change });

const good = (given: Invitation) => ({ ...given, standing: 'good' });

type Racing = Pick<InvitationStore, 'add' | 'accept'>;

/** Fifty who hold one token; exactly one of them makes an account. */
async function raceToAccept(store: Racing): Promise<void> {
  const given = invitation();
  const hash = fresh('token');
  await store.add(pool, given, hash);
  const outcomes = await Promise.all(
    Array.from({ length: callers }, () => store.accept(pool, hash, guest(given.email), start)),
  );
  expect(outcomes.filter(outcome => outcome === 'accepted')).toHaveLength(1);
}

async function raceToInvite(store: Racing): Promise<void> {
  const { email } = invitation();
  const outcomes = await Promise.all(
    Array.from({ length: callers }, () => store.add(pool, invitation({ email }), fresh('token'))),
  );
  expect(outcomes.filter(outcome => outcome === 'added')).toHaveLength(1);
}

/** Looks, then acts. */
function createNaiveStore(): Racing {
  const waiting = new Map<string, string>();
  return {
    async add(_pool, { email }, hash) {
      const exists = [...waiting.values()].includes(email);
      await Promise.resolve();
      if (exists) return 'exists';
      waiting.set(hash, email);
      return 'added';
    },
    async accept(_pool, hash) {
      const waits = waiting.has(hash);
      await Promise.resolve();
      waiting.delete(hash);
      return waits ? 'accepted' : 'dead';
    },
  };
}

export function describeInvitations(open: OpenEngine): void {
  describe('an invitation', () => {
    const world = useWorld(open);
    const store = () => world().storage.invitations;
    const users = () => world().storage.users;
    async function invited(change: Partial<Invitation> = {}) {
      const given = invitation(change);
      const hash = fresh('token');
      expect(await store().add(pool, given, hash)).toBe('added');
      return { given, hash };
    }

    it('is found by its id and its token, in its pool, until it expires', async () => {
      const { given, hash } = await invited({ name: 'Guest', role: 'auditor', locale: 'de' });
      expect(await store().find(pool, given.id, start + 99)).toEqual(good(given));
      expect(await store().findByToken(pool, hash, start + 99)).toEqual(good(given));
      for (const [where, at] of [
        [pool, start + 100],
        [otherPool, start],
      ] as const) {
        expect(await store().find(where, given.id, at)).toBeUndefined();
        expect(await store().findByToken(where, hash, at)).toBeUndefined();
        expect(await store().accept(where, hash, guest(given.email), at)).toBe('dead');
      }
    });

    it('is accepted once, and makes a user with what they are to be', async () => {
      const { given, hash } = await invited();
      const user = guest(given.email, { role: 'support', agreements: ['terms'] });
      expect(await store().accept(pool, hash, user, start)).toBe('accepted');
      expect((await users().findByIdentifier(pool, given.email))?.id).toBe(user.id);
      expect((await world().storage.directory.find(pool, user.id))?.role).toBe('support');
      expect(await store().accept(pool, hash, guest(given.email), start)).toBe('dead');
      expect(await store().find(pool, given.id, start)).toBeUndefined();
    });

    it.each<[string, (directory: UserDirectory, own: PoolId, id: string) => Promise<unknown>]>([
      ['has another role', (directory, own, id) => directory.setRole(own, id, 'administrator', 1)],
      ['has no role', (directory, own, id) => directory.setRole(own, id, undefined, 1)],
      ['is locked', (directory, own, id) => directory.lock(own, id, ending)],
      ['is gone', (directory, own, id) => directory.remove(own, id, 1, ending)],
    ])(
      'that makes an administrator is dead once its author %s, until another sends it',
      async (_name, change) => {
        const own = testPool(fresh('own'));
        const [author, other] = [newUser({ role: 'owner' }), newUser({ role: 'owner' })];
        await world().storage.pools.ensure(own, start);
        for (const owner of [author, other]) await users().create(own, owner, start);
        const by = (id: string) => ({ kind: 'user', id }) as const;
        const [given, plain] = [invitation({ author: by(author.id) }), invitation({ author: by(author.id) })];
        const [hash, next, plainHash] = [fresh('token'), fresh('token'), fresh('token')];
        await store().add(own, { ...given, role: 'owner' }, hash);
        await store().add(own, plain, plainHash);
        const standing = async () => (await store().find(own, given.id, start))?.standing;
        expect(await standing()).toBe('good');
        await change(world().storage.directory, own, author.id);
        expect(await standing()).toBe('orphaned');
        expect((await store().findByToken(own, hash, start))?.standing).toBe('orphaned');
        const listed = (await store().list(own, { limit: 10 }, start)).invitations;
        expect(listed.map(each => [each.id, each.standing]).toSorted()).toEqual(
          [
            [given.id, 'orphaned'],
            [plain.id, 'good'],
          ].toSorted(),
        );
        const user = guest(given.email, { role: 'owner' });
        expect(await store().accept(own, hash, user, start)).toBe('dead');
        expect(await users().find(own, user.id)).toBeUndefined();
        expect(await store().accept(own, plainHash, guest(plain.email), start)).toBe('accepted');
        const renewed = { hash: next, expiresAt: given.expiresAt, author: by(other.id) };
        expect(await store().renew(own, given.id, renewed, start)).toBe('renewed');
        expect(await standing()).toBe('good');
        expect(await store().accept(own, next, user, start)).toBe('accepted');
      },
    );

    it('of no user is good whoever its author was', async () => {
      for (const kind of ['client', 'operator'] as const) {
        const { given, hash } = await invited({ role: 'owner', author: { kind, id: fresh('author') } });
        expect((await store().find(pool, given.id, start))?.standing).toBe('good');
        expect(await store().accept(pool, hash, guest(given.email), start)).toBe('accepted');
      }
    });

    it('is for its own address alone', async () => {
      const { given, hash } = await invited();
      const other = guest(`${fresh('other')}@example.org`);
      expect(await store().accept(pool, hash, other, start)).toBe('dead');
      expect(await users().find(pool, other.id)).toBeUndefined();
      expect(await store().find(pool, given.id, start)).toEqual(good(given));
    });

    it('waits on where its address belongs to a user by now', async () => {
      const { given, hash } = await invited();
      await users().create(pool, guest(given.email), start);
      const late = guest(given.email);
      expect(await store().accept(pool, hash, late, start)).toBe('taken');
      expect(await users().find(pool, late.id)).toBeUndefined();
      expect(await store().find(pool, given.id, start)).toEqual(good(given));
    });

    it('is dead once it was revoked, or renewed for its former token', async () => {
      const { given, hash } = await invited();
      const author = { kind: 'client', id: 'machine' } as const;
      const token = { hash: fresh('token'), expiresAt: start + 200, author };
      expect(await store().renew(pool, given.id, token, start + 50)).toBe('renewed');
      expect(await store().accept(pool, hash, guest(given.email), start)).toBe('dead');
      expect(await store().findByToken(pool, token.hash, start + 199)).toEqual({
        ...given,
        ...{ author, standing: 'good', expiresAt: start + 200 },
      });
      expect(await store().revoke(otherPool, given.id, start)).toBe('unknown');
      expect(await store().revoke(pool, given.id, start)).toBe('revoked');
      expect(await store().accept(pool, token.hash, guest(given.email), start)).toBe('dead');
      expect(await store().revoke(pool, given.id, start)).toBe('unknown');
      expect(await store().renew(pool, given.id, token, start)).toBe('unknown');
    });

    it('is the only one to its address until it expires', async () => {
      const { given, hash } = await invited();
      const { email } = given;
      expect(await store().add(pool, invitation({ email, createdAt: start + 99 }), fresh('token'))).toBe(
        'exists',
      );
      expect(await store().add(otherPool, invitation({ email }), fresh('token'))).toBe('added');
      const next = invitation({ email, createdAt: start + 100, expiresAt: start + 200 });
      expect(await store().add(pool, next, fresh('token'))).toBe('added');
      expect(await store().findByToken(pool, hash, start)).toBeUndefined();
      expect(await store().find(pool, next.id, start + 100)).toEqual(good(next));
    });

    it('is listed with those that wait, the newest first, a page at a time', async () => {
      const at = start + 1000;
      const made: Invitation[] = [];
      for (let later = 0; later < 5; later++) {
        const { given } = await invited({ createdAt: at + later, expiresAt: at + 100 - later });
        made.unshift(given);
      }
      const first = await store().list(pool, { limit: 2 }, at + 95);
      expect(first.invitations).toEqual(made.slice(0, 2).map(good));
      const second = await store().list(pool, { limit: 3, after: first.next }, at + 95);
      expect(second).toEqual({ invitations: made.slice(2).map(good), next: undefined });
      expect((await store().list(pool, { limit: 10 }, at + 98)).invitations).toEqual(made.slice(3).map(good));
    });

    it('is accepted by one of fifty who hold its token', () => raceToAccept(store()));
    it('is one where fifty invite the same address', () => raceToInvite(store()));
    it.each([
      ['accept', raceToAccept],
      ['invite', raceToInvite],
    ])('of a store that looks before it acts fails the race to %s', async (_name, race) => {
      await expect(race(createNaiveStore())).rejects.toMatchObject({ name: 'AssertionError' });
    });
  });
}
