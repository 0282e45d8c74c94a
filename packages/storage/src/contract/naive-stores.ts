/**
 * Stores that look, then act, and so break their promises: against these the races of the contract must fail, which
 * proves that they can. `pause` is where another caller comes between.
 */
import type { AttemptStore, NewUser, UserStore } from '@symbolon/login';
import type {
  AssertionStore,
  Authorization,
  AuthorizationStore,
  LogoutDeliveryStore,
  SessionStore,
  StoredAccessToken,
} from '@symbolon/protocol';
import type {
  IdempotentRequestStore,
  OutboxMessage,
  OutboxStore,
  PoolStore,
  SettingStore,
  SigningKeyStore,
  StoredSigningKey,
} from '../registry/index.ts';

export type Pause = () => Promise<void>;

const nextTurn: Pause = () => Promise.resolve();

interface NaiveRow {
  authorization: Authorization;
  rotatedAt: number;
}

function naiveAuthorization(given: Parameters<AuthorizationStore['grant']>[1]): Authorization {
  const code = given.code && { ...given.code, consumedAt: undefined };
  return { ...given, subject: undefined, code, generation: 0, refreshExpiresAt: 0, revokedAt: undefined };
}

export function createNaiveAuthorizationStore(pause: Pause = nextTurn): AuthorizationStore {
  const rows = new Map<string, NaiveRow>();
  const tokens = new Map<string, { id: string; token: StoredAccessToken }>();

  const keepToken = (id: string, token: StoredAccessToken | undefined) => {
    if (token) tokens.set(token.hash, { id, token });
  };
  const revokeSeen = (row: NaiveRow, at: number) => {
    row.authorization = { ...row.authorization, revokedAt: row.authorization.revokedAt ?? at };
  };

  return {
    async grant(_pool, given) {
      rows.set(given.id, { authorization: naiveAuthorization(given), rotatedAt: 0 });
      return 'granted';
    },
    async find(_pool, id) {
      return rows.get(id)?.authorization;
    },
    async redeem(_pool, id, codeHash, at, { refresh, accessToken }) {
      const row = rows.get(id);
      const seen = row?.authorization;
      if (!row || !seen?.code || seen.code.hash !== codeHash) return 'refused';
      await pause();
      if (seen.code.consumedAt !== undefined) {
        revokeSeen(row, at);
        return 'replayed';
      }
      if (seen.revokedAt !== undefined || seen.code.expiresAt <= at) return 'refused';
      keepToken(id, accessToken);
      row.authorization = {
        ...seen,
        code: { ...seen.code, consumedAt: at },
        generation: refresh ? 1 : 0,
        refreshExpiresAt: refresh?.expiresAt ?? 0,
      };
      return 'redeemed';
    },
    async rotate(_pool, id, at, { generation, reuseInterval, accessToken }) {
      const row = rows.get(id);
      if (!row || row.authorization.revokedAt !== undefined) return 'refused';
      const { authorization: seen, rotatedAt } = row;
      await pause();
      if (seen.generation === generation) {
        keepToken(id, accessToken);
        row.rotatedAt = at;
        row.authorization = { ...seen, generation: row.authorization.generation + 1 };
        return 'rotated';
      }
      if (seen.generation === generation + 1 && at < rotatedAt + reuseInterval) return 'rotated';
      revokeSeen(row, at);
      return 'reused';
    },
    async findByAccessToken(_pool, hash) {
      const found = tokens.get(hash);
      const authorization = found && rows.get(found.id)?.authorization;
      if (!authorization || authorization.revokedAt !== undefined) return undefined;
      return { authorization, token: found.token };
    },
    async findByRefreshToken() {
      return undefined;
    },
    async revoke(_pool, id, at) {
      const row = rows.get(id);
      await pause();
      if (row) revokeSeen(row, at);
    },
  };
}

/** Answers a request that waits, for whoever has just seen it wait. */
export function createNaiveSpendingStore(): Pick<AuthorizationStore, 'grant'> {
  const spent = new Set<string>();
  return {
    async grant(_pool, { spends }) {
      const hash = spends?.hash ?? '';
      const waits = !spent.has(hash);
      await nextTurn();
      spent.add(hash);
      return waits ? 'granted' : 'refused';
    },
  };
}

