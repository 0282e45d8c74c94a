/** Carries the configuration file into the database. Doing so twice changes nothing. */
import type { Clock, JsonObject, MasterKey, PoolId, Random, Sealer } from '@symbolon/foundation';
import type { PasswordHasher } from '@symbolon/login';
import type { Registration, RegistrationKind, Storage } from '@symbolon/storage';
import type { Configuration, UserPoolConfiguration } from '../config/configuration.ts';
import { applyUsers } from './declared-users.ts';

export interface ConfigurationTarget {
  readonly storage: Storage;
  readonly masterKey: MasterKey;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly random: Random;
}

export const clientSecretPurpose = (pool: PoolId): string => `client-secrets ${pool}`;

export async function applyConfiguration(
  configuration: Configuration,
  target: ConfigurationTarget,
): Promise<void> {
  for (const pool of configuration.userPools) {
    await target.storage.pools.ensure(pool.name, target.clock());
    await applyRegistrations(pool.name, declaredIn(pool), target);
    await applyUsers(pool.name, pool.users, target);
  }
}

interface Declared {
  readonly kind: RegistrationKind;
  readonly id: string;
  readonly document: JsonObject;
  readonly secret: string | undefined;
}

const declaredIn = ({ applications, resources, accessKeys }: UserPoolConfiguration): readonly Declared[] => [
  ...applications.map(({ metadata, secret }) => ({
    kind: 'application' as const,
    id: metadata.client_id,
    document: metadata,
    secret,
  })),
  ...resources.map(resource => ({
    kind: 'resource' as const,
    id: resource.identifier,
    document: resource,
    secret: undefined,
  })),
  ...accessKeys.map(({ document, secret }) => ({
    kind: 'access_key' as const,
    id: document.access_key,
    document,
    secret,
  })),
];

const nameOf = ({ kind, id }: { readonly kind: RegistrationKind; readonly id: string }): string =>
  `${kind} ${id}`;

async function applyRegistrations(
  pool: PoolId,
  declared: readonly Declared[],
  target: ConfigurationTarget,
): Promise<void> {
  const { storage, masterKey, clock } = target;
  const sealer = masterKey.sealer(clientSecretPurpose(pool));
  const kinds = ['application', 'resource', 'access_key'] as const;
  const stored = await Promise.all(kinds.map(kind => storage.registrations.list(pool, kind)));
  const left = new Map(stored.flat().map(registration => [nameOf(registration), registration]));
  for (const { kind, id, document, secret } of declared) {
    const present = left.get(nameOf({ kind, id }));
    left.delete(nameOf({ kind, id }));
    if (present && isSame(present, document, secret, sealer)) continue;
    const sealedSecret = secret === undefined ? undefined : sealer.seal(secret);
    await storage.registrations.put(pool, { kind, id, document, sealedSecret, managedBy: 'file' }, clock());
  }
  // What the file no longer declares is gone; what the console made is none of its business.
  for (const { kind, id, managedBy } of left.values()) {
    if (managedBy === 'file') await storage.registrations.remove(pool, kind, id, clock());
  }
}

function isSame(
  present: Registration,
  document: JsonObject,
  secret: string | undefined,
  sealer: Sealer,
): boolean {
  const { managedBy, sealedSecret } = present;
  const storedSecret = sealedSecret === undefined ? undefined : sealer.open(sealedSecret);
  return (
    managedBy === 'file' &&
    storedSecret === secret &&
    JSON.stringify(present.document) === JSON.stringify(document)
  );
}
