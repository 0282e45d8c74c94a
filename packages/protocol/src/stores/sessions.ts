/** Sessions: that an end-user is signed in at this server, in one browser — OIDC Core §1, Session Management §2. */
import type { PoolId } from '@symbolon/foundation';

export interface Session {
  /** The public name in ID tokens; the cookie's value is another, of which only the hash is stored. */
  readonly sid: string;
  readonly userId: string;
  readonly authTime: number;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  /** Absolute end, epoch seconds. */
  readonly expiresAt: number;
  /** Whether the cookie outlives the browser. */
  readonly persistent: boolean;
  /** Browser and system in words that its end-user recognises; undefined where they are not known. */
  readonly device?: string | undefined;
}

/** The session that a browser had, and until when its clients are to be told should it end. */
export interface ReplacedSession {
  readonly cookieHash: string;
  readonly deliverUntil: number;
}

export interface FoundSession extends Session {
  /** When it was last noted that it was used. */
  readonly touchedAt: number;
}

export interface SessionStore {
  /**
   * Stores a session under its cookie's hash. Where it replaces one of the same end-user that is alive, that goes on
   * under its name; any other that it replaces is ended as by `end`. All in one commit; the name that it has. Undefined,
   * and nothing done, where the end-user's secrets are not those of `secretsVersion` any more.
   */
  begin(
    pool: PoolId,
    cookieHash: string,
    session: Session,
    at: number,
    idleLifetime: number,
    replaces?: ReplacedSession,
    secretsVersion?: number,
  ): Promise<string | undefined>;

  /**
   * Raises the session of a cookie to a stronger sign-in, under the hash of a new cookie and its old name, in one
   * conditional statement. `ended`: there is none any more, or another took that cookie over.
   */
  raise(
    pool: PoolId,
    cookieHash: string,
    raised: Pick<Session, 'sid' | 'acr' | 'amr'> & { readonly cookieHash: string },
    at: number,
  ): Promise<'raised' | 'ended'>;

  /** The session, where it has neither ended nor expired, its end-user is active, and it was used within its idle limit. */
  find(pool: PoolId, cookieHash: string, at: number): Promise<FoundSession | undefined>;

  /** Of those sessions the one in which the client was granted something last; undefined where that decides nothing. */
  lastUsedBy(pool: PoolId, clientId: string, sids: readonly string[]): Promise<string | undefined>;

  /** Notes that it was used. May be left out for uses close together; need not be durable. */
  touch(pool: PoolId, cookieHash: string, at: number, idleLifetime: number): void;

  /**
   * Ends it, revokes every authorization granted in it that is not offline, and queues a logout token for every client
   * that was granted anything in it, to be delivered until then: all in one commit. Those clients; none where it had
   * ended before.
   */
  end(pool: PoolId, sid: string, at: number, deliverUntil: number): Promise<readonly string[]>;
}
