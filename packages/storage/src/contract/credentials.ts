/** Credentials beside passwords: what is good once is good once, and all of it goes with its user. */
import type { CredentialStore, Passkey } from '@symbolon/login';
import { describe, expect, it } from 'vitest';
import type { NamedCredential } from '../registry/user-directory.ts';
import { askAtOnce } from './callers.ts';
import {
  beginSession,
  deleteUser,
  fresh,
  newUser,
  type OpenEngine,
  otherPool,
  pool,
  redeemed,
  rotation,
  start,
  useWorld,
} from './world.ts';

const callers = 30;

const totp = { sealedSecret: 'sealed', createdAt: start, step: 100 };

/** Of a user who was made just now. */
const proof = { secretsVersion: 1 };

type Racing = Pick<
  CredentialStore,
  'enrolTotp' | 'acceptStep' | 'spendRecoveryCode' | 'addPasskey' | 'usePasskey'
>;

async function raceToAccept(store: Racing, userId: string): Promise<void> {
  await store.enrolTotp(pool, userId, proof, totp, []);
  expect(await askAtOnce(callers, () => store.acceptStep(pool, userId, 'sealed', 101))).toEqual({
    accepted: 1,
    used: callers - 1,
  });
}

async function raceToSpend(store: Racing, userId: string): Promise<void> {
  await store.enrolTotp(pool, userId, proof, totp, ['code']);
  const answers = await askAtOnce(callers, () => store.spendRecoveryCode(pool, userId, 'code'));
  expect(answers).toEqual({ spent: 1, unknown: callers - 1 });
}

async function raceToUse(store: Racing, userId: string): Promise<void> {
  const { credentialId } = await added(store, userId);
  const answers = await askAtOnce(callers, () => store.usePasskey(pool, credentialId, 5, start));
  expect(answers).toEqual({ used: 1, stale: callers - 1 });
}

export const newPasskey = (userId: string, change: Partial<Passkey> = {}) => ({
  credentialId: fresh('passkey'),
  userId,
  publicKey: 'key',
  counter: 4,
  transports: ['internal', 'hybrid'],
  name: 'Telephone',
  createdAt: start,
  ...change,
});

async function added(
  store: Pick<CredentialStore, 'addPasskey'>,
  userId: string,
  change: Partial<Passkey> = {},
) {
  const passkey = newPasskey(userId, change);
  expect(await store.addPasskey(pool, passkey, proof)).toBe('added');
  return passkey;
}

/** Looks, then acts. */
function createNaiveStore(): Racing {
  let lastStep = 0;
  const codes = new Set<string>();
  let counter = 0;
  return {
    async enrolTotp(_pool, _user, _proof, { step }, hashes) {
      lastStep = step;
      for (const hash of hashes) codes.add(hash);
      return 'enrolled';
    },
    async acceptStep(_pool, _user, _secret, step) {
      const isLater = lastStep < step;
      await Promise.resolve();
      lastStep = step;
      return isLater ? 'accepted' : 'used';
    },
    async spendRecoveryCode(_pool, _user, hash) {
      const isKnown = codes.has(hash);
      await Promise.resolve();
      codes.delete(hash);
      return isKnown ? 'spent' : 'unknown';
    },
    async addPasskey(_pool, passkey) {
      counter = passkey.counter;
      return 'added';
    },
    async usePasskey(_pool, _id, next) {
      const isLater = counter < next;
      await Promise.resolve();
      counter = next;
      return isLater ? 'used' : 'stale';
    },
  };
}

