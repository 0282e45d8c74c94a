/** Races: many callers at once, and exactly what was promised. Each is also run against a naive store, and fails there. */
import type { AttemptStore, UserStore } from '@symbolon/login';
import type {
  AssertionStore,
  AuthorizationStore,
  LogoutDelivery,
  LogoutDeliveryStore,
  NewAuthorization,
  SessionStore,
  StoredAccessToken,
} from '@symbolon/protocol';
import { describe, expect, it } from 'vitest';
import type {
  IdempotentRequestStore,
  OutboxStore,
  PoolStore,
  SettingStore,
  SigningKeyStore,
} from '../registry/index.ts';
import type { Storage } from '../storage.ts';
import { askAtOnce } from './callers.ts';
import { createNaiveSignIns } from './naive-sign-ins.ts';
import * as naive from './naive-stores.ts';
import {
  accessToken,
  beginSession,
  bought,
  fresh,
  newAuthorization,
  newSession,
  newUser,
  type OpenEngine,
  pool,
  queuedDelivery,
  queuedMessage,
  rotation,
  start,
  testPool,
  unqueuedDelivery,
  useWorld,
} from './world.ts';

const callers = 64;

async function grantedTo(store: AuthorizationStore) {
  const given = newAuthorization();
  await store.grant(pool, given);
  const redeem = () => store.redeem(pool, given.id, given.code.hash, start, bought());
  return { id: given.id, redeem };
}

async function raceToRedeem(store: AuthorizationStore): Promise<void> {
  const { id, redeem } = await grantedTo(store);
  expect(await askAtOnce(callers, redeem)).toEqual({ redeemed: 1, replayed: callers - 1 });
  expect((await store.find(pool, id))?.revokedAt).toBe(start);
}

async function raceToRotate(store: AuthorizationStore): Promise<void> {
  const { id, redeem } = await grantedTo(store);
  await redeem();
  expect(await askAtOnce(callers, () => store.rotate(pool, id, start, rotation()))).toEqual({
    rotated: callers,
  });
  expect(await store.find(pool, id)).toMatchObject({ generation: 2, revokedAt: undefined });
}

async function raceToRotateWithoutInterval(store: AuthorizationStore): Promise<void> {
  const { id, redeem } = await grantedTo(store);
  await redeem();
  const rotate = () => store.rotate(pool, id, start, rotation({ reuseInterval: 0 }));
  expect(await askAtOnce(callers, rotate)).toEqual({ rotated: 1, reused: 1, refused: callers - 2 });
  expect((await store.find(pool, id))?.revokedAt).toBe(start);
}

async function raceToRefreshAgainstRevoke(store: AuthorizationStore): Promise<void> {
  const { id, redeem } = await grantedTo(store);
  await redeem();
  const tokens = Array.from({ length: callers }, () => accessToken());
  const rotate = (token: StoredAccessToken) =>
    store.rotate(pool, id, start, rotation({ accessToken: token }));
  await Promise.all([
    ...tokens.slice(0, callers / 2).map(rotate),
    store.revoke(pool, id, start),
    ...tokens.slice(callers / 2).map(rotate),
  ]);
  expect((await store.find(pool, id))?.revokedAt).toBe(start);
  for (const generation of [1, 2]) {
    expect(await store.rotate(pool, id, start, rotation({ generation }))).toBe('refused');
  }
  for (const { hash } of tokens) expect(await store.findByAccessToken(pool, hash, start)).toBeUndefined();
}

async function raceToRemember(store: AssertionStore): Promise<void> {
  const jti = fresh('jti');
  const remember = () => store.remember(pool, 'client', jti, start + 60);
  expect(await askAtOnce(callers, remember)).toEqual({ fresh: 1, seen: callers - 1 });
}

async function raceToGuess(store: AttemptStore): Promise<void> {
  const key = fresh('key');
  const guess = async () => (await store.record(pool, key, start, { attempts: 10, window: 900 })).kind;
  expect(await askAtOnce(100, guess)).toEqual({ allowed: 10, blocked: 90 });
}

async function raceToWithdraw(store: AttemptStore): Promise<void> {
  const key = fresh('key');
  const guess = async () => (await store.record(pool, key, start, { attempts: callers, window: 900 })).kind;
  await askAtOnce(callers, guess);
  await Promise.all(Array.from({ length: callers - 1 }, () => store.withdraw(pool, key)));
  expect(await askAtOnce(callers, guess)).toEqual({ allowed: callers - 1, blocked: 1 });
}

