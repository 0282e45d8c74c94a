/** What applications, resources and access keys have in common: documents of a pool, with a version and an owner. */
import { isJsonObject, type JsonObject, type PoolId } from '@symbolon/foundation';
import { OAuthError } from '@symbolon/protocol';
import type { Registration, RegistrationKind } from '@symbolon/storage';
import { z } from 'zod';
import type { AdminContext } from './admin-context.ts';
import { InvalidMembers, managedByFile, notFound, stale } from './problem.ts';

/** Members of every answer that nobody writes. */
export const keptMembers = {
  managed_by: z.enum(['file', 'console', 'client']),
  created_at: z.number(),
  updated_at: z.number(),
};

export const keptOf = ({ managedBy, createdAt, updatedAt }: Registration) => ({
  managed_by: managedBy,
  created_at: createdAt,
  updated_at: updatedAt,
});

/** The body of an operation that judges it by the schema of its own document. */
export const anyDocument: z.ZodType<JsonObject> = z.record(z.string(), z.unknown());

const nouns: Readonly<Record<RegistrationKind, string>> = {
  application: 'application',
  access_key: 'access key',
  resource: 'resource',
  pool_settings: 'settings',
};

export async function findRegistered(
  kind: RegistrationKind,
  id: string,
  pool: PoolId,
  { storage }: AdminContext,
): Promise<Registration> {
  const found = await storage.registrations.find(pool, kind, id);
  if (!found) throw notFound(nouns[kind]);
  return found;
}

/** One that may be changed, and is still at the version that was seen. */
export async function findWritable(
  kind: RegistrationKind,
  id: string,
  { pool, seen }: { readonly pool: PoolId; readonly seen: number },
  api: AdminContext,
): Promise<Registration> {
  const found = await findRegistered(kind, id, pool, api);
  if (found.managedBy === 'file') throw managedByFile(nouns[kind]);
  if (found.version !== seen) throw stale();
  return found;
}

/** The path says which one is meant: a body need not, and must not name another. */
export function refuseOtherId(member: string, said: unknown, { id }: Registration): void {
  if (said !== undefined && said !== id)
    throw new InvalidMembers('admin-members', [{ member, message: 'is not that of the path' }]);
}

interface Written {
  readonly kind: RegistrationKind;
  readonly id: string;
  readonly document: JsonObject;
  readonly sealedSecret: string | undefined;
}

export async function addRegistered(
  written: Written,
  pool: PoolId,
  api: AdminContext,
): Promise<Registration> {
  const { registrations } = api.storage;
  const added = await registrations.add(pool, { ...written, managedBy: 'console' }, api.clock());
  if (added === 'exists') throw idTaken();
  await api.registry.reload(pool);
  return findRegistered(written.kind, written.id, pool, api);
}

export const idTaken = (): OAuthError =>
  new OAuthError('admin-exists', 'The id belongs to another object of this user pool.');

export async function changeRegistered(
  written: Written,
  version: number,
  pool: PoolId,
  api: AdminContext,
): Promise<Registration> {
  const changed = await api.storage.registrations.change(pool, written, version, api.clock());
  if (changed === 'stale') throw stale();
  await api.registry.reload(pool);
  return findRegistered(written.kind, written.id, pool, api);
}

export async function removeRegistered(
  kind: RegistrationKind,
  id: string,
  call: { readonly pool: PoolId; readonly seen: number },
  api: AdminContext,
): Promise<void> {
  await findWritable(kind, id, call, api);
  const { pool, seen } = call;
  const removed = await api.storage.registrations.removeVersion(pool, kind, id, seen, api.clock());
  if (removed === 'stale') throw stale();
  await api.registry.reload(pool);
}

/** JSON Merge Patch: `null` takes a member away — RFC 7396 §2. */
export function merged(target: unknown, patch: JsonObject): JsonObject {
  const kept = isJsonObject(target) ? target : {};
  const entries = new Map(Object.entries(kept));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) entries.delete(name);
    else entries.set(name, isJsonObject(value) ? merged(entries.get(name), value) : value);
  }
  return Object.fromEntries(entries);
}
