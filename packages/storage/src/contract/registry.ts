/** What the server keeps: registrations, signing keys, pools, settings. */
import { describe, expect, it } from 'vitest';
import type { StoredSigningKey } from '../registry/index.ts';
import {
  bought,
  fresh,
  newAuthorization,
  type OpenEngine,
  otherPool,
  pool,
  redeemed,
  rotation,
  start,
  testPool,
  userId,
  useWorld,
} from './world.ts';

const newKey = (change: Partial<StoredSigningKey> = {}): StoredSigningKey => ({
  kid: fresh('kid'),
  alg: 'RS256',
  sealedPrivateKey: 'sealed',
  state: 'active',
  createdAt: start,
  changedAt: start,
  ...change,
});

/** A client that registered itself. */
const ownRegistration = () =>
  ({
    kind: 'application',
    id: fresh('client'),
    document: {},
    sealedSecret: undefined,
    managedBy: 'client',
    accessTokenHash: fresh('hash'),
  }) as const;

export function describeRegistry(open: OpenEngine): void {
  describe('the registry', () => {
    const world = useWorld(open);

    it('lists registrations of a kind as they were put, the first time of putting them kept', async () => {
      const own = testPool('registrations');
      const { registrations } = world().storage;
      const web = {
        kind: 'application',
        id: 'web',
        document: { redirect_uris: ['https://a.example/cb'], logo_uri: null, nested: { deep: [1, true] } },
        sealedSecret: 'sealed',
        managedBy: 'file',
      } as const;
      const spa = {
        kind: 'application',
        id: 'spa',
        document: {},
        sealedSecret: undefined,
        managedBy: 'console',
      } as const;
      await registrations.put(own, web, start);
      await registrations.put(own, spa, start + 1);
      await registrations.put(own, { ...web, sealedSecret: undefined, managedBy: 'console' }, start + 2);
      expect(await registrations.list(own, 'application')).toEqual([
        { ...spa, createdAt: start + 1, updatedAt: start + 1, version: 1 },
        {
          ...web,
          sealedSecret: undefined,
          managedBy: 'console',
          createdAt: start,
          updatedAt: start + 2,
          version: 2,
        },
      ]);
      expect(await registrations.list(own, 'resource')).toEqual([]);
      expect(await registrations.list(otherPool, 'application')).toEqual([]);
    });

    it('replaces what a client registered itself, only by its own token and only while it is there', async () => {
      const { registrations } = world().storage;
      const own = {
        kind: 'application',
        id: fresh('own'),
        document: { client_name: 'before' },
        sealedSecret: undefined,
        managedBy: 'client',
        accessTokenHash: fresh('hash'),
      } as const;
      await registrations.put(pool, own, start);
      const after = { ...own, document: { client_name: 'after' }, sealedSecret: 'sealed' };
      expect(await registrations.replaceOwn(otherPool, after, 1, start + 1)).toBe('refused');
      expect(await registrations.replaceOwn(pool, { ...after, accessTokenHash: 'wrong' }, 1, start + 1)).toBe(
        'refused',
      );
      expect(await registrations.find(pool, 'application', own.id)).toMatchObject(own);
      expect(await registrations.replaceOwn(pool, after, 2, start + 1)).toBe('refused');
      expect(await registrations.replaceOwn(pool, after, 1, start + 1)).toBe('replaced');
      expect(await registrations.replaceOwn(pool, after, 1, start + 1)).toBe('refused');
      expect(await registrations.find(pool, 'application', own.id)).toEqual({
        ...after,
        createdAt: start,
        version: 2,
        updatedAt: start + 1,
      });
      // An administrator who writes it takes it over.
      const takenOver = { ...after, managedBy: 'console', accessTokenHash: undefined } as const;
      await registrations.put(pool, takenOver, start + 2);
      expect(await registrations.replaceOwn(pool, after, 3, start + 3)).toBe('refused');
      await registrations.put(pool, own, start + 4);
      const [, replaced] = await Promise.all([
        registrations.remove(pool, 'application', own.id, start + 5),
        registrations.replaceOwn(pool, after, 4, start + 5),
      ]);
      expect(['replaced', 'refused']).toContain(replaced);
      expect(await registrations.find(pool, 'application', own.id)).toBeUndefined();
    });

    it('makes an access token worthless that is shown for another registration, and no other', async () => {
      const { registrations } = world().storage;
      const [one, two] = [ownRegistration(), ownRegistration()];
      for (const own of [one, two]) await registrations.put(pool, own, start);
      const shown = [
        await registrations.revokeAccessToken(pool, one.accessTokenHash, one.id),
        await registrations.revokeAccessToken(otherPool, one.accessTokenHash, two.id),
        await registrations.revokeAccessToken(pool, 'unknown', two.id),
      ];
      expect(shown).toEqual([undefined, undefined, undefined]);
      expect(await registrations.replaceOwn(pool, one, 1, start)).toBe('replaced');
      expect(await registrations.revokeAccessToken(pool, one.accessTokenHash, two.id)).toBe(one.id);
      expect(await registrations.revokeAccessToken(pool, one.accessTokenHash, two.id)).toBeUndefined();
      expect(await registrations.replaceOwn(pool, one, 2, start)).toBe('refused');
      expect(await registrations.replaceOwn(pool, two, 1, start)).toBe('replaced');
    });

    it('forgets the clients that registered themselves and were never used', async () => {
      const own = testPool('unused');
      const { registrations, authorizations } = world().storage;
      const [agreed, granted, changed, unused] = Array.from({ length: 4 }, ownRegistration);
      const byHand = { ...ownRegistration(), managedBy: 'console' } as const;
      for (const client of [agreed, granted, changed, unused, byHand])
        if (client) await registrations.put(own, client, start);
      const asked = { clientId: agreed?.id ?? '', consent: { scope: ['openid'] }, expiresAt: start + 1 };
      await authorizations.grant(own, newAuthorization(asked));
      await authorizations.grant(own, newAuthorization({ clientId: granted?.id ?? '' }));
      if (changed) await registrations.replaceOwn(own, changed, 1, start + 1);
      await world().storage.purge(start + 1, start + 3600);
      expect(await registrations.forgetUnused(own, start - 1)).toBe(0);
      expect(await registrations.forgetUnused(otherPool, start)).toBe(0);
      expect(await registrations.forgetUnused(own, start)).toBe(1);
      const kept = (await registrations.list(own, 'application')).map(({ id }) => id);
      expect(kept.sort()).toEqual([agreed, granted, changed, byHand].map(client => client?.id).sort());
      expect(await registrations.forgetUnused(own, start + 1)).toBe(1);
    });

    it('revokes the authorizations of an application that is removed, and forgets the consents given to it', async () => {
      const { registrations, authorizations, consents } = world().storage;
      const clientId = fresh('client');
      await registrations.put(
        pool,
        { kind: 'application', id: clientId, document: {}, sealedSecret: undefined, managedBy: 'console' },
        start,
      );
      const removed = await redeemed(world().storage, { clientId, consent: { scope: ['openid'] } });
      const unspent = newAuthorization({ clientId });
      await authorizations.grant(pool, unspent);
      const other = await redeemed(world().storage);
      await registrations.remove(otherPool, 'application', clientId, start);
      expect((await authorizations.find(pool, removed))?.revokedAt).toBeUndefined();
      await registrations.remove(pool, 'application', clientId, start + 1);
      expect((await registrations.list(pool, 'application')).map(({ id }) => id)).not.toContain(clientId);
      expect((await authorizations.find(pool, removed))?.revokedAt).toBe(start + 1);
      expect(await authorizations.rotate(pool, removed, start, rotation({ clientId }))).toBe('refused');
      expect(await authorizations.redeem(pool, unspent.id, unspent.code.hash, start, bought())).toBe(
        'refused',
      );
      expect((await authorizations.find(pool, other))?.revokedAt).toBeUndefined();
      expect(await consents.find(pool, userId, clientId)).toEqual(new Set());
    });

    it('holds one active key for each pool and algorithm, and any number of others', async () => {
      const own = testPool('keys');
      const { signingKeys } = world().storage;
      const first = newKey();
      const announced = newKey({ state: 'announced', createdAt: start + 1 });
      const retired = newKey({ state: 'retired', createdAt: start + 2 });
      const elliptic = newKey({ alg: 'ES256', createdAt: start + 3 });
      expect(await signingKeys.add(own, first)).toBe('added');
      expect(await signingKeys.add(own, newKey())).toBe('exists');
      expect(await signingKeys.add(own, { ...announced, kid: first.kid })).toBe('exists');
      for (const key of [elliptic, retired, announced]) expect(await signingKeys.add(own, key)).toBe('added');
      expect(await signingKeys.list(own)).toEqual([first, announced, retired, elliptic]);
      expect(await signingKeys.add(otherPool, newKey())).toBe('added');
    });

    it('promotes an announced key once, and retires the one before it in the same commit', async () => {
      const own = testPool('rotation');
      const { signingKeys } = world().storage;
      const [first, next, elliptic] = [newKey(), newKey({ state: 'announced' }), newKey({ alg: 'ES256' })];
      for (const key of [first, next, elliptic]) await signingKeys.add(own, key);
      expect(await signingKeys.promote(own, first.kid, start + 5)).toBe('refused');
      expect(await signingKeys.promote(otherPool, next.kid, start + 5)).toBe('refused');
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, () => signingKeys.promote(own, next.kid, start + 5)),
      );
      expect(outcomes.filter(outcome => outcome === 'promoted')).toHaveLength(1);
      const states = new Map((await signingKeys.list(own)).map(key => [key.kid, [key.state, key.changedAt]]));
      expect(states.get(first.kid)).toEqual(['retired', start + 5]);
      expect(states.get(next.kid)).toEqual(['active', start + 5]);
      expect(states.get(elliptic.kid)).toEqual(['active', start]);
      for (const kid of [next.kid, first.kid]) await signingKeys.forget(own, kid);
      expect((await signingKeys.list(own)).map(({ kid }) => kid).sort()).toEqual(
        [next.kid, elliptic.kid].sort(),
      );
    });

    it('takes in no more clients that register themselves than there is room for', async () => {
      const own = testPool('room');
      const { registrations } = world().storage;
      const add = () => registrations.addOwn(own, ownRegistration(), start, 2);
      expect([await add(), await add(), await add()]).toEqual(['added', 'added', 'full']);
      expect(await registrations.list(own, 'application')).toHaveLength(2);
    });

    it('puts a setting unless it has its final value', async () => {
      const { settings } = world().storage;
      const name = fresh('setting');
      const put = (value: string) => settings.putUnless(pool, name, value, 'done');
      expect([await put('first'), await put('second'), await settings.get(pool, name)]).toEqual([
        'put',
        'put',
        'second',
      ]);
      await settings.put(pool, name, 'done');
      expect([await put('third'), await settings.get(pool, name)]).toEqual(['refused', 'done']);
    });

    it('lists pools once each', async () => {
      const { pools } = world().storage;
      for (const name of [pool, otherPool, pool]) await pools.ensure(name, start);
      expect(await pools.list()).toEqual([pool, otherPool]);
    });

    it('adds a pool once, and tells every node of it by a version', async () => {
      const { pools, versions } = world().storage;
      const made = testPool(fresh('pool'));
      const told = async () => (await versions.list()).filter(each => each.pool === made);
      await pools.ensure(otherPool, start);
      expect([await pools.add(otherPool, start), await pools.add(made, start)]).toEqual(['exists', 'added']);
      expect(await told()).toEqual([{ pool: made, topic: 'pools', version: 1 }]);
      expect([await pools.add(made, start), (await told()).length]).toEqual(['exists', 1]);
      expect(await pools.list()).toContain(made);
    });

    it('puts, gets and consumes settings', async () => {
      const { settings } = world().storage;
      const name = fresh('setting');
      expect(await settings.get(pool, name)).toBeUndefined();
      await settings.put(pool, name, 'first');
      expect((await settings.list(pool)).get(name)).toBe('first');
      expect((await settings.list(otherPool)).has(name)).toBe(false);
      await settings.put(pool, name, 'second');
      expect(await settings.get(pool, name)).toBe('second');
      expect(await settings.get(otherPool, name)).toBeUndefined();
      expect(await settings.consume(pool, name, 'first')).toBe('refused');
      expect(await settings.consume(otherPool, name, 'second')).toBe('refused');
      expect(await settings.consume(pool, name, 'second')).toBe('consumed');
      expect(await settings.consume(pool, name, 'second')).toBe('refused');
      expect(await settings.get(pool, name)).toBeUndefined();
    });
  });
}