async function raceToCreate(store: Pick<UserStore, 'create'>): Promise<void> {
  const value = fresh('name');
  const create = () => store.create(pool, newUser({ identifiers: [{ kind: 'username', value }] }), start);
  expect(await askAtOnce(callers, create)).toEqual({ created: 1, taken: callers - 1 });
}

async function raceToAddKey(store: Pick<SigningKeyStore, 'add'>): Promise<void> {
  const key = {
    alg: 'EdDSA',
    sealedPrivateKey: 'sealed',
    state: 'active',
    createdAt: start,
    changedAt: start,
  } as const;
  const add = () => store.add(pool, { ...key, kid: fresh('kid') });
  expect(await askAtOnce(callers, add)).toEqual({ added: 1, exists: callers - 1 });
}

async function raceToClaim(
  store: Pick<LogoutDeliveryStore, 'claim'>,
  delivery: LogoutDelivery,
): Promise<void> {
  const claim = () => store.claim(delivery, start, start + 10);
  expect(await askAtOnce(callers, claim)).toEqual({ claimed: 1, missed: callers - 1 });
}

/** Messages are claimed by many, a few at a time: each by one. */
async function raceToClaimMessages(store: Pick<OutboxStore, 'enqueue' | 'claim'>): Promise<void> {
  const ids = Array.from({ length: callers }, () => fresh('message'));
  for (const id of ids) await store.enqueue(pool, queuedMessage(id), start);
  const claimed = await Promise.all(ids.map(() => store.claim(start, 60, 5)));
  expect(claimed.flatMap(messages => messages.map(({ id }) => id)).toSorted()).toEqual(ids.toSorted());
}

/** Codes granted in a session while it ends: none is left that can be redeemed. */
async function raceToGrantAgainstEnd({
  sessions,
  authorizations,
}: Pick<Storage, 'sessions' | 'authorizations'>): Promise<void> {
  const sid = fresh('sid');
  await beginSession({ sessions }, sid);
  const given = Array.from({ length: callers }, () => newAuthorization({ sid }));
  const grant = (authorization: NewAuthorization) => authorizations.grant(pool, authorization);
  await Promise.all([
    ...given.slice(0, callers / 2).map(grant),
    sessions.end(pool, sid, start, start + 3600),
    ...given.slice(callers / 2).map(grant),
  ]);
  for (const { id, code } of given)
    expect(await authorizations.redeem(pool, id, code.hash, start, bought())).toBe('refused');
}

async function raceToSpend(store: Pick<AuthorizationStore, 'grant'>, hash: string): Promise<void> {
  const spends = { kind: 'pushed_request', hash } as const;
  const grant = () => store.grant(pool, newAuthorization({ spends }));
  expect(await askAtOnce(callers, grant)).toEqual({ granted: 1, refused: callers - 1 });
}

async function raceToConsume(store: Pick<SettingStore, 'put' | 'consume'>): Promise<void> {
  const name = fresh('setting');
  await store.put(pool, name, 'link');
  const consume = () => store.consume(pool, name, 'link');
  expect(await askAtOnce(callers, consume)).toEqual({ consumed: 1, refused: callers - 1 });
}

async function raceToAddPool(store: Pick<PoolStore, 'add'>): Promise<void> {
  const made = testPool(fresh('pool'));
  expect(await askAtOnce(callers, () => store.add(made, start))).toEqual({ added: 1, exists: callers - 1 });
}

async function raceToBegin(store: Pick<IdempotentRequestStore, 'begin'>): Promise<void> {
  const key = fresh('key');
  const begin = async () => (await store.begin(pool, key, 'print', start, start + 60)).kind;
  expect(await askAtOnce(callers, begin)).toEqual({ begun: 1, running: callers - 1 });
}

