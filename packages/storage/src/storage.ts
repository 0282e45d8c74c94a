/** All stores over one engine. */
import type { Clock, Random } from '@symbolon/foundation';
import type {
  AttemptStore,
  CredentialStore,
  InvitationStore,
  OneTimeCodeStore,
  UserStore,
} from '@symbolon/login';
import type {
  AssertionStore,
  AuthorizationStore,
  ConsentStore,
  DeviceRequestStore,
  LogoutDeliveryStore,
  PushedRequestStore,
  SessionStore,
  SubjectStore,
} from '@symbolon/protocol';
import type { Engine } from './engines/engine.ts';
import { openEngine, type StorageSettings } from './engines/index.ts';
import { migrate } from './migrations/migrate.ts';
import type {
  AuditStore,
  IdempotentRequestStore,
  OutboxStore,
  PoolStore,
  RegistrationStore,
  SettingStore,
  SigningKeyStore,
  UserDirectory,
  VersionStore,
} from './registry/index.ts';
import { createAssertionStore } from './sql/assertions.ts';
import { createAttemptStore } from './sql/attempts.ts';
import { createAuditStore } from './sql/audit.ts';
import { createAuthorizationStore } from './sql/authorizations.ts';
import { createConsentStore } from './sql/consents.ts';
import { createCredentialStore } from './sql/credentials.ts';
import { createDeviceRequestStore } from './sql/device-requests.ts';
import { createIdempotentRequestStore } from './sql/idempotent-requests.ts';
import { createInvitationStore } from './sql/invitations.ts';
import { createLogoutDeliveryStore } from './sql/logout-deliveries.ts';
import { createOneTimeCodeStore } from './sql/one-time-codes.ts';
import { createOutboxStore } from './sql/outbox.ts';
import { createPoolStore } from './sql/pools.ts';
import { purge } from './sql/purge.ts';
import { createPushedRequestStore } from './sql/pushed-requests.ts';
import { createRegistrationStore } from './sql/registrations.ts';
import { createSessionStore, endExpired } from './sql/sessions.ts';
import { createSettingStore } from './sql/settings.ts';
import { createSigningKeyStore } from './sql/signing-keys.ts';
import { createSubjectStore } from './sql/subjects.ts';
import { createUserDirectory } from './sql/user-directory.ts';
import { createUserStore } from './sql/users.ts';
import { createVersionStore } from './sql/versions.ts';

export interface Storage {
  readonly authorizations: AuthorizationStore;
  readonly sessions: SessionStore;
  readonly subjects: SubjectStore;
  readonly pushedRequests: PushedRequestStore;
  readonly deviceRequests: DeviceRequestStore;
  readonly logoutDeliveries: LogoutDeliveryStore;
  readonly outbox: OutboxStore;
  readonly consents: ConsentStore;
  readonly assertions: AssertionStore;
  readonly users: UserStore;
  readonly directory: UserDirectory;
  readonly attempts: AttemptStore;
  readonly oneTimeCodes: OneTimeCodeStore;
  readonly credentials: CredentialStore;
  readonly invitations: InvitationStore;
  readonly registrations: RegistrationStore;
  readonly signingKeys: SigningKeyStore;
  readonly pools: PoolStore;
  readonly audit: AuditStore;
  readonly settings: SettingStore;
  readonly idempotentRequests: IdempotentRequestStore;
  readonly versions: VersionStore;
  /**
   * Forgets what has expired at that time, in small commits; how many rows that were. Sessions that have are ended as by
   * `SessionStore.end`, their clients to be told until then.
   */
  purge(at: number, deliverUntil: number): Promise<number>;
  /** Finishes the writes that wait, then lets go of the database. */
  close(): Promise<void>;
}

export interface StorageDependencies {
  readonly clock: Clock;
  readonly random: Random;
}

/** Opens a database, creating or migrating it; rejects with a `StorageError` whose message the operator can act on. */
export async function openStorage(
  settings: StorageSettings,
  dependencies: StorageDependencies,
): Promise<Storage> {
  const engine = await openEngine(settings);
  try {
    await migrate(engine, dependencies.clock());
  } catch (error) {
    await engine.close();
    throw error;
  }
  return createStorage(engine, dependencies);
}

/** The stores over a migrated database. */
export function createStorage(engine: Engine, { clock, random }: StorageDependencies): Storage {
  return {
    authorizations: createAuthorizationStore(engine),
    sessions: createSessionStore(engine),
    subjects: createSubjectStore(engine),
    pushedRequests: createPushedRequestStore(engine),
    deviceRequests: createDeviceRequestStore(engine),
    logoutDeliveries: createLogoutDeliveryStore(engine),
    outbox: createOutboxStore(engine),
    consents: createConsentStore(engine),
    assertions: createAssertionStore(engine, clock),
    users: createUserStore(engine),
    directory: createUserDirectory(engine),
    attempts: createAttemptStore(engine),
    oneTimeCodes: createOneTimeCodeStore(engine),
    credentials: createCredentialStore(engine),
    invitations: createInvitationStore(engine),
    registrations: createRegistrationStore(engine),
    signingKeys: createSigningKeyStore(engine),
    pools: createPoolStore(engine),
    audit: createAuditStore(engine, random),
    settings: createSettingStore(engine),
    idempotentRequests: createIdempotentRequestStore(engine),
    versions: createVersionStore(engine),
    // Sessions first: their clients must still be known.
    purge: async (at, deliverUntil) =>
      (await endExpired(engine, at, deliverUntil)) + (await purge(engine, at)),
    close: () => engine.close(),
  };
}
