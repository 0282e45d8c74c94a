/** API resources: what access tokens are for — RFC 8707 §2. */
import type { PoolId } from '@symbolon/foundation';

export interface Resource {
  /** The first part of its scopes. */
  readonly identifier: string;
  /** The absolute URI by which it is asked for, and `aud` of the tokens made for it. */
  readonly audience: string;
  readonly actions: readonly string[];
}

export interface ResourceStore {
  list(pool: PoolId): Promise<readonly Resource[]>;
}