export function describeCredentials(open: OpenEngine): void {
  const world = useWorldOf(open);
  describe('an authenticator app', () => {
    const { store, somebody } = world();
    it('is kept once for a user, with its recovery codes', async () => {
      const id = await somebody();
      expect(await store().of(pool, id)).toEqual({ totp: undefined, recoveryCodes: 0, passkeys: [] });
      expect(await store().enrolTotp(pool, id, proof, totp, ['a', 'b'])).toBe('enrolled');
      expect(await store().enrolTotp(pool, id, proof, { ...totp, sealedSecret: 'other' }, ['c'])).toBe(
        'exists',
      );
      const kept = { sealedSecret: 'sealed', createdAt: start, lastStep: 100 };
      expect(await store().of(pool, id)).toEqual({ totp: kept, recoveryCodes: 2, passkeys: [] });
      expect((await store().of(otherPool, id)).totp).toBeUndefined();
      expect(await store().enrolTotp(pool, fresh('nobody'), proof, totp, [])).toBe('exists');
    });

    it('is good once for each step, and for none before', async () => {
      const id = await somebody();
      await store().enrolTotp(pool, id, proof, totp, []);
      const accept = (step: number, secret = 'sealed') => store().acceptStep(pool, id, secret, step);
      expect([await accept(100), await accept(99), await accept(102)]).toEqual(['used', 'used', 'accepted']);
      expect([await accept(102), await accept(101), await accept(103, 'old')]).toEqual([
        'used',
        'used',
        'used',
      ]);
      expect(await store().acceptStep(otherPool, id, 'sealed', 103)).toBe('used');
      expect(await accept(103)).toBe('accepted');
    });

    it('goes with its recovery codes, which can be made anew', async () => {
      const id = await somebody();
      expect(await store().replaceRecoveryCodes(pool, id, ['z'])).toBe('refused');
      await store().enrolTotp(pool, id, proof, totp, ['a', 'b']);
      expect(await store().replaceRecoveryCodes(pool, id, ['c'])).toBe('replaced');
      expect(await store().spendRecoveryCode(pool, id, 'a')).toBe('unknown');
      expect((await store().of(pool, id)).recoveryCodes).toBe(1);
      await store().removeTotp(pool, id);
      expect(await store().spendRecoveryCode(pool, id, 'c')).toBe('unknown');
      expect(await store().acceptStep(pool, id, 'sealed', 200)).toBe('used');
    });

    it('has recovery codes that are good once, for their user', async () => {
      const [id, other] = [await somebody(), await somebody()];
      await store().enrolTotp(pool, id, proof, totp, ['a', 'b']);
      expect(await store().spendRecoveryCode(pool, other, 'a')).toBe('unknown');
      expect(await store().spendRecoveryCode(otherPool, id, 'a')).toBe('unknown');
      expect(await store().spendRecoveryCode(pool, id, 'a')).toBe('spent');
      expect(await store().spendRecoveryCode(pool, id, 'a')).toBe('unknown');
    });

    it('accepts one of many who have the code of a step', async () =>
      raceToAccept(store(), await somebody()));
    it('spends a recovery code for one of many', async () => raceToSpend(store(), await somebody()));
    it.each([
      ['accept', raceToAccept],
      ['spend', raceToSpend],
      ['use', raceToUse],
    ])('of a store that looks before it acts fails the race to %s', async (_name, race) => {
      await expect(race(createNaiveStore(), 'user')).rejects.toMatchObject({ name: 'AssertionError' });
    });
  });

  describe('a passkey', () => {
    const { store, somebody, engine } = world();
    it('is found as it was added, in its pool, and belongs to one user', async () => {
      const [id, other] = [await somebody(), await somebody()];
      const passkey = await added(store(), id);
      const { credentialId } = passkey;
      const kept = { ...passkey, lastUsedAt: undefined };
      expect(await store().findPasskey(pool, credentialId)).toEqual(kept);
      expect((await store().of(pool, id)).passkeys).toEqual([kept]);
      expect(await store().findPasskey(otherPool, credentialId)).toBeUndefined();
      expect(await store().addPasskey(pool, newPasskey(other, { credentialId }), proof)).toBe('taken');
      expect(await store().addPasskey(pool, newPasskey(fresh('nobody')), proof)).toBe('taken');
    });

    it('is used with a counter that moves on, or that stays nought', async () => {
      const id = await somebody();
      const { credentialId } = await added(store(), id);
      const use = (counter: number) => store().usePasskey(pool, credentialId, counter, start + counter);
      expect([await use(4), await use(3), await use(0), await use(6)]).toEqual([
        'stale',
        'stale',
        'stale',
        'used',
      ]);
      expect(await store().findPasskey(pool, credentialId)).toMatchObject({
        counter: 6,
        lastUsedAt: start + 6,
      });
      const still = await added(store(), id, { counter: 0 });
      const useStill = () => store().usePasskey(pool, still.credentialId, 0, start);
      expect([await useStill(), await useStill()]).toEqual(['used', 'used']);
    });

    it('is used by one of many with one counter', async () => raceToUse(store(), await somebody()));

    it('is renamed and removed by its user alone', async () => {
      const [id, other] = [await somebody(), await somebody()];
      const { credentialId } = await added(store(), id);
      expect(await store().renamePasskey(pool, other, credentialId, 'Mine')).toBe('unknown');
      expect(await store().renamePasskey(pool, id, credentialId, 'Laptop')).toBe('renamed');
      expect((await store().findPasskey(pool, credentialId))?.name).toBe('Laptop');
      expect(await store().removePasskey(pool, other, credentialId)).toBe('unknown');
      expect(await store().removePasskey(pool, id, credentialId)).toBe('removed');
      expect(await store().usePasskey(pool, credentialId, 9, start)).toBe('stale');
    });

    it('goes with its user, and so does everything else', async () => {
      const id = await somebody();
      const { credentialId } = await added(store(), id);
      await store().enrolTotp(pool, id, proof, totp, ['a']);
      await deleteUser(engine(), id);
      expect(await store().findPasskey(pool, credentialId)).toBeUndefined();
      expect(await store().of(pool, id)).toEqual({ totp: undefined, recoveryCodes: 0, passkeys: [] });
      expect(await store().spendRecoveryCode(pool, id, 'a')).toBe('unknown');
    });
  });

  describe('a credential that an administrator removes', () => {
    const world = useWorld(open);
    const ending = { at: start + 5, deliverUntil: start + 3600 };

    async function somebody(): Promise<string> {
      const user = newUser();
      await world().storage.users.create(pool, user, start);
      return user.id;
    }

    it('goes alone, with what may have begun with it, and a sign-in under way begins nothing', async () => {
      const [id, other] = [await somebody(), await somebody()];
      const { credentials, sessions, authorizations, users } = world().storage;
      await credentials.enrolTotp(pool, id, proof, { sealedSecret: 's', createdAt: start, step: 1 }, [
        'code',
      ]);
      const passkey = { credentialId: fresh('passkey'), userId: id, publicKey: 'key', counter: 0 };
      const kept = { ...passkey, transports: [], name: 'Key', createdAt: start };
      await credentials.addPasskey(pool, kept, proof);
      const remove = (userId: string, credential: NamedCredential, where = pool) =>
        world().storage.directory.removeCredential(where, userId, credential, ending);
      const key = { kind: 'passkey', credentialId: passkey.credentialId } as const;
      const cookie = await beginSession(world().storage, fresh('sid'), id);
      expect(await remove(other, key)).toBe('unknown');
      expect(await remove(other, { kind: 'authenticator' })).toBe('unknown');
      expect(await remove(id, key, otherPool)).toBe('unknown');
      expect(await sessions.find(pool, cookie, start)).toBeDefined();
      const offline = await redeemed(world().storage, { userId: id, offline: true });
      const { secretsVersion } = (await users.find(pool, id)) ?? { secretsVersion: 0 };
      const racing = await Promise.all(Array.from({ length: 20 }, () => remove(id, key)));
      expect(racing.filter(outcome => outcome === 'removed')).toHaveLength(1);
      const left = await credentials.of(pool, id);
      expect([left.passkeys, left.totp?.createdAt, left.recoveryCodes]).toEqual([[], start, 1]);
      expect(await sessions.find(pool, cookie, start + 5)).toBeUndefined();
      expect(await authorizations.rotate(pool, offline, start + 5, rotation())).toBe('refused');
      expect((await users.find(pool, id))?.secretsVersion).toBe(secretsVersion + 1);
      expect(await remove(id, { kind: 'authenticator' })).toBe('removed');
      expect(await credentials.of(pool, id)).toEqual({ totp: undefined, recoveryCodes: 0, passkeys: [] });
    });
  });
}

function useWorldOf(open: OpenEngine) {
  return () => {
    const world = useWorld(open);
    return {
      store: () => world().storage.credentials,
      engine: () => world().engine,
      async somebody(): Promise<string> {
        const user = newUser();
        await world().storage.users.create(pool, user, start);
        return user.id;
      },
    };
  };
}
