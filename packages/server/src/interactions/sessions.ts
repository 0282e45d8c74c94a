/** Sessions at the edge: the cookie that names those of a browser, and their beginning — OIDC Core §1. */
import {
  type Clock,
  type HttpRequest,
  hashBearerValue,
  newBearerValue,
  type PoolId,
  type Random,
  uuid,
} from '@symbolon/foundation';
import { deliveryLifetime, type Session, type SessionStore } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import { deviceName } from '../http/device-name.ts';
import { createSessionCookies, type HeldSession } from './session-cookies.ts';

/** Seconds: at most two weeks in all, a day without use. */
const absoluteLifetime = 14 * 86_400;
const idleLifetime = 86_400;

/** Seconds between two notes that a session is in use: hardly any request writes one. */
const touchInterval = 300;

/** How many end-users may be signed in in one browser at a time. */
export const mostSessions = 5;

export interface NewSession {
  readonly userId: string;
  /** Of the user when they proved who they are, see `LoginUser`. */
  readonly secretsVersion: number;
  readonly amr: readonly string[];
  readonly acr: string | undefined;
  readonly remember: boolean;
  /** When they signed in, where that is not now. */
  readonly authTime?: number;
}

export interface BrowserSessions {
  /** Those that are alive, the one used last first; a single one is noted as used. */
  all(request: HttpRequest): Promise<readonly Session[]>;
  /** The one used last. */
  find(request: HttpRequest): Promise<Session | undefined>;
  /** The one of that `sid`, where it is this browser's. */
  named(request: HttpRequest, sid: string | undefined): Promise<Session | undefined>;
  /** Notes that it is used. */
  use(request: HttpRequest, session: Session): void;
  /** The `Set-Cookie` values that put it before the others. */
  prefer(request: HttpRequest, session: Session): Promise<readonly string[]>;
  /**
   * Begins a session under a new cookie value, before the others of the browser. The one that it had of the same
   * end-user goes on in it; of too many the one unused for longest is ended. Undefined where what was proven is worth
   * nothing any more.
   */
  begin(
    request: HttpRequest,
    who: NewSession,
  ): Promise<{ session: Session; cookies: readonly string[] } | undefined>;
  /** Raises a session of the browser to a stronger sign-in, under a new cookie value; undefined where it has ended. */
  raise(
    request: HttpRequest,
    session: Session,
    by: Pick<Session, 'amr' | 'acr'>,
  ): Promise<{ session: Session; cookies: readonly string[] } | undefined>;
  /** The `Set-Cookie` values that forget those that have ended. */
  forget(request: HttpRequest): Promise<readonly string[]>;
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

export function createBrowserSessions(dependencies: SessionDependencies): BrowserSessions {
  const { pool, store, clock, random, logoutsQueued } = dependencies;
  const cookies = createSessionCookies(pool, dependencies.cookies, clock);

  async function held(request: HttpRequest): Promise<readonly HeldSession[]> {
    const values = cookies.read(request).slice(0, mostSessions);
    const at = clock();
    const found = await Promise.all(values.map(value => store.find(pool, hashBearerValue(value), at)));
    return values.flatMap((value, index) => {
      const session = found[index];
      return session ? [{ value, session }] : [];
    });
  }

  function touch({ value, session }: HeldSession): void {
    const at = clock();
    if (at - session.touchedAt >= touchInterval) store.touch(pool, hashBearerValue(value), at, idleLifetime);
  }

  const ofSid = (all: readonly HeldSession[], sid: string | undefined) =>
    all.find(({ session }) => session.sid === sid);

  async function foundAndUsed(
    request: HttpRequest,
    pick: (all: readonly HeldSession[]) => HeldSession | undefined,
  ): Promise<Session | undefined> {
    const one = pick(await held(request));
    if (one) touch(one);
    return one?.session;
  }

  return {
    async all(request) {
      const all = await held(request);
      const [sole] = all;
      if (sole && all.length === 1) touch(sole);
      return all.map(({ session }) => session);
    },

    find: request => foundAndUsed(request, ([latest]) => latest),
    named: async (request, sid) =>
      sid === undefined ? undefined : foundAndUsed(request, all => ofSid(all, sid)),

    use(request, { sid }) {
      // A lost note costs nothing but an earlier idle end.
      foundAndUsed(request, all => ofSid(all, sid)).catch(() => undefined);
    },

    async prefer(request, { sid }) {
      const all = await held(request);
      return cookies.write(
        request,
        all.toSorted((one, other) => rank(one, sid) - rank(other, sid)),
      );
    },

    async begin(request, { userId, secretsVersion, amr, acr, remember, authTime }) {
      const at = clock();
      const value = newBearerValue(random);
      const begun: Session = {
        sid: uuid(random),
        userId,
        authTime: authTime ?? at,
        acr,
        amr,
        expiresAt: at + absoluteLifetime,
        persistent: remember,
        device: deviceName(request.header('user-agent')),
      };
      const all = await held(request);
      const former = all.find(({ session }) => session.userId === userId) ?? all[mostSessions - 1];
      const replaced = former && {
        cookieHash: hashBearerValue(former.value),
        deliverUntil: at + deliveryLifetime,
      };
      const cookieHash = hashBearerValue(value);
      const sid = await store.begin(pool, cookieHash, begun, at, idleLifetime, replaced, secretsVersion);
      if (sid === undefined) return undefined;
      if (replaced) logoutsQueued();
      const session = { ...begun, sid, touchedAt: at };
      const others = all.filter(one => one !== former);
      return { session, cookies: cookies.write(request, [{ value, session }, ...others]) };
    },

    async raise(request, { sid }, { amr, acr }) {
      const at = clock();
      const value = newBearerValue(random);
      const all = await held(request);
      const weak = ofSid(all, sid);
      if (!weak) return undefined;
      const raised = { sid, amr, acr, cookieHash: hashBearerValue(value) };
      if ((await store.raise(pool, hashBearerValue(weak.value), raised, at)) === 'ended') return undefined;
      const session = { ...weak.session, amr, acr };
      const others = all.filter(one => one !== weak);
      return { session, cookies: cookies.write(request, [{ value, session }, ...others]) };
    },

    forget: async request => cookies.write(request, await held(request)),
    stateCookie: cookies.stateCookie,
  };
}

const rank = ({ session }: HeldSession, sid: string): number => (session.sid === sid ? 0 : 1);
