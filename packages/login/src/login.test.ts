/** Signing in: what is answered, what is counted, what it costs. */
import { createSystemRandom, type PoolId, readPoolId } from '@symbolon/foundation';
import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalIdentifier } from './identifier.ts';
import { createLogin, type Login } from './login.ts';
import type { PasswordHasher, VerifyOutcome } from './password-hash.ts';
import type { AttemptStore, LoginUser, UserStore } from './stores/index.ts';

const pool = poolNamed('default');
const otherPool = poolNamed('other');
const weak = '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';
const strong = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

function poolNamed(name: string): PoolId {
  const id = readPoolId(name);
  if (id === undefined) throw new Error('not a pool');
  return id;
}

/** Counts in one step, as the interface asks. */
class MemoryAttempts implements AttemptStore {
  readonly counts = new Map<string, { count: number; since: number }>();

  async record(of: PoolId, key: string, at: number, limit: { attempts: number; window: number }) {
    const name = `${of} ${key}`;
    const known = this.counts.get(name);
    const entry = known && at < known.since + limit.window ? known : { count: 0, since: at };
    this.counts.set(name, entry);
    if (++entry.count <= limit.attempts) return { kind: 'allowed' as const };
    return { kind: 'blocked' as const, until: entry.since + limit.window };
  }
  async withdraw(of: PoolId, key: string) {
    const entry = this.counts.get(`${of} ${key}`);
    if (entry && entry.count > 0) entry.count--;
  }
  async forget(of: PoolId, key: string) {
    this.counts.delete(`${of} ${key}`);
  }
}

class MemoryUsers implements Pick<UserStore, 'find' | 'findByIdentifier' | 'create' | 'replace' | 'rehash'> {
  readonly byIdentifier = new Map<string, LoginUser>();
  readonly rehashed: string[] = [];
  rehashFails: Error | undefined;

  add(identifiers: string[], user: Partial<LoginUser> & { id: string }): void {
    const stored = { displayName: user.id, active: true, passwordHash: strong, secretsVersion: 1, ...user };
    for (const identifier of identifiers)
      this.byIdentifier.set(`${pool} ${canonicalIdentifier(identifier)}`, stored);
  }
  async findByIdentifier(of: PoolId, canonical: string) {
    return this.byIdentifier.get(`${of} ${canonical}`);
  }
  async find() {
    return undefined;
  }
  async create() {
    return 'taken' as const;
  }
  async replace() {
    return 'unknown' as const;
  }
  async rehash(of: PoolId, id: string, from: string, to: string) {
    if (this.rehashFails) throw this.rehashFails;
    this.rehashed.push([of, id, from, to].join(' '));
  }
}

/** Knows one password, and writes down what it was asked. */
class RecordingHasher implements PasswordHasher {
  readonly verified: { stored: string; password: string }[] = [];
  answer: VerifyOutcome | undefined;

  async hash(password: string) {
    return { kind: 'hashed' as const, hash: `new hash of ${password}` };
  }
  async verify(stored: string, password: string): Promise<VerifyOutcome> {
    this.verified.push({ stored, password });
    const known = stored === strong || stored === weak;
    return this.answer ?? { kind: known && password === 'right' ? 'right' : 'wrong' };
  }
  needsRehash(stored: string) {
    return stored === weak;
  }
  isAsCostly(stored: string) {
    return stored !== weak;
  }
}

let now: number;
let attempts: MemoryAttempts;
let users: MemoryUsers;
let hasher: RecordingHasher;
let failures: unknown[];
let login: Login;

beforeEach(() => {
  now = 1_800_000_000;
  attempts = new MemoryAttempts();
  users = new MemoryUsers();
  hasher = new RecordingHasher();
  failures = [];
  users.add(['alice', 'Alice@X.test'], { id: 'u-alice' });
  users.add(['dave'], { id: 'u-dave', active: false });
  users.add(['carol'], { id: 'u-carol', passwordHash: undefined });
  users.add(['mallet'], { id: 'u-mallet', passwordHash: 'no hash at all' });
  users.add(['olga'], { id: 'u-olga', passwordHash: weak });
  login = createLogin({
    stores: { users, attempts },
    clock: () => now,
    random: createSystemRandom(),
    hasher,
    onRehashFailure: cause => failures.push(cause),
  });
});

const signIn = (identifier: string, password: string, remoteAddress = '192.0.2.1', of = pool) =>
  login.signIn(of, { identifier, password, remoteAddress });

describe('who gets in', () => {
  it.each(['alice', ' ALICE ', 'alice@x.test', 'ａlice＠X.test'])(
    '%j with the right password',
    async identifier => {
      expect(await signIn(identifier, 'right')).toEqual({
        kind: 'authenticated',
        userId: 'u-alice',
        amr: ['pwd'],
        acr: 'urn:symbolon:acr:single-factor',
        secretsVersion: 1,
      });
    },
  );

  it('nobody of another pool', async () => {
    expect(await signIn('alice', 'right', '192.0.2.1', otherPool)).toEqual({ kind: 'refused' });
  });
});

