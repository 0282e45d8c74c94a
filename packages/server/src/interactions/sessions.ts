/** Sessions at the edge: the cookie that names one, and its beginning — OIDC Core §1. */
import {
  type Clock,
  type HttpRequest,
  hashBearerValue,
  newBearerValue,
  type PoolId,
  type Random,
  uuid,
} from '@symbolon/foundation';
import { browserState, deliveryLifetime, type Session, type SessionStore } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import { deviceName } from '../http/device-name.ts';

/** Seconds: at most two weeks in all, a day without use. */
const absoluteLifetime = 14 * 86_400;
const idleLifetime = 86_400;

/** Seconds between two notes that a session is in use: hardly any request writes one. */
const touchInterval = 300;

export interface BrowserSessions {
  find(request: HttpRequest): Promise<Session | undefined>;
  /**
   * Begins a session under a new cookie value. The one that the browser had goes on in it where it was the same
   * end-user's, and is ended where it was another's.
   */
  begin(
    request: HttpRequest,
    who: { userId: string; amr: readonly string[]; acr: string | undefined; remember: boolean },
  ): Promise<{ session: Session; cookies: readonly string[] }>;
  /** Raises the session of the browser to a stronger sign-in, under a new cookie value; undefined where it has ended. */
  raise(
    request: HttpRequest,
    session: Session,
    by: Pick<Session, 'amr' | 'acr'>,
  ): Promise<{ session: Session; cookies: readonly string[] } | undefined>;
  /** The `Set-Cookie` values that forget it. */
  forget(): readonly string[];
  readonly stateCookie: string;
}

interface SessionDependencies {
  readonly pool: PoolId;
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly cookies: CookieJar;
  readonly logoutsQueued: () => void;
}

export function createBrowserSessions({
  pool,
  store,
  clock,
  random,
  cookies,
  logoutsQueued,
}: SessionDependencies): BrowserSessions {
  const base = `symbolon-session-${pool}`;
  const stateBase = `symbolon-browser-state-${pool}`;
  const name = cookies.name(base);
  return {
    async find(request) {
      const value = request.cookie(name);
      if (value === undefined || value === '') return undefined;
      const hash = hashBearerValue(value);
      const session = await store.find(pool, hash, clock());
      const at = clock();
      if (session && at - session.touchedAt >= touchInterval) store.touch(pool, hash, at, idleLifetime);
      return session;
    },

    async begin(request, { userId, amr, acr, remember }) {
      const at = clock();
      const value = newBearerValue(random);
      const begun: Session = {
        sid: uuid(random),
        userId,
        authTime: at,
        acr,
        amr,
        expiresAt: at + absoluteLifetime,
        persistent: remember,
        device: deviceName(request.header('user-agent')),
      };
      const old = request.cookie(name);
      const replaced = old
        ? { cookieHash: hashBearerValue(old), deliverUntil: at + deliveryLifetime }
        : undefined;
      const sid = await store.begin(pool, hashBearerValue(value), begun, at, idleLifetime, replaced);
      if (replaced) logoutsQueued();
      const session = { ...begun, sid };
      const lifetime = remember ? absoluteLifetime : undefined;
      return {
        session,
        cookies: [
          cookies.setForFrames(base, value, lifetime),
          cookies.setForScripts(stateBase, browserState(session.sid), lifetime),
        ],
      };
    },

    async raise(request, session, { amr, acr }) {
      const at = clock();
      const value = newBearerValue(random);
      const { sid, persistent, expiresAt } = session;
      const raised = { sid, amr, acr, cookieHash: hashBearerValue(value) };
      const old = hashBearerValue(request.cookie(name) ?? '');
      if ((await store.raise(pool, old, raised, at)) === 'ended') return undefined;
      const lifetime = persistent ? expiresAt - at : undefined;
      return { session: { ...session, amr, acr }, cookies: [cookies.setForFrames(base, value, lifetime)] };
    },

    forget: () => [cookies.forget(base), cookies.forget(stateBase)],
    stateCookie: cookies.name(stateBase),
  };
}
