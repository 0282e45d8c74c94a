/** Users as administrators see and change them. */
import { describe, expect, it } from 'vitest';
import {
  beginSession,
  fresh,
  newAuthorization,
  newUser,
  type OpenEngine,
  otherPool,
  pool,
  redeemed,
  rotation,
  start,
  testPool,
  useWorld,
} from './world.ts';

const ending = { at: start + 5, deliverUntil: start + 3600 };

export function describeUserDirectory(open: OpenEngine): void {
  describe('the directory of users', () => {
    const world = useWorld(open);
    const directory = () => world().storage.directory;

    async function created(name: string, change: Parameters<typeof newUser>[0] = {}, where = pool) {
      const user = newUser({
        identifiers: [{ kind: 'username', value: fresh('u') }],
        claims: { name },
        ...change,
      });
      await world().storage.users.create(where, user, start);
      return user.id;
    }

    it('finds by the beginning of an identifier, of a name and of its words, each user once', async () => {
      const own = testPool('searched');
      const email = { kind: 'email', value: 'zoe@example.org' } as const;
      const zoe = await created(
        'Zoe Zöllner',
        { identifiers: [{ kind: 'username', value: 'zoe' }, email] },
        own,
      );
      const ann = await created('Ann Zoellner', {}, own);
      const found = async (beginning: string) =>
        (await directory().search(own, { beginning, limit: 10 })).users.map(({ id }) => id);
      expect(await found('z')).toEqual([zoe, ann]);
      expect(await found('ZOE@exa')).toEqual([zoe]);
      expect(await found('zöl')).toEqual([zoe]);
      expect(await found('zoell')).toEqual([ann]);
      expect(await found('oe')).toEqual([]);
      expect(await found('%')).toEqual([]);
      expect((await directory().search(otherPool, { beginning: 'z', limit: 10 })).users).toEqual([]);
      const replaced = { ...newUser({ id: ann }), claims: { name: 'Bea' } };
      await world().storage.users.replace(own, replaced, { at: start, deliverUntil: start });
      expect([await found('zoell'), await found('bea')]).toEqual([[], [ann]]);
    });

    it('gives pages that together hold everybody once, the newest first where nothing is looked for', async () => {
      const own = testPool('paged');
      for (let at = 0; at < 7; at++)
        await world().storage.users.create(
          own,
          newUser({ id: `p${at}`, claims: { name: 'Pat Q' } }),
          start + at,
        );
      const walk = async (beginning?: string) => {
        const ids: string[] = [];
        let after: string | undefined;
        do {
          const page = await directory().search(own, { beginning, after, limit: 3 });
          ids.push(...page.users.map(({ id }) => id));
          after = page.next;
        } while (after !== undefined);
        return ids;
      };
      expect(await walk()).toEqual(['p6', 'p5', 'p4', 'p3', 'p2', 'p1', 'p0']);
      expect(await walk('pat')).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
      expect(await directory().count(own, start)).toEqual({ users: 7, liveSessions: 0 });
    });

    it('changes one who is still at the version that was seen', async () => {
      const [name, other] = [fresh('n'), fresh('o')];
      await created('Other', { identifiers: [{ kind: 'username', value: other }] });
      const id = await created('Kim', {
        identifiers: [{ kind: 'email', value: name }],
        passwordHash: 'kept',
      });
      const change = (value: string, version: number) => {
        const identifiers = [{ kind: 'username', value } as const];
        return directory().change(pool, { id, identifiers, claims: { name: 'Kim Lee' } }, version, start + 1);
      };
      expect(await change(other, 1)).toBe('taken');
      expect(await change(fresh('n'), 2)).toBe('stale');
      const value = fresh('n');
      expect(await change(value, 1)).toBe('changed');
      expect(await change(value, 1)).toBe('stale');
      expect(await directory().find(pool, id)).toEqual({
        id,
        displayName: 'Kim Lee',
        identifiers: [{ kind: 'username', value }],
        claims: { name: 'Kim Lee' },
        active: true,
        hasPassword: true,
        managedBy: 'console',
        role: undefined,
        createdAt: start,
        updatedAt: start + 1,
        version: 2,
      });
      const declared = await created('File', { managedBy: 'file' });
      expect(await directory().change(pool, { id: declared, identifiers: [], claims: {} }, 1, start)).toBe(
        'stale',
      );
    });

    it('locks: sessions end, everything is revoked, offline too, and nothing of it returns', async () => {
      const id = await created('Lou');
      const sid = fresh('sid');
      const cookie = await beginSession(world().storage, sid, id);
      const online = await redeemed(world().storage, { userId: id, sid });
      const offline = await redeemed(world().storage, { userId: id, offline: true });
      expect(await directory().sessions(pool, id, start)).toMatchObject([
        { sid, authTime: start, device: undefined },
      ]);
      expect((await directory().authorizations(pool, id, start)).map(({ id: of }) => of).toSorted()).toEqual(
        [online, offline].toSorted(),
      );
      expect(await directory().lock(otherPool, id, ending)).toBe('unknown');
      expect(await directory().lock(pool, id, ending)).toBe('locked');
      const { sessions, authorizations, logoutDeliveries } = world().storage;
      expect(await sessions.find(pool, cookie, start + 5)).toBeUndefined();
      expect(await authorizations.rotate(pool, offline, start + 5, rotation())).toBe('refused');
      expect(
        (await logoutDeliveries.due(start + 5, 100)).filter(delivery => delivery.sid === sid),
      ).toHaveLength(1);
      // What a sign-in that was under way wrote after it.
      const late = newAuthorization({ userId: id, offline: true });
      await authorizations.grant(pool, late);
      const lateCookie = await beginSession(world().storage, fresh('sid'), id);
      expect(await directory().unlock(pool, id, ending)).toBe('unlocked');
      expect(await authorizations.rotate(pool, offline, start + 5, rotation())).toBe('refused');
      expect((await authorizations.find(pool, late.id))?.revokedAt).toBe(start + 5);
      expect(await sessions.find(pool, lateCookie, start + 5)).toBeUndefined();
      expect((await directory().find(pool, id))?.active).toBe(true);
    });

    it('removes whole: identifiers are free again, nothing of theirs is found or works', async () => {
      const name = fresh('gone');
      const id = await created('Gone Girl', { identifiers: [{ kind: 'username', value: name }] });
      const cookie = await beginSession(world().storage, fresh('sid'), id);
      const offline = await redeemed(world().storage, {
        userId: id,
        offline: true,
        consent: { scope: ['openid'] },
      });
      expect(await directory().remove(pool, id, 9, ending)).toBe('stale');
      expect(await directory().remove(pool, id, 1, ending)).toBe('removed');
      const { sessions, authorizations, consents, users } = world().storage;
      expect(await sessions.find(pool, cookie, start)).toBeUndefined();
      expect(await authorizations.rotate(pool, offline, start, rotation())).toBe('refused');
      expect((await consents.find(pool, id, 'web')).size).toBe(0);
      expect((await directory().search(pool, { beginning: 'gone gi', limit: 5 })).users).toEqual([]);
      const heir = newUser({ identifiers: [{ kind: 'username', value: name }] });
      expect(await users.create(pool, heir, start)).toBe('created');
    });

    it('gives another password, and ends what the old one began', async () => {
      const id = await created('Pat', { passwordHash: 'old' });
      const cookie = await beginSession(world().storage, fresh('sid'), id);
      expect(await directory().resetPassword(pool, id, 'new', ending)).toBe('reset');
      expect((await world().storage.users.find(pool, id))?.passwordHash).toBe('new');
      expect(await world().storage.sessions.find(pool, cookie, start + 5)).toBeUndefined();
      expect(await directory().resetPassword(otherPool, id, 'foreign', ending)).toBe('unknown');
    });

    it('ends one session and revokes one authorization, of this user only', async () => {
      const [id, other] = [await created('One'), await created('Two')];
      const [sid, kept] = [fresh('sid'), fresh('sid')];
      for (const name of [sid, kept]) await beginSession(world().storage, name, id);
      const granted = await redeemed(world().storage, { userId: id, offline: true });
      expect(await directory().endSession(pool, other, sid, ending)).toBe('unknown');
      expect(await directory().revokeAuthorization(pool, other, granted, start)).toBe('unknown');
      expect(await directory().endSession(pool, id, sid, ending)).toBe('ended');
      expect(await directory().endSession(pool, id, sid, ending)).toBe('unknown');
      expect((await directory().sessions(pool, id, start)).map(session => session.sid)).toEqual([kept]);
      expect(await directory().revokeAuthorization(pool, id, granted, start)).toBe('revoked');
      expect(await directory().authorizations(pool, id, start)).toEqual([]);
    });

    it('tells what was agreed to by application, and takes all of one application back', async () => {
      const id = await created('Agreeing');
      const grant = (clientId: string, scope: readonly string[], at: number) =>
        redeemed(world().storage, { userId: id, clientId, consent: { scope }, grantedAt: at });
      await grant('one', ['openid', 'email'], start);
      await grant('one', ['openid', 'phone'], start + 5);
      const kept = await grant('two', ['openid'], start);
      const one = { clientId: 'one', scope: ['email', 'openid', 'phone'], grantedAt: start + 5 };
      const two = { clientId: 'two', scope: ['openid'], grantedAt: start };
      expect(await directory().consents(pool, id)).toEqual([one, two]);
      expect(await directory().consents(otherPool, id)).toEqual([]);
      await directory().revokeApplication(pool, id, 'one', start + 6);
      expect(await directory().consents(pool, id)).toEqual([two]);
      const left = await directory().authorizations(pool, id, start + 6);
      expect(left.map(authorization => authorization.id)).toEqual([kept]);
    });

    it('keeps one owner who can sign in', async () => {
      const own = testPool('owned');
      const owner = await created('First', { role: 'owner' }, own);
      const second = await created('Second', {}, own);
      expect(await directory().setRole(own, owner, 'auditor', 1)).toBe('last_owner');
      expect(await directory().setRole(own, owner, 'auditor', 7)).toBe('stale');
      expect(await directory().lock(own, owner, ending)).toBe('last_owner');
      expect(await directory().remove(own, owner, 1, ending)).toBe('last_owner');
      expect(await directory().setRole(own, second, 'owner', 1)).toBe('set');
      expect((await directory().withRole(own)).map(({ role }) => role)).toEqual(['owner', 'owner']);
      expect(await directory().lock(own, second, ending)).toBe('locked');
      expect(await directory().remove(own, owner, 1, ending)).toBe('last_owner');
      await directory().unlock(own, second, ending);
      expect(await directory().setRole(own, owner, undefined, 1)).toBe('set');
      expect((await directory().withRole(own)).map(({ id }) => id)).toEqual([second]);
    });
  });

  describe('a request that may be repeated', () => {
    const world = useWorld(open);
    const requests = () => world().storage.idempotentRequests;

    it('is begun once, answered alike for as long as its answer is kept, and differs by what it says', async () => {
      const key = fresh('key');
      const begin = (fingerprint = 'print', at = start) =>
        requests().begin(pool, key, fingerprint, at, at + 60);
      const tally = await Promise.all(Array.from({ length: 32 }, () => begin()));
      expect(tally.filter(({ kind }) => kind === 'begun')).toHaveLength(1);
      expect(tally.filter(({ kind }) => kind === 'running')).toHaveLength(31);
      await requests().finish(pool, key, 'answer', start + 100);
      expect(await begin()).toEqual({ kind: 'answered', answer: 'answer' });
      expect(await begin('other')).toEqual({ kind: 'different' });
      expect(await begin('other', start + 100)).toEqual({ kind: 'begun' });
      await requests().abandon(pool, key);
      expect(await begin()).toEqual({ kind: 'begun' });
      expect(await requests().begin(otherPool, key, 'print', start, start + 60)).toEqual({ kind: 'begun' });
    });
  });

  describe('a registration that the console made', () => {
    const world = useWorld(open);

    it('is added once, and changed or removed only as it was seen', async () => {
      const { registrations } = world().storage;
      const made = { kind: 'application', id: fresh('app'), document: {}, sealedSecret: 'one' } as const;
      const add = () => registrations.add(pool, { ...made, managedBy: 'console' }, start);
      expect([await add(), await add()]).toEqual(['added', 'exists']);
      const change = (version: number) =>
        registrations.change(
          pool,
          { ...made, document: { version }, sealedSecret: 'two' },
          version,
          start + 1,
        );
      expect([await change(2), await change(1), await change(1)]).toEqual(['stale', 'changed', 'stale']);
      expect(await registrations.find(pool, 'application', made.id)).toMatchObject({
        document: { version: 1 },
        sealedSecret: 'two',
        version: 2,
        createdAt: start,
        updatedAt: start + 1,
      });
      const remove = (version: number) =>
        registrations.removeVersion(pool, 'application', made.id, version, start);
      expect([await remove(1), await remove(2), await remove(2)]).toEqual(['stale', 'removed', 'stale']);
    });

    it('is not one of the file', async () => {
      const { registrations } = world().storage;
      const declared = { kind: 'resource', id: fresh('api'), document: {}, sealedSecret: undefined } as const;
      await registrations.put(pool, { ...declared, managedBy: 'file' }, start);
      expect(await registrations.change(pool, declared, 1, start)).toBe('stale');
      expect(await registrations.removeVersion(pool, 'resource', declared.id, 1, start)).toBe('stale');
    });
  });
}
