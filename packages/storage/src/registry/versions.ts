/** What nodes keep in memory, and how each learns that another one changed it. */
import type { PoolId } from '@symbolon/foundation';

/** `pools`: that there is the pool; `registrations`: applications, resources, access keys; `signing_keys`: the key ring. */
export type Topic = 'pools' | 'registrations' | 'signing_keys';

export interface Version {
  readonly pool: PoolId;
  readonly topic: Topic;
  /** Another number after every change, committed together with it. */
  readonly version: number;
}

export interface VersionStore {
  /** Whether other processes may share the database; where none can, there is nothing to look for. */
  readonly isShared: boolean;

  /** Of everything that was ever changed. */
  list(): Promise<readonly Version[]>;

  /** Calls when some node told of a change: at once, but not to be relied on. */
  listen(listener: () => void): void;
}
