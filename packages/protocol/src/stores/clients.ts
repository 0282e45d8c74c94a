/** Clients, read on every request and changed rarely: answered from memory wherever possible. */

import type { PoolId } from '@symbolon/foundation';
import type { Client } from '../client.ts';

export interface ClientStore {
  /** The client, where it exists in this very pool and is enabled. */
  find(pool: PoolId, clientId: string): Promise<Client | undefined>;
}
