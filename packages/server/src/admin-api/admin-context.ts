/** What the operations of the admin API work with. */
import type { Clock, MasterKey, PoolId, Random } from '@symbolon/foundation';
import type { Courier, Invitations, PasswordHasher, Tell } from '@symbolon/login';
import type { AuditTrail, AuthorizationServer, RuleId } from '@symbolon/protocol';
import type { Storage } from '@symbolon/storage';
import type { PoolSettingsDocument } from '../config/pool-settings.ts';
import type { Issuers } from '../issuers.ts';
import type { Latency } from '../observability/latency.ts';
import type { Registry } from '../registry/registry.ts';

export interface AdminContext {
  readonly origin: string;
  /** The pool whose users may call. */
  readonly administrators: PoolId;
  /** The issuer of that pool. */
  readonly server: AuthorizationServer;
  readonly storage: Storage;
  readonly registry: Registry;
  readonly masterKey: MasterKey;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: AuditTrail;
  readonly errorUri: (rule: RuleId) => string;
  readonly logoutsQueued: () => void;
  readonly tell: Tell;
  readonly courier: Courier;
  readonly invitations: Invitations;
  readonly issuers: Pick<Issuers, 'find' | 'pools' | 'open'>;
  readonly latency: Pick<Latency, 'report'>;
  /** What the configuration file says of a pool; undefined where it does not declare it. */
  readonly declaredSettings: (pool: PoolId) => PoolSettingsDocument | undefined;
}

/** `aud` of the access tokens that the API takes. */
export const adminAudience = (origin: string): string => `${origin}/admin/v1`;