/** Looks whether the session lives, then grants; ends a session, then revokes what it has seen granted in it. */
export function createNaiveSessions(): { sessions: SessionStore; authorizations: AuthorizationStore } {
  const authorizations = createNaiveAuthorizationStore();
  const ended = new Set<string>();
  const granted: { readonly id: string; readonly sid: string | undefined }[] = [];
  const sessions: SessionStore = {
    begin: async (_pool, _cookieHash, { sid }) => sid,
    find: async () => undefined,
    raise: async () => 'ended',
    lastUsedBy: async () => undefined,
    touch: () => {},
    async end(pool, sid, at) {
      ended.add(sid);
      const seen = granted.filter(given => given.sid === sid);
      for (const { id } of seen) await authorizations.revoke(pool, id, at);
      return [];
    },
  };
  return {
    sessions,
    authorizations: {
      ...authorizations,
      async grant(pool, given) {
        if (ended.has(given.sid ?? '')) return 'session_ended';
        await nextTurn();
        granted.push(given);
        return authorizations.grant(pool, given);
      },
    },
  };
}

export function createNaiveAssertionStore(): AssertionStore {
  const seen = new Set<string>();
  return {
    async remember(_pool, issuer, jti) {
      const known = seen.has(`${issuer} ${jti}`);
      await nextTurn();
      seen.add(`${issuer} ${jti}`);
      return known ? 'seen' : 'fresh';
    },
  };
}

export function createNaiveAttemptStore(): AttemptStore {
  const counts = new Map<string, number>();
  return {
    async record(_pool, key, at, { attempts }) {
      const count = counts.get(key) ?? 0;
      await nextTurn();
      counts.set(key, count + 1);
      return count < attempts ? { kind: 'allowed' } : { kind: 'blocked', until: at + 1 };
    },
    async withdraw(_pool, key) {
      const count = counts.get(key) ?? 0;
      await nextTurn();
      counts.set(key, Math.max(0, count - 1));
    },
    async forget(_pool, key) {
      counts.delete(key);
    },
  };
}

export function createNaiveUserStore(): Pick<UserStore, 'create'> {
  const users: NewUser[] = [];
  return {
    async create(_pool, user) {
      const values = user.identifiers.map(({ value }) => value);
      const taken = users.some(({ identifiers }) => identifiers.some(({ value }) => values.includes(value)));
      await nextTurn();
      if (taken) return 'taken';
      users.push(user);
      return 'created';
    },
  };
}

export function createNaiveSigningKeyStore(): Pick<SigningKeyStore, 'add'> {
  const keys: StoredSigningKey[] = [];
  return {
    async add(_pool, key) {
      const exists = keys.some(({ alg, state }) => state === 'active' && alg === key.alg);
      await nextTurn();
      if (exists) return 'exists';
      keys.push(key);
      return 'added';
    },
  };
}

export function createNaiveDeliveryStore(): Pick<LogoutDeliveryStore, 'claim'> {
  const claims = new Map<string, number>();
  return {
    async claim({ sid, clientId, attempts }) {
      const key = `${sid} ${clientId}`;
      const isUnclaimed = (claims.get(key) ?? 0) === attempts;
      await nextTurn();
      claims.set(key, attempts + 1);
      return isUnclaimed ? 'claimed' : 'missed';
    },
  };
}

export function createNaiveOutbox(): Pick<OutboxStore, 'enqueue' | 'claim'> {
  const due = new Map<string, OutboxMessage>();
  return {
    async enqueue(owner, message, at) {
      due.set(message.id, { ...message, pool: owner, queuedAt: at, attempts: 0 });
    },
    async claim(_at, _lease, most) {
      const found = [...due.values()].slice(0, most);
      await nextTurn();
      for (const { id } of found) due.delete(id);
      return found;
    },
  };
}

export function createNaiveSettingStore(): Pick<SettingStore, 'put' | 'consume'> {
  const values = new Map<string, string>();
  return {
    async put(_pool, name, value) {
      values.set(name, value);
    },
    async consume(_pool, name, value) {
      const matches = values.get(name) === value;
      await nextTurn();
      values.delete(name);
      return matches ? 'consumed' : 'refused';
    },
  };
}

export function createNaivePoolStore(): Pick<PoolStore, 'add'> {
  const known = new Set<string>();
  return {
    async add(added) {
      const isNew = !known.has(added);
      await nextTurn();
      known.add(added);
      return isNew ? 'added' : 'exists';
    },
  };
}

export function createNaiveIdempotentRequests(
  pause: Pause = nextTurn,
): Pick<IdempotentRequestStore, 'begin'> {
  const begun = new Set<string>();
  return {
    async begin(_pool, key) {
      if (begun.has(key)) return { kind: 'running' };
      await pause();
      begun.add(key);
      return { kind: 'begun' };
    },
  };
}
