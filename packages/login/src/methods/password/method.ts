/** Signing in with a password — NIST SP 800-63B §5.1.1. */
import type { PoolId, Random } from '@symbolon/foundation';
import { type PasswordHasher, unmatchableHash } from '../../password-hash.ts';
import { isPasswordHash } from '../../stored-hash.ts';
import type { LoginUser, UserStore } from '../../stores/users.ts';
import type { LoginMethod } from '../method.ts';

export interface PasswordMethodDependencies {
  readonly users: Pick<UserStore, 'rehash'>;
  readonly hasher: PasswordHasher;
  readonly random: Random;
  /** Told when a hash could not be strengthened; the sign-in has succeeded all the same. */
  readonly onRehashFailure: (cause: unknown) => void;
}

export function createPasswordMethod(dependencies: PasswordMethodDependencies): LoginMethod<string> {
  const { hasher } = dependencies;
  const unmatchable = unmatchableHash(dependencies.random);
  return {
    amr: ['pwd'],
    async verify(pool, user, password) {
      const stored = storedHash(user);
      // Whoever cannot be matched costs as much as whoever can, so that time does not tell them apart.
      const outcome = await hasher.verify(stored ?? unmatchable, password);
      if (outcome.kind === 'busy') return outcome;
      // Nor must a hash taken over from elsewhere, which may be quicker to judge; that it was wrong is known by now.
      if (outcome.kind === 'wrong' && stored !== undefined && !hasher.isAsCostly(stored))
        await hasher.verify(unmatchable, password);
      if (outcome.kind === 'wrong' || user === undefined || stored === undefined) return { kind: 'wrong' };
      if (hasher.needsRehash(stored, password)) {
        strengthen(dependencies, pool, user.id, stored, password).catch(dependencies.onRehashFailure);
      }
      return { kind: 'right', user };
    },
  };
}

const storedHash = (user: LoginUser | undefined): string | undefined =>
  user?.active && user.passwordHash !== undefined && isPasswordHash(user.passwordHash)
    ? user.passwordHash
    : undefined;

async function strengthen(
  { hasher, users }: PasswordMethodDependencies,
  pool: PoolId,
  id: string,
  from: string,
  password: string,
): Promise<void> {
  const outcome = await hasher.hash(password);
  if (outcome.kind === 'hashed') await users.rehash(pool, id, from, outcome.hash);
}
