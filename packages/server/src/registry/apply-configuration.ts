/** Carries the configuration file into the database. Doing so twice changes nothing. */
import { createHmac } from 'node:crypto';
import {
  type Clock,
  type JsonObject,
  type MasterKey,
  type PoolId,
  type Random,
  type Sealer,
  uuid,
} from '@symbolon/foundation';
import { canonicalIdentifier, type NewUser, type PasswordHasher } from '@symbolon/login';
import type { Registration, RegistrationKind, Storage } from '@symbolon/storage';
import type { Configuration, UserConfiguration, UserPoolConfiguration } from '../config/configuration.ts';

export interface ConfigurationTarget {
  readonly storage: Storage;
  readonly masterKey: MasterKey;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly random: Random;
}

export const clientSecretPurpose = (pool: PoolId): string => `client-secrets ${pool}`;

/** Two declared users share an identifier, or one already belongs to somebody else. */
export class IdentifierTaken extends Error {
  override readonly name = 'IdentifierTaken';
}

export async function applyConfiguration(
  configuration: Configuration,
  target: ConfigurationTarget,
): Promise<void> {
  for (const pool of configuration.userPools) {
    await target.storage.pools.ensure(pool.name, target.clock());
    await applyRegistrations(pool.name, declaredIn(pool), target);
    for (const user of pool.users) await applyUser(pool.name, user, target);
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

/** A declared user is written only where the declaration changed: its keyed digest is kept beside it. */
async function applyUser(
  pool: PoolId,
  declared: UserConfiguration,
  target: ConfigurationTarget,
): Promise<void> {
  const { storage, masterKey, clock, random } = target;
  const [identifier] = declared.identifiers;
  const canonical = identifier && canonicalIdentifier(identifier.value);
  if (canonical === undefined) return;
  const digest = createHmac('sha256', masterKey.derive('declared-users'))
    .update(JSON.stringify(declared))
    .digest('base64url');
  const setting = `declared-user ${canonical}`;
  const present = await storage.users.findByIdentifier(pool, canonical);
  if (present && (await storage.settings.get(pool, setting)) === digest) return;
  const user: NewUser = {
    id: present?.id ?? declared.sub ?? uuid(random),
    identifiers: declared.identifiers.map(({ kind, value }) => ({
      kind,
      value: canonicalIdentifier(value) ?? value,
    })),
    passwordHash: await passwordHashOf(declared, target.hasher),
    claims: { ...declared.customData, ...declared.claims },
    managedBy: 'file',
  };
  const outcome = present
    ? await storage.users.replace(pool, user, clock())
    : await storage.users.create(pool, user, clock());
  // Another node may have carried the same file in meanwhile.
  if (outcome === 'taken' && !present && (await storage.users.findByIdentifier(pool, canonical)))
    return applyUser(pool, declared, target);
  if (outcome === 'taken')
    throw new IdentifierTaken(
      `In user pool ${pool}, an identifier of the declared user ${canonical} belongs to another user.`,
    );
  await storage.settings.put(pool, setting, digest);
}

async function passwordHashOf(
  { password }: UserConfiguration,
  hasher: PasswordHasher,
): Promise<string | undefined> {
  switch (password.kind) {
    case 'none':
      return undefined;
    case 'hash':
      return password.hash;
    case 'plain': {
      const outcome = await hasher.hash(password.text);
      if (outcome.kind !== 'hashed') throw new Error('a declared password could not be hashed');
      return outcome.hash;
    }
  }
}
