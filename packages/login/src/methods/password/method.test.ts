/** The password method with the real hasher: everyone who cannot be matched costs one verification. */
import { createSystemRandom, type PoolId, readPoolId } from '@symbolon/foundation';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPasswordHasher } from '../../password-hash.ts';
import type { LoginUser, UserStore } from '../../stores/index.ts';
import type { LoginMethod } from '../method.ts';
import { createPasswordMethod } from './method.ts';

const random = createSystemRandom();
const hasher = createPasswordHasher({ random });
const users: Pick<UserStore, 'rehash'> = { rehash: async () => {} };

let pool: PoolId;
let alice: LoginUser;
let method: LoginMethod<string>;

beforeAll(async () => {
  const hashed = await hasher.hash('correct horse');
  const id = readPoolId('default');
  if (hashed.kind !== 'hashed' || id === undefined) throw new Error('not ready');
  pool = id;
  alice = { id: 'u-alice', displayName: 'Alice', active: true, passwordHash: hashed.hash, secretsVersion: 1 };
  method = createPasswordMethod({ users, hasher, random, onRehashFailure: () => {} });
});

describe('the password method', () => {
  it('knows the user by the right password only', async () => {
    expect(await method.verify(pool, alice, 'correct horse')).toEqual({ kind: 'right', user: alice });
    expect(await method.verify(pool, alice, 'Correct horse')).toEqual({ kind: 'wrong' });
    expect(await method.verify(pool, alice, '')).toEqual({ kind: 'wrong' });
  });

  it('does not let in a user who is disabled, or is not there, with any password', async () => {
    expect(await method.verify(pool, { ...alice, active: false }, 'correct horse')).toEqual({
      kind: 'wrong',
    });
    expect(await method.verify(pool, { ...alice, passwordHash: undefined }, 'correct horse')).toEqual({
      kind: 'wrong',
    });
    expect(await method.verify(pool, undefined, 'correct horse')).toEqual({ kind: 'wrong' });
  });

  it('names itself as RFC 8176 does', () => {
    expect(method.amr).toEqual(['pwd']);
  });
});
