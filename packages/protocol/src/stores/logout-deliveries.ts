/** Logout tokens that wait to be delivered: one for each client of a session that has ended — OIDC Back-Channel Logout §2.5. */
import type { PoolId } from '@symbolon/foundation';

/** Named by pool, session and client. `SessionStore.end` queues it, in the commit that ends the session. */
export interface LogoutDelivery {
  readonly pool: PoolId;
  readonly clientId: string;
  readonly sid: string;
  /** The end-user; not always what the client knows them by. */
  readonly sub: string;
  /** How often it was claimed before. */
  readonly attempts: number;
  /** When it is given up, epoch seconds. */
  readonly expiresAt: number;
}

export interface LogoutDeliveryStore {
  /** Those that are due, of all pools, the longest waiting first. */
  due(at: number, most: number): Promise<readonly LogoutDelivery[]>;

  /**
   * Takes one that is due, as it was read, for one attempt; it is due again at `until`, should nothing more be heard.
   * One conditional statement: of many callers exactly one has it `claimed`.
   */
  claim(delivery: LogoutDelivery, at: number, until: number): Promise<'claimed' | 'missed'>;

  /** Puts one that was claimed off until `nextAt`. */
  postpone(delivery: LogoutDelivery, nextAt: number): Promise<void>;

  /** Forgets it: delivered, or given up. */
  finish(delivery: LogoutDelivery): Promise<void>;
}
