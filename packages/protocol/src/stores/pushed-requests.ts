/** Pushed authorization requests — RFC 9126. */
import type { PoolId } from '@symbolon/foundation';

export interface PushedRequest {
  readonly clientId: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** When it can no longer be begun with; one that is under way may still be finished. */
  readonly expiresAt: number;
}

export interface PushedRequestStore {
  push(pool: PoolId, hash: string, request: PushedRequest): Promise<void>;
  /** The request, unless it was spent; `AuthorizationStore.grant` spends it. */
  find(pool: PoolId, hash: string): Promise<PushedRequest | undefined>;
}