describe('who does not', () => {
  it.each([
    ['a wrong password', 'alice', 'wrong'],
    ['an empty password', 'alice', ''],
    ['an unknown user', 'ghost', 'right'],
    ['a disabled user', 'dave', 'right'],
    ['a user without a password', 'carol', 'right'],
    ['a user with a damaged hash', 'mallet', 'right'],
    ['an unusable identifier', 'a\u0000b', 'right'],
    ['an empty identifier', '', ''],
  ])('%s: one answer, one verification', async (_, identifier, password) => {
    expect(await signIn(identifier, password)).toEqual({ kind: 'refused' });
    expect(hasher.verified).toHaveLength(1);
    expect(hasher.verified[0]?.password).toBe(password);
    expect(hasher.verified[0]?.stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is verified against a hash that belongs to nobody where there is nobody', async () => {
    await signIn('ghost', 'right');
    await signIn('dave', 'right');
    expect(hasher.verified.map(({ stored }) => stored)).not.toContain(strong);
  });
});

describe('how often', () => {
  it('a hundred at once count as a hundred', async () => {
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => signIn('alice', 'wrong')));
    expect(outcomes.filter(({ kind }) => kind === 'refused')).toHaveLength(10);
    expect(outcomes.filter(({ kind }) => kind === 'blocked')).toHaveLength(90);
    expect(hasher.verified).toHaveLength(10);
  });

  it('the right password does not help while blocked, and does afterwards', async () => {
    for (let attempt = 0; attempt < 10; attempt++) await signIn('alice', 'wrong');
    now += 60;
    expect(await signIn('alice', 'right')).toEqual({ kind: 'blocked', retryAfter: 840 });
    now += 840;
    expect((await signIn('alice', 'right')).kind).toBe('authenticated');
  });

  it('an account is one count, whichever identifier is typed and wherever it comes from', async () => {
    for (let attempt = 0; attempt < 5; attempt++) await signIn('alice', 'wrong', '192.0.2.1');
    for (let attempt = 0; attempt < 5; attempt++) await signIn('alice@x.test', 'wrong', '192.0.2.2');
    expect((await signIn('ALICE', 'right', '192.0.2.3')).kind).toBe('blocked');
  });

  it('an unknown user is blocked after as many attempts as a known one', async () => {
    for (const identifier of ['alice', 'ghost', 'dave']) {
      for (let attempt = 0; attempt < 10; attempt++) {
        expect(await signIn(identifier, 'wrong')).toEqual({ kind: 'refused' });
      }
      expect(await signIn(identifier, 'wrong')).toEqual({ kind: 'blocked', retryAfter: 900 });
    }
  });

  it('typing the id of a user does not count against them', async () => {
    for (let attempt = 0; attempt < 11; attempt++) await signIn('u-alice', 'wrong');
    expect((await signIn('alice', 'right')).kind).toBe('authenticated');
  });

  it('a success forgets the failures before it', async () => {
    for (let round = 0; round < 5; round++) {
      for (let attempt = 0; attempt < 9; attempt++) await signIn('alice', 'wrong', `192.0.2.${round}`);
      expect((await signIn('alice', 'right', `192.0.2.${round}`)).kind).toBe('authenticated');
    }
  });

  it('one address gets a hundred failures over all accounts, its /64 counted as one', async () => {
    for (let attempt = 0; attempt < 100; attempt++) {
      expect((await signIn(`user-${attempt}`, 'wrong', `2001:db8::${attempt}`)).kind).toBe('refused');
    }
    expect((await signIn('alice', 'right', '2001:db8::ffff')).kind).toBe('blocked');
    expect((await signIn('alice', 'right', '2001:db8:0:1::1')).kind).toBe('authenticated');
  });

  it('an address is not blocked by people who know their passwords', async () => {
    for (let attempt = 0; attempt < 150; attempt++) {
      expect((await signIn('alice', 'right')).kind).toBe('authenticated');
    }
  });

  it('one who knows a password cannot use it to guess others without end', async () => {
    let refused = 0;
    for (let attempt = 0; attempt < 150; attempt++) {
      if ((await signIn(`user-${attempt}`, 'wrong')).kind === 'refused') refused++;
      await signIn('alice', 'right');
    }
    expect(refused).toBe(100);
  });

  it('a blocked address does not lock the accounts of others', async () => {
    for (let attempt = 0; attempt < 100; attempt++) await signIn(`user-${attempt}`, 'wrong');
    for (let attempt = 0; attempt < 20; attempt++) await signIn('alice', 'wrong');
    expect((await signIn('alice', 'right', '198.51.100.1')).kind).toBe('authenticated');
  });

  it('what was too busy to be judged is not counted', async () => {
    hasher.answer = { kind: 'busy', retryAfter: 2 };
    for (let attempt = 0; attempt < 120; attempt++) {
      expect(await signIn('alice', 'right')).toEqual({ kind: 'busy', retryAfter: 2 });
    }
    hasher.answer = undefined;
    expect((await signIn('alice', 'right')).kind).toBe('authenticated');
  });

  it('keeps no table of what people typed', async () => {
    await signIn('alice', 'wrong');
    await signIn('ghost', 'wrong');
    for (const key of attempts.counts.keys()) expect(key).toMatch(/^default [\w-]{43}$/);
  });
});

describe('a weak hash', () => {
  it('is replaced after a success, with the hash that was matched as the condition', async () => {
    expect((await signIn('olga', 'right')).kind).toBe('authenticated');
    await new Promise(setImmediate);
    expect(users.rehashed).toEqual([`default u-olga ${weak} new hash of right`]);
  });

  it('stays after a failure, and a strong one stays always', async () => {
    await signIn('olga', 'wrong');
    await signIn('alice', 'right');
    await new Promise(setImmediate);
    expect(users.rehashed).toEqual([]);
  });

  it('that cannot be replaced does not spoil the success', async () => {
    users.rehashFails = new Error('disk full');
    expect((await signIn('olga', 'right')).kind).toBe('authenticated');
    await new Promise(setImmediate);
    expect(failures).toEqual([users.rehashFails]);
  });
});