/** Sign-ins with the old password end while it is changed. */
async function raceToSignInAgainstChange({
  users,
  sessions,
}: {
  users: Pick<UserStore, 'create' | 'changePassword'>;
  sessions: Pick<SessionStore, 'begin' | 'find'>;
}): Promise<void> {
  const user = newUser({ passwordHash: 'old' });
  await users.create(pool, user, start);
  const cookies = Array.from({ length: callers }, () => fresh('cookie'));
  const begin = (cookie: string) => {
    const session = newSession({ userId: user.id });
    return sessions.begin(pool, cookie, session, start, 1000, undefined, 1);
  };
  const ending = { at: start, deliverUntil: start + 3600 };
  const early = cookies.slice(0, callers / 2).map(begin);
  const change = users.changePassword(pool, user.id, { from: 'old', to: 'new' }, ending);
  const late = cookies.slice(callers / 2).map(begin);
  await Promise.all([...early, change, ...late]);
  const left = await Promise.all(cookies.map(cookie => sessions.find(pool, cookie, start)));
  expect(left.filter(session => session !== undefined)).toEqual([]);
}

export function describeRaces(open: OpenEngine): void {
  describe('in a race', () => {
    const world = useWorld(open);
    const stores = () => world().storage;

    it('one code is redeemed once, and its authorization revoked', () =>
      raceToRedeem(stores().authorizations));
    it('one refresh token moves the generation on by one, for all', () =>
      raceToRotate(stores().authorizations));
    it('one refresh token without interval is rotated once, and then revokes', () =>
      raceToRotateWithoutInterval(stores().authorizations));
    it('a revocation beats every refresh', () => raceToRefreshAgainstRevoke(stores().authorizations));
    it('one assertion is fresh once', () => raceToRemember(stores().assertions));
    it('a hundred guesses count as a hundred', () => raceToGuess(stores().attempts));
    it('as many attempts are taken back as were asked for', () => raceToWithdraw(stores().attempts));
    it('one identifier goes to one user', () => raceToCreate(stores().users));
    it('one first active key is added', () => raceToAddKey(stores().signingKeys));
    it('one delivery is claimed once', async () => {
      await raceToClaim(stores().logoutDeliveries, await queuedDelivery(stores()));
    });
    it('one message is claimed once', () => raceToClaimMessages(stores().outbox));
    it('one pushed request is answered once', async () => {
      const hash = fresh('pushed');
      const request = { clientId: 'web', parameters: [], expiresAt: start + 60 };
      await stores().pushedRequests.push(pool, hash, request);
      await raceToSpend(stores().authorizations, hash);
    });
    it('nothing is granted in a session that has ended', () => raceToGrantAgainstEnd(stores()));
    it('no session is left of a password that was changed', () => raceToSignInAgainstChange(stores()));
    it('one request under a key is begun once', () => raceToBegin(stores().idempotentRequests));
    it('one pool is added once', () => raceToAddPool(stores().pools));
    it('one setting is consumed once', () => raceToConsume(stores().settings));
  });

  describe('a store that looks before it acts', () => {
    it.each([
      ['redeem', () => raceToRedeem(naive.createNaiveAuthorizationStore())],
      ['rotate', () => raceToRotate(naive.createNaiveAuthorizationStore())],
      ['rotate without interval', () => raceToRotateWithoutInterval(naive.createNaiveAuthorizationStore())],
      ['refresh against revoke', () => raceToRefreshAgainstRevoke(naive.createNaiveAuthorizationStore())],
      ['remember', () => raceToRemember(naive.createNaiveAssertionStore())],
      ['guess', () => raceToGuess(naive.createNaiveAttemptStore())],
      ['withdraw', () => raceToWithdraw(naive.createNaiveAttemptStore())],
      ['create', () => raceToCreate(naive.createNaiveUserStore())],
      ['add a key', () => raceToAddKey(naive.createNaiveSigningKeyStore())],
      ['claim', () => raceToClaim(naive.createNaiveDeliveryStore(), unqueuedDelivery())],
      ['claim messages', () => raceToClaimMessages(naive.createNaiveOutbox())],
      ['spend', () => raceToSpend(naive.createNaiveSpendingStore(), 'pushed')],
      ['grant against the end of a session', () => raceToGrantAgainstEnd(naive.createNaiveSessions())],
      ['sign in against the change of a password', () => raceToSignInAgainstChange(createNaiveSignIns())],
      ['begin', () => raceToBegin(naive.createNaiveIdempotentRequests())],
      ['add a pool', () => raceToAddPool(naive.createNaivePoolStore())],
      ['consume', () => raceToConsume(naive.createNaiveSettingStore())],
    ])('fails the race to %s', async (_name, race) => {
      await expect(race()).rejects.toMatchObject({ name: 'AssertionError' });
    });
  });
}
