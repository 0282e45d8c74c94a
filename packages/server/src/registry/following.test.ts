/** Following other nodes: what has another version is read again, once, and until it succeeds. */
import { readPoolId } from '@symbolon/foundation';
import type { Version } from '@symbolon/storage';
import { describe, expect, it } from 'vitest';
import { createFollowing } from './following.ts';

function world() {
  const pool = readPoolId('default');
  if (!pool) throw new TypeError('default is a pool');
  const registrations: Version = { pool, topic: 'registrations', version: 1 };
  const keys: Version = { pool, topic: 'signing_keys', version: 1 };
  const state = { versions: [registrations, keys], isAway: false };
  const reloaded: string[] = [];
  const failures: unknown[] = [];
  const reloads = {
    pools: async () => void reloaded.push('pools'),
    registrations: async () => void reloaded.push('registrations'),
    signing_keys: async () => void reloaded.push('signing_keys'),
  };
  const list = async () => {
    if (state.isAway) throw new Error('the database is away');
    return state.versions;
  };
  const following = createFollowing({ list }, [registrations, keys], reloads, error => failures.push(error));
  return { following, state, reloaded, failures, registrations, keys };
}

describe('following', () => {
  it('reads again what has another version, and only once', async () => {
    const { following, state, reloaded, registrations, keys } = world();
    await following.follow();
    expect(reloaded).toEqual([]);
    state.versions = [{ ...registrations, version: 2 }, keys];
    await Promise.all([following.follow(), following.follow()]);
    await following.follow();
    expect(reloaded).toEqual(['registrations']);
    state.versions = [
      { ...registrations, version: 2 },
      { ...keys, version: 5 },
    ];
    await following.follow();
    expect(reloaded).toEqual(['registrations', 'signing_keys']);
  });

  it('looks once more where it is asked while it looks', async () => {
    const { following, state, reloaded, registrations, keys } = world();
    const running = following.follow();
    state.versions = [{ ...registrations, version: 2 }, keys];
    await Promise.all([running, following.follow()]);
    expect(reloaded).toEqual(['registrations']);
  });

  it('tells of a failure once, and catches up afterwards', async () => {
    const { following, state, reloaded, failures, registrations, keys } = world();
    state.isAway = true;
    state.versions = [{ ...registrations, version: 2 }, keys];
    for (let turn = 0; turn < 3; turn++) await following.follow();
    expect(failures).toHaveLength(1);
    state.isAway = false;
    await following.follow();
    expect(reloaded).toEqual(['registrations']);
  });
});
