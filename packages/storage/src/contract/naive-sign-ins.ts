/** A store that looks at the secrets before it begins a session: what the contract must catch. */
import type { UserStore } from '@symbolon/login';
import type { Session, SessionStore } from '@symbolon/protocol';

const nextTurn = (): Promise<void> => Promise.resolve();

/** Looks at the version of the secrets, then begins; changes them, then ends the sessions that it has seen. */
export function createNaiveSignIns(): {
  users: Pick<UserStore, 'create' | 'changePassword'>;
  sessions: Pick<SessionStore, 'begin' | 'find'>;
} {
  const sessions = new Map<string, Session>();
  let version = 1;
  return {
    users: {
      create: async () => 'created',
      async changePassword() {
        version++;
        const seen = [...sessions.keys()];
        await nextTurn();
        for (const cookie of seen) sessions.delete(cookie);
        return 'changed';
      },
    },
    sessions: {
      async begin(_pool, cookieHash, session, _at, _idleLifetime, _replaces, secretsVersion) {
        if (secretsVersion !== version) return undefined;
        await nextTurn();
        sessions.set(cookieHash, session);
        return session.sid;
      },
      async find(_pool, cookieHash) {
        const session = sessions.get(cookieHash);
        return session && { ...session, touchedAt: 0 };
      },
    },
  };
}
