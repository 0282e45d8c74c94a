/** The cookies that name the sessions of a browser — RFC 6265bis §4.1, OIDC Session Management §3.2. */
import type { Clock, HttpRequest, PoolId } from '@symbolon/foundation';
import { browserState, type FoundSession } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';

export interface HeldSession {
  /** The bearer value. */
  readonly value: string;
  readonly session: FoundSession;
}

export interface SessionCookies {
  /** The bearer values that the browser sent, the one used last first. */
  read(request: HttpRequest): readonly string[];
  /** The `Set-Cookie` values for these, and no others. */
  write(request: HttpRequest, held: readonly HeldSession[]): readonly string[];
  readonly stateCookie: string;
}

const bearerForm = /^[\w-]{43}$/;

/**
 * One cookie holds all of them, and outlives the browser where all may. Where only some may, a second one keeps those:
 * it is read after the first, so that the order is that of the first for as long as there is one.
 */
export function createSessionCookies(pool: PoolId, cookies: CookieJar, clock: Clock): SessionCookies {
  const base = `symbolon-session-${pool}`;
  const keptBase = `symbolon-kept-sessions-${pool}`;
  const stateBase = `symbolon-browser-state-${pool}`;
  const sent = (request: HttpRequest, name: string) => request.cookie(cookies.name(name));

  const list = (held: readonly HeldSession[]) => held.map(({ value }) => value).join('.');

  const lifetimeOf = (held: readonly HeldSession[]): number | undefined =>
    held.every(({ session }) => session.persistent)
      ? Math.max(...held.map(({ session }) => session.expiresAt)) - clock()
      : undefined;

  const keptOf = (held: readonly HeldSession[]) => held.filter(({ session }) => session.persistent);

  function kept(request: HttpRequest, held: readonly HeldSession[]): readonly string[] {
    const persistent = keptOf(held);
    if (persistent.length > 0 && persistent.length < held.length)
      return [cookies.setForFrames(keptBase, list(persistent), lifetimeOf(persistent))];
    return sent(request, keptBase) === undefined ? [] : [cookies.forget(keptBase)];
  }

  return {
    read(request) {
      const values = [base, keptBase].flatMap(name => (sent(request, name) ?? '').split('.'));
      return [...new Set(values.filter(value => bearerForm.test(value)))];
    },

    write(request, held) {
      if (held.length === 0) return [cookies.forget(base), cookies.forget(stateBase), ...kept(request, held)];
      const persistent = keptOf(held);
      const states = held.map(({ session }) => browserState(session.sid)).join('.');
      return [
        cookies.setForFrames(base, list(held), lifetimeOf(held)),
        cookies.setForScripts(stateBase, states, persistent.length > 0 ? lifetimeOf(persistent) : undefined),
        ...kept(request, held),
      ];
    },
    stateCookie: cookies.name(stateBase),
  };
}
