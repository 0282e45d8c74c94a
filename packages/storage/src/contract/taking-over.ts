/** What a user had before, and what is left of it: a password that is changed, an address that is proven for the first time. */
import type { NewUser } from '@symbolon/login';
import { describe, expect, it } from 'vitest';
import {
  beginSession,
  fresh,
  newAuthorization,
  newSession,
  newUser,
  type OpenEngine,
  otherPool,
  pool,
  redeemed,
  rotation,
  start,
  useWorld,
} from './world.ts';

const ending = { at: start + 5, deliverUntil: start + 3600 };

export function describeTakingOver(open: OpenEngine): void {
  describe('a user who is taken over by their owner', () => {
    const world = useWorld(open);
    const store = () => world().storage.users;
    const passwordOf = async (id: string) => (await store().find(pool, id))?.passwordHash;

    async function signedUp(change: Partial<NewUser> = {}) {
      const email = `${fresh('mail')}@example.org`;
      const identifiers = [{ kind: 'email', value: email }] as const;
      const claims = { email, email_verified: false };
      const user = newUser({ identifiers, claims, passwordHash: 'old', managedBy: 'self', ...change });
      expect(await store().create(pool, user, start)).toBe('created');
      return { id: user.id, email };
    }

    /** A session with a grant in it, and a grant that outlives it. */
    async function used(id: string) {
      const cookieHash = await beginSession(world().storage, fresh('sid'), id);
      const offline = await redeemed(world().storage, { userId: id, offline: true });
      return async () => ({
        session: (await world().storage.sessions.find(pool, cookieHash, start)) !== undefined,
        refresh: await world().storage.authorizations.rotate(pool, offline, start + 6, rotation()),
      });
    }

    it('is found by an address of that kind alone', async () => {
      const { id, email } = await signedUp();
      const found = await store().findByAddress(pool, 'email', email);
      expect([found?.user.id, found?.standing]).toEqual([id, 'claimed']);
      expect(await store().findByAddress(pool, 'phone', email)).toBeUndefined();
      expect(await store().findByAddress(otherPool, 'email', email)).toBeUndefined();
      const name = `${fresh('name')}@example.org`;
      await signedUp({ identifiers: [{ kind: 'username', value: name }] });
      expect(await store().findByAddress(pool, 'email', name)).toBeUndefined();
    });

    it.each([
      ['proven', { email_verified: true }, 'self'],
      ['proven', {}, 'file'],
      ['claimed', {}, 'console'],
      ['claimed', { email_verified: 'true' }, 'self'],
      ['shadowed', { phone_number_verified: true }, 'self'],
    ] as const)('has an address that is %s: %j of %s', async (standing, claims, managedBy) => {
      const { email } = await signedUp({ claims, managedBy });
      expect((await store().findByAddress(pool, 'email', email))?.standing).toBe(standing);
    });

    it('loses password, sessions and grants with the first proof of the address, once', async () => {
      const { id, email } = await signedUp();
      const left = await used(id);
      const { credentials } = world().storage;
      const proof = { secretsVersion: 1 };
      await credentials.enrolTotp(pool, id, proof, { sealedSecret: 's', createdAt: start, step: 1 }, ['a']);
      const key = { publicKey: 'k', counter: 0, transports: [], name: '', createdAt: start };
      await credentials.addPasskey(pool, { credentialId: fresh('passkey'), userId: id, ...key }, proof);
      expect(await store().proveAddress(pool, id, 'email', ending)).toBe('proven');
      expect(await credentials.of(pool, id)).toEqual({ totp: undefined, recoveryCodes: 0, passkeys: [] });
      expect(await left()).toEqual({ session: false, refresh: 'refused' });
      expect(await passwordOf(id)).toBeUndefined();
      expect((await store().findByAddress(pool, 'email', email))?.standing).toBe('proven');
      await store().changePassword(pool, id, { from: undefined, to: 'own' }, ending);
      expect(await store().proveAddress(pool, id, 'email', ending)).toBe('refused');
      expect(await passwordOf(id)).toBe('own');
      expect(await store().proveAddress(pool, fresh('nobody'), 'email', ending)).toBe('refused');
    });

    it('keeps everything of a shadowed or proven address', async () => {
      for (const claims of [{ phone_number_verified: true }, { email_verified: true }]) {
        const { id } = await signedUp({ claims });
        const left = await used(id);
        expect(await store().proveAddress(pool, id, 'email', ending)).toBe('refused');
        expect(await left()).toEqual({ session: true, refresh: 'rotated' });
        expect(await passwordOf(id)).toBe('old');
      }
    });

    it('gets a new password in one commit with the end of all sessions and grants', async () => {
      const { id } = await signedUp();
      const other = await signedUp();
      const [left, leftToOther] = [await used(id), await used(other.id)];
      expect(await store().changePassword(pool, id, { from: 'old', to: 'new' }, ending)).toBe('changed');
      expect(await left()).toEqual({ session: false, refresh: 'refused' });
      expect(await leftToOther()).toEqual({ session: true, refresh: 'rotated' });
      expect(await passwordOf(id)).toBe('new');
    });

    it.each([
      [
        'a change of the password',
        (id: string) => store().changePassword(pool, id, { from: 'old', to: 'new' }, ending),
      ],
      ['a reset', (id: string) => world().storage.directory.resetPassword(pool, id, 'new', ending)],
      ['the first proof of the address', (id: string) => store().proveAddress(pool, id, 'email', ending)],
    ])('begins no session by what was proven before %s', async (_what, change) => {
      const { id } = await signedUp({ managedBy: 'self' });
      const versionOf = async () => (await store().find(pool, id))?.secretsVersion ?? 0;
      const begin = (secretsVersion: number) => {
        const begun = newSession({ userId: id });
        return world().storage.sessions.begin(
          pool,
          fresh('cookie'),
          begun,
          start,
          1000,
          undefined,
          secretsVersion,
        );
      };
      const seen = await versionOf();
      expect(await begin(seen)).toBeDefined();
      await change(id);
      expect(await begin(seen)).toBeUndefined();
      expect(await begin(await versionOf())).toBeDefined();
    });

    it('loses sessions and grants with another password in the file, and nothing where it is the same', async () => {
      const { id } = await signedUp({ managedBy: 'file' });
      const declared = newUser({ id, passwordHash: 'old', managedBy: 'file' });
      const kept = await used(id);
      const named = { ...declared, claims: { name: 'Ann' } };
      expect(await store().replace(pool, named, ending)).toBe('replaced');
      expect(await kept()).toEqual({ session: true, refresh: 'rotated' });
      const left = await used(id);
      expect(await store().replace(pool, { ...declared, passwordHash: 'new' }, ending)).toBe('replaced');
      expect(await left()).toEqual({ session: false, refresh: 'refused' });
    });

    it('loses all that they had once the file declares them, and not again', async () => {
      const { id } = await signedUp();
      const { credentials } = world().storage;
      const enrol = async () => {
        const { secretsVersion = 0 } = (await store().find(pool, id)) ?? {};
        const app = { sealedSecret: 's', createdAt: start, step: 1 };
        await credentials.enrolTotp(pool, id, { secretsVersion }, app, ['a']);
      };
      await enrol();
      const left = await used(id);
      const declared = newUser({ id, passwordHash: 'old', managedBy: 'file' });
      expect(await store().replace(pool, declared, ending)).toBe('replaced');
      expect(await left()).toEqual({ session: false, refresh: 'refused' });
      expect((await credentials.of(pool, id)).totp).toBeUndefined();
      await enrol();
      expect(await store().replace(pool, { ...declared, passwordHash: 'new' }, ending)).toBe('replaced');
      expect((await credentials.of(pool, id)).totp).toBeDefined();
    });

    it('belongs to the console once the file lets go of them', async () => {
      const keeper = async (id: string) => (await world().storage.directory.find(pool, id))?.managedBy;
      const [declared, own] = [await signedUp({ managedBy: 'file' }), await signedUp()];
      for (const { id } of [declared, own]) await store().release(pool, id);
      expect([await keeper(declared.id), await keeper(own.id)]).toEqual(['console', 'self']);
      expect(await passwordOf(declared.id)).toBe('old');
    });

    it('keeps everything where the password was changed meanwhile', async () => {
      const { id } = await signedUp();
      const left = await used(id);
      for (const from of ['older', undefined])
        expect(await store().changePassword(pool, id, { from, to: 'new' }, ending)).toBe('refused');
      expect(await store().changePassword(otherPool, id, { from: 'old', to: 'new' }, ending)).toBe('refused');
      expect(await left()).toEqual({ session: true, refresh: 'rotated' });
      expect(await passwordOf(id)).toBe('old');
    });

    it('changes a password once, of many who saw the same one', async () => {
      const { id } = await signedUp();
      const change = (_: unknown, index: number) =>
        store().changePassword(pool, id, { from: 'old', to: `new ${index}` }, ending);
      const outcomes = await Promise.all(Array.from({ length: 20 }, change));
      expect(outcomes.filter(outcome => outcome === 'changed')).toHaveLength(1);
      expect(await passwordOf(id)).toBe(`new ${outcomes.indexOf('changed')}`);
    });

    it('has the clients of their sessions told', async () => {
      const { id } = await signedUp();
      const sid = fresh('sid');
      await beginSession(world().storage, sid, id);
      await world().storage.authorizations.grant(pool, newAuthorization({ sid, userId: id }));
      await store().changePassword(pool, id, { from: 'old', to: 'new' }, ending);
      const due = await world().storage.logoutDeliveries.due(ending.at, 1000);
      expect(due.filter(delivery => delivery.sid === sid).map(({ sub }) => sub)).toEqual([id]);
    });

    it('is noted with what they agreed to, and when', async () => {
      const { id } = await signedUp({ agreements: ['terms', 'privacy'] });
      expect(await world().storage.directory.agreements(pool, id)).toEqual([
        { agreement: 'privacy', agreedAt: start },
        { agreement: 'terms', agreedAt: start },
      ]);
      expect(await world().storage.directory.agreements(otherPool, id)).toEqual([]);
    });
  });
}
