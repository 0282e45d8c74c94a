/** The acts as a caller repeats them, through the stores of the server. */
import { createSystemRandom, type PoolId, systemClock } from '@symbolon/foundation';
import type { NewAuthorization } from '@symbolon/protocol';
import type { Storage } from '@symbolon/storage';
import type { Act } from './cases.ts';

const random = createSystemRandom();
const hour = 3600;
const newId = () => random(16).toString('base64url');

const nothing: NewAuthorization['issued'] = { refresh: undefined, accessToken: undefined };

const authorizationOf = (at: number, issued: NewAuthorization['issued']): NewAuthorization => ({
  ...{ id: newId(), clientId: 'machine', userId: undefined, offline: true, code: undefined, issued },
  ...{ grantedAt: at, expiresAt: at + hour, consent: undefined, spends: undefined },
  ...{ scope: ['api:read'], audience: ['https://api.bench.test'] },
  ...{ authTime: undefined, acr: undefined, amr: [], sid: undefined },
  claimNames: { userinfo: [], idToken: [] },
});

/** One write of one caller; rejects where it was refused. */
export type Write = () => Promise<void>;

type Prepare = (storage: Storage, pool: PoolId) => Promise<Write>;

/** THE TABLE of acts: what a caller prepares, and what it then writes. */
export const acts: Readonly<Record<Act, Prepare>> = {
  grant: async (storage, pool) => async () => {
    const authorization = authorizationOf(systemClock(), nothing);
    expect('granted', await storage.authorizations.grant(pool, authorization));
  },
  async authorize(storage, pool) {
    const { userId, sid } = await signIn(storage, pool);
    return async () => {
      const at = systemClock();
      const binding = { redirectUri: 'https://app.bench.test/callback', redirectUriOmitted: false };
      const code = {
        ...{ hash: newId(), expiresAt: at + 60 },
        binding: { ...binding, codeChallenge: undefined, nonce: undefined },
      };
      const authorization = { ...authorizationOf(at, nothing), userId, sid, offline: false, code };
      expect('granted', await storage.authorizations.grant(pool, authorization));
    };
  },
  async rotate(storage, pool) {
    const begunAt = systemClock();
    const refresh = { expiresAt: begunAt + hour, idleExpiresAt: begunAt + hour };
    const authorization = authorizationOf(begunAt, { refresh, accessToken: undefined });
    const { id, clientId } = authorization;
    expect('granted', await storage.authorizations.grant(pool, authorization));
    let generation = 1;
    return async () => {
      const at = systemClock();
      const rotation = { clientId, generation, mode: 'rotate', reuseInterval: 10 } as const;
      const bought = { idleExpiresAt: at + hour, accessToken: undefined };
      expect('rotated', await storage.authorizations.rotate(pool, id, at, { ...rotation, ...bought }));
      generation++;
    };
  },
};

async function signIn(storage: Storage, pool: PoolId): Promise<{ userId: string; sid: string }> {
  const at = systemClock();
  const user = {
    ...{ id: newId(), identifiers: [], passwordHash: undefined },
    claims: {},
    managedBy: 'console',
  } as const;
  expect('created', await storage.users.create(pool, user, at));
  const session = {
    sid: newId(),
    userId: user.id,
    authTime: at,
    acr: undefined,
    amr: ['pwd'],
    expiresAt: at + hour,
  };
  const begun = { ...session, persistent: false, device: undefined };
  const sid = await storage.sessions.begin(pool, newId(), begun, at, hour, undefined, 1);
  if (sid === undefined) throw new Error('no session was begun');
  return { userId: user.id, sid };
}

function expect(wanted: string, found: string): void {
  if (found !== wanted) throw new Error(`a write was ${found}, not ${wanted}`);
}
