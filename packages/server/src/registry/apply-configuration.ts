/** Carries the configuration file into the database. Doing so twice changes nothing. */
import { createHmac } from 'node:crypto';
import { type Clock, type MasterKey, type PoolId, type Random, uuid } from '@symbolon/foundation';
import { canonicalIdentifier, type NewUser, type PasswordHasher } from '@symbolon/login';
import type { Storage } from '@symbolon/storage';
import type { ApplicationConfiguration, Configuration, UserConfiguration } from '../config/configuration.ts';

export interface ConfigurationTarget {
  readonly storage: Storage;
  readonly masterKey: MasterKey;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly random: Random;
}

export const applicationSealerPurpose = (pool: PoolId): string => `client-secrets ${pool}`;

/** Two declared users share an identifier, or one already belongs to somebody else. */
export class IdentifierTaken extends Error {
  override readonly name = 'IdentifierTaken';
}

export async function applyConfiguration(
  configuration: Configuration,
  target: ConfigurationTarget,
): Promise<void> {
  for (const { name, applications, users } of configuration.userPools) {
    await target.storage.pools.ensure(name, target.clock());
    await applyApplications(name, applications, target);
    for (const user of users) await applyUser(name, user, target);
  }
}

async function applyApplications(
  pool: PoolId,
  declared: readonly ApplicationConfiguration[],
  target: ConfigurationTarget,
): Promise<void> {
  const { storage, masterKey, clock } = target;
  const sealer = masterKey.sealer(applicationSealerPurpose(pool));
  const stored = new Map(
    (await storage.applications.list(pool)).map(application => [application.clientId, application]),
  );
  for (const { metadata, secret } of declared) {
    const present = stored.get(metadata.client_id);
    stored.delete(metadata.client_id);
    const same =
      present?.managedBy === 'file' &&
      JSON.stringify(present.metadata) === JSON.stringify(metadata) &&
      (present.sealedSecret === undefined ? undefined : sealer.open(present.sealedSecret)) === secret;
    if (same) continue;
    await storage.applications.put(
      pool,
      {
        clientId: metadata.client_id,
        metadata,
        sealedSecret: secret === undefined ? undefined : sealer.seal(secret),
        managedBy: 'file',
      },
      clock(),
    );
  }
  // What the file no longer declares is gone; what the console made is none of its business.
  for (const left of stored.values()) {
    if (left.managedBy === 'file') await storage.applications.remove(pool, left.clientId, clock());
  }
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
