/** Users as the configuration file declares them, carried into the database. */
import { createHmac } from 'node:crypto';
import { type PoolId, uuid } from '@symbolon/foundation';
import { canonicalIdentifier, type LoginUser, type NewUser, type PasswordHasher } from '@symbolon/login';
import { deliveryLifetime } from '@symbolon/protocol';
import type { UserConfiguration } from '../config/configuration.ts';
import type { ConfigurationTarget } from './apply-configuration.ts';

/** Two declared users share an identifier, or one already belongs to somebody else. */
export class IdentifierTaken extends Error {
  override readonly name = 'IdentifierTaken';
}

const settingPrefix = 'declared-user ';

/** What the file no longer declares stays, since it is somebody's account; from then on the console may change it. */
export async function applyUsers(
  pool: PoolId,
  declared: readonly UserConfiguration[],
  target: ConfigurationTarget,
): Promise<void> {
  const { settings, users } = target.storage;
  const kept = await settings.list(pool);
  const named = new Set(
    declared.flatMap(({ identifiers }) => canonical(identifiers.slice(0, 1)).map(({ value }) => value)),
  );
  const applied = new Map<string, string>();
  for (const user of declared) {
    const { setting, id } = (await applyUser(pool, user, { kept, named }, target)) ?? {};
    if (setting !== undefined && id !== undefined) applied.set(setting, id);
  }
  const ids = new Set(applied.values());
  for (const [name, value] of kept) {
    if (!name.startsWith(settingPrefix) || applied.has(name)) continue;
    const former = await users.findByIdentifier(pool, name.slice(settingPrefix.length));
    if (former && !ids.has(former.id)) await users.release(pool, former.id);
    await settings.consume(pool, name, value);
  }
}

/** What the file says of a pool's users, and what it said before. */
interface Declarations {
  /** The settings of the pool. */
  readonly kept: ReadonlyMap<string, string>;
  /** The first identifier of each who is declared. */
  readonly named: ReadonlySet<string>;
}

const canonical = (identifiers: UserConfiguration['identifiers']): NewUser['identifiers'] =>
  identifiers.map(({ kind, value }) => ({ kind, value: canonicalIdentifier(value) ?? value }));

interface Applied {
  readonly id: string;
  /** What is kept of the declaration, by the identifier that is named first. */
  readonly setting: string;
}

/**
 * A declared user is written only where the declaration changed: its keyed digest is kept, and by itself that of its
 * password, which stays as it is stored while the file says the same.
 */
async function applyUser(
  pool: PoolId,
  declared: UserConfiguration,
  declarations: Declarations,
  target: ConfigurationTarget,
): Promise<Applied | undefined> {
  const { storage, clock, random, hasher } = target;
  const identifiers = canonical(declared.identifiers);
  const [first] = identifiers;
  if (first === undefined) return undefined;
  const setting = `${settingPrefix}${first.value}`;
  const { digests, passwordDigest } = digestsOf(declared, target);
  const present = await findDeclared(pool, identifiers, declarations, storage);
  const before = declarations.kept.get(setting);
  if (present && before === digests) return { id: present.id, setting };
  const user: NewUser = {
    id: present?.id ?? declared.sub ?? uuid(random),
    identifiers,
    passwordHash:
      present && before?.endsWith(passwordDigest)
        ? present.passwordHash
        : await passwordHashOf(declared, hasher),
    claims: { ...declared.customData, ...declared.claims },
    managedBy: 'file',
  };
  const at = clock();
  const outcome = present
    ? await storage.users.replace(pool, user, { at, deliverUntil: at + deliveryLifetime })
    : await storage.users.create(pool, user, at);
  // Another node may have carried the same file in meanwhile.
  if (outcome === 'taken' && !present && (await storage.users.findByIdentifier(pool, first.value)))
    return applyUser(pool, declared, declarations, target);
  if (outcome === 'taken')
    throw new IdentifierTaken(
      `In user pool ${pool}, an identifier of the declared user ${first.value} belongs to another user.`,
    );
  await storage.settings.put(pool, setting, digests);
  return { id: user.id, setting };
}

/** Keyed, of the declaration and of its password. */
function digestsOf(declared: UserConfiguration, { masterKey }: ConfigurationTarget) {
  const key = masterKey.derive('declared-users');
  const digestOf = (what: object) =>
    createHmac('sha256', key).update(JSON.stringify(what)).digest('base64url');
  const passwordDigest = ` ${digestOf(declared.password)}`;
  return { passwordDigest, digests: digestOf(declared) + passwordDigest };
}

/** By the identifier that is named first, whoever has it; by another one only whom the file declared by a former first one. */
async function findDeclared(
  pool: PoolId,
  [first, ...others]: NewUser['identifiers'],
  { named }: Declarations,
  { users, directory }: ConfigurationTarget['storage'],
): Promise<LoginUser | undefined> {
  const found = first && (await users.findByIdentifier(pool, first.value));
  if (found) return found;
  for (const { value } of others) {
    const other = await users.findByIdentifier(pool, value);
    const { managedBy, identifiers = [] } = (other && (await directory.find(pool, other.id))) ?? {};
    if (managedBy === 'file' && !identifiers.some(each => named.has(each.value))) return other;
  }
  return undefined;
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
