/** Fills a database through the stores themselves, so that every row is one that the server would have written. */
import { createSecretKey } from 'node:crypto';
import { createMasterKey, createSystemRandom, type PoolId, readPoolId } from '@symbolon/foundation';
import { dialects, type NewAuthorization } from '@symbolon/protocol';
import type { Storage } from '@symbolon/storage';
import { newAuthorizationId } from '../../packages/protocol/src/tokens/code.ts';
import { mintRefreshToken } from '../../packages/protocol/src/tokens/refresh-token.ts';
import { crowd, userOf } from '../clients.ts';

const random = createSystemRandom();
const day = 86_400;

/** Writes under way at once: what arrives together is committed together. */
const together = 2000;

const pool = readPoolId('default');

function requirePool(): PoolId {
  if (!pool) throw new Error('default is no pool');
  return pool;
}

/** Runs the acts from `from` up to `to`, many at once, in any order. */
async function inCrowds(from: number, to: number, act: (index: number) => Promise<unknown>): Promise<void> {
  let next = from;
  const walk = async () => {
    while (next < to) await act(next++);
  };
  await Promise.all(Array.from({ length: together }, walk));
}

export async function fillUsers(storage: Storage, from: number, to: number, passwordHash: string) {
  const at = Math.floor(Date.now() / 1000);
  await inCrowds(from, to, async index => {
    const { sub: id, username, name, email } = userOf(index);
    const user = {
      id,
      identifiers: [
        { kind: 'username', value: username },
        { kind: 'email', value: email },
      ],
      passwordHash,
      claims: { name, email, email_verified: true, preferred_username: username },
      managedBy: 'console',
    } as const;
    if ((await storage.users.create(requirePool(), user, at)) === 'taken')
      throw new Error(`${username} exists already`);
  });
}

const authorizationOf = (user: number, at: number, expiresAt: number): NewAuthorization => ({
  id: newAuthorizationId({ clock: () => at, random }),
  clientId: crowd.clientId,
  userId: userOf(user).sub,
  offline: true,
  code: undefined,
  issued: { refresh: { expiresAt, idleExpiresAt: expiresAt }, accessToken: undefined },
  grantedAt: at,
  expiresAt,
  consent: undefined,
  spends: undefined,
  scope: ['openid', 'profile', 'email', 'offline_access'],
  audience: [],
  authTime: at,
  acr: undefined,
  amr: ['pwd'],
  sid: undefined,
  claimNames: { userinfo: [], idToken: [] },
});

/** Some of the tokens that were made, from all over the table. */
export async function fillRefreshTokens(
  storage: Storage,
  {
    users,
    tokens,
    kept,
    masterSecret,
  }: { users: number; tokens: number; kept: number; masterSecret: Buffer },
): Promise<readonly string[]> {
  const at = Math.floor(Date.now() / 1000);
  const key = createSecretKey(
    createMasterKey(masterSecret, random).derive(`refresh-tokens ${requirePool()}`),
  );
  const every = Math.max(1, Math.floor(tokens / kept));
  const handed: string[] = [];
  await inCrowds(0, tokens, async index => {
    // Spread over the users as they come and go, and over the two weeks that a refresh token lives.
    const grantedAt = at - Math.floor(13 * day * (1 - index / tokens));
    const authorization = authorizationOf((index * 7919) % users, grantedAt, grantedAt + 14 * day);
    await storage.authorizations.grant(requirePool(), authorization);
    if (index % every !== 0) return;
    const content = { authorizationId: authorization.id, generation: 1 };
    const { settings: dialect } = dialects.standard;
    handed.push(mintRefreshToken({ refreshTokenKey: key }, { dialect }, content).value);
  });
  return handed;
}

/** Authorizations that ended long ago, for the purge to find. */
export async function fillExpired(storage: Storage, users: number, rows: number): Promise<void> {
  const at = Math.floor(Date.now() / 1000);
  await inCrowds(0, rows, index =>
    storage.authorizations.grant(
      requirePool(),
      authorizationOf((index * 7919) % users, at - 30 * day, at - day),
    ),
  );
}
