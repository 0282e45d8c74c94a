/** What every test of the contract stands on: a fresh database, one end-user, and shapes to fill in. */
import { createSecretKey } from 'node:crypto';
import { createSystemRandom, type PoolId, readPoolId } from '@symbolon/foundation';
import type { NewUser } from '@symbolon/login';
import type { Bought, LogoutDelivery, NewAuthorization, Rotation, Session } from '@symbolon/protocol';
import { afterAll, beforeAll } from 'vitest';
import type { Engine } from '../engines/engine.ts';
import { migrate } from '../migrations/migrate.ts';
import type { QueuedMessage } from '../registry/index.ts';
import { createStorage, type Storage } from '../storage.ts';

/** Opens a new, empty database. */
export type OpenEngine = () => Promise<Engine>;

export interface World {
  readonly engine: WatchedEngine;
  readonly storage: Storage;
  /** What the stores take for the present. */
  readonly time: { now: number };
}

export interface WatchedEngine extends Engine {
  /** Resolves once every write asked for so far has been answered, also those that nobody waits for. */
  settled(): Promise<void>;
}

export function watch(engine: Engine): WatchedEngine {
  const writes = new Set<Promise<unknown>>();
  return {
    place: engine.place,
    read: (sql, values) => engine.read(sql, values),
    write(unit) {
      const written = engine.write(unit);
      const answered = written.catch(() => undefined).finally(() => writes.delete(answered));
      writes.add(answered);
      return written;
    },
    ...(engine.neighbours && { neighbours: engine.neighbours }),
    close: () => engine.close(),
    async settled() {
      // What is written at the end of this turn has been asked for, too.
      await Promise.resolve();
      await Promise.all(writes);
    },
  };
}

export function testPool(name: string): PoolId {
  const pool = readPoolId(name);
  if (pool === undefined) throw new Error(`${name} is no name of a pool`);
  return pool;
}

export const auditKey = createSecretKey(Buffer.alloc(32, 'audit'));
export const pool = testPool('default');
export const otherPool = testPool('other');
export const clientId = 'web';
export const userId = 'alice';
export const start = 1_800_000_000;

let made = 0;
/** A name that no other test uses. */
export const fresh = (prefix: string): string => `${prefix}-${++made}`;

export const newUser = (change: Partial<NewUser> = {}): NewUser => ({
  id: fresh('user'),
  identifiers: [],
  passwordHash: undefined,
  claims: {},
  managedBy: 'console',
  ...change,
});

/** As the code flow makes it. */
export type WithCode = NewAuthorization & { readonly code: NonNullable<NewAuthorization['code']> };

export const newAuthorization = (change: Partial<WithCode> = {}): WithCode => ({
  id: fresh('authorization'),
  clientId,
  userId,
  offline: false,
  scope: ['openid', 'offline_access'],
  audience: [clientId],
  authTime: start - 60,
  acr: undefined,
  amr: ['pwd'],
  sid: undefined,
  claimNames: { userinfo: [], idToken: [] },
  code: {
    hash: fresh('code'),
    expiresAt: start + 600,
    binding: { redirectUri: 'https://app.example/callback', codeChallenge: undefined, nonce: undefined },
  },
  issued: { refresh: undefined, accessToken: undefined },
  grantedAt: start,
  expiresAt: start + 600,
  consent: undefined,
  spends: undefined,
  ...change,
});

export const bought = (change: Partial<Bought> = {}): Bought => ({
  refresh: { expiresAt: start + 2_592_000, idleExpiresAt: start + 1_209_600 },
  accessToken: undefined,
  expiresAt: start + 2_592_000,
  ...change,
});

export const rotation = (change: Partial<Rotation> = {}): Rotation => ({
  clientId,
  generation: 1,
  mode: 'rotate',
  reuseInterval: 10,
  idleExpiresAt: start + 1_209_600,
  accessToken: undefined,
  ...change,
});

export const accessToken = (change: { readonly expiresAt?: number } = {}) => ({
  hash: fresh('token'),
  scope: ['openid'],
  audience: [clientId],
  expiresAt: start + 3600,
  ...change,
});

/** A code that was spent for a first refresh token. */
export async function redeemed(storage: Storage, change: Partial<WithCode> = {}): Promise<string> {
  const authorization = newAuthorization(change);
  await storage.authorizations.grant(pool, authorization);
  await storage.authorizations.redeem(pool, authorization.id, authorization.code.hash, start, bought());
  return authorization.id;
}

export async function setActive(engine: Engine, id: string, state: 'active' | 'locked'): Promise<void> {
  const values = [state === 'active' ? 1 : 0, pool, id];
  await engine.write([{ sql: 'UPDATE users SET active = ? WHERE pool = ? AND id = ?', values }]);
}

export async function deleteUser(engine: Engine, id: string): Promise<void> {
  await engine.write([{ sql: 'DELETE FROM users WHERE pool = ? AND id = ?', values: [pool, id] }]);
}

export const newSession = (change: Partial<Session> = {}): Session => ({
  sid: fresh('sid'),
  userId,
  authTime: start,
  acr: undefined,
  amr: ['pwd'],
  expiresAt: start + 10_000,
  persistent: false,
  ...change,
});

/** A session of that name; its cookie's hash. */
export async function beginSession(
  { sessions }: Pick<Storage, 'sessions'>,
  sid: string,
  who: string = userId,
): Promise<string> {
  const cookieHash = fresh('cookie');
  await sessions.begin(pool, cookieHash, newSession({ sid, userId: who }), start, 10_000);
  return cookieHash;
}

export const queuedMessage = (id = fresh('message')): QueuedMessage => ({
  id,
  channel: 'email',
  sealed: `sealed ${id}`,
  expiresAt: start + 600,
});

export const unqueuedDelivery = (): LogoutDelivery => ({
  pool,
  clientId,
  sid: fresh('sid'),
  sub: userId,
  attempts: 0,
  expiresAt: start + 3600,
});

/** A session in which these clients were granted something, and which has ended; the delivery to the first. */
export async function queuedDelivery(
  storage: Storage,
  clients: readonly string[] = [clientId],
): Promise<LogoutDelivery> {
  const delivery = { ...unqueuedDelivery(), clientId: clients[0] ?? clientId };
  const { sid } = delivery;
  await beginSession(storage, sid);
  for (const name of clients) {
    for (const offline of [true, false])
      await storage.authorizations.grant(pool, newAuthorization({ clientId: name, sid, offline }));
  }
  await storage.sessions.end(pool, sid, start, delivery.expiresAt);
  return delivery;
}

/** One database for the tests of a `describe`. */
export function useWorld(open: OpenEngine): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    const engine = watch(await open());
    const time = { now: start };
    await migrate(engine, start);
    world = {
      engine,
      time,
      storage: createStorage(engine, { auditKey, clock: () => time.now, random: createSystemRandom() }),
    };
    await world.storage.users.create(pool, newUser({ id: userId }), start);
  });
  afterAll(() => world?.storage.close());
  return () => {
    if (world === undefined) throw new Error('the database of this test did not open');
    return world;
  };
}
