/** Applications as they were registered — RFC 7591 §2. The server reads them all and answers clients from memory. */
import type { JsonObject, PoolId } from '@symbolon/foundation';

export interface NewApplication {
  readonly clientId: string;
  /** Members by their RFC 7591 names, and ours; without the secret. */
  readonly metadata: JsonObject;
  /** Undefined for a public client. */
  readonly sealedSecret: string | undefined;
  /** What a configuration file declares may be changed only there. */
  readonly managedBy: 'file' | 'console';
}

export interface RegisteredApplication extends NewApplication {
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ApplicationStore {
  list(pool: PoolId): Promise<readonly RegisteredApplication[]>;

  /** Inserts it, or replaces the one of the same id, whose `createdAt` stays. */
  put(pool: PoolId, application: NewApplication, at: number): Promise<void>;

  /** Removes it with the consents given to it, and revokes its authorizations, in one commit. */
  remove(pool: PoolId, clientId: string, at: number): Promise<void>;
}
