/** Consents: the recorded yes of an end-user to a client — OIDC Core §3.1.2.4. Written with the authorization it led to. */
import type { PoolId } from '@symbolon/foundation';

export interface ConsentStore {
  /** The scopes that the end-user has said yes to for this client; empty where they never did. */
  find(pool: PoolId, userId: string, clientId: string): Promise<ReadonlySet<string>>;
}
