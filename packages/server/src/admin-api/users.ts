/** Users: searched, created, changed, removed. */
import { type PoolId, uuid } from '@symbolon/foundation';
import { deliveryLifetime, OAuthError } from '@symbolon/protocol';
import type { DirectoryUser, Ending } from '@symbolon/storage';
import { z } from 'zod';
import type { AdminContext } from './admin-context.ts';
import { note } from './note.ts';
import { tellUserOf } from './notice.ts';
import { nothing, type Operation, operation } from './operation.ts';
import { limitOf, pageMembers, pageOf, pageSchema } from './page.ts';
import { hashOf } from './passwords.ts';
import { lastOwner, managedByFile, notFound, stale } from './problem.ts';
import { anyDocument, merged } from './registered.ts';
import {
  changedUserShape,
  documentOf,
  judgeUser,
  newUserShape,
  tellUser,
  userShape,
} from './user-document.ts';

export const single = '/pools/{pool}/users/{user_id}';

export async function findUser(id: string, pool: PoolId, { storage }: AdminContext): Promise<DirectoryUser> {
  const found = await storage.directory.find(pool, id);
  if (!found) throw notFound('user');
  return found;
}

export const endingNow = ({ clock }: AdminContext): Ending => ({
  at: clock(),
  deliverUntil: clock() + deliveryLifetime,
});

export const identifierTaken = (): OAuthError =>
  new OAuthError('admin-exists', 'The username, e-mail address or phone number belongs to another user.');

/** One whom the file does not declare, still at the version that was seen. */
async function findWritable(
  id: string,
  { pool, seen }: { readonly pool: PoolId; readonly seen: number },
  api: AdminContext,
): Promise<DirectoryUser> {
  const found = await findUser(id, pool, api);
  if (found.managedBy === 'file') throw managedByFile('user');
  if (found.version !== seen) throw stale();
  return found;
}

/** Removes one at the version that was seen, with all that stands in their name. */
export async function removeUser(
  id: string,
  call: { readonly pool: PoolId; readonly seen: number },
  api: AdminContext,
): Promise<void> {
  await findWritable(id, call, api);
  const removed = await api.storage.directory.remove(call.pool, id, call.seen, endingNow(api));
  if (removed === 'last_owner') throw lastOwner();
  if (removed === 'stale') throw stale();
  api.logoutsQueued();
}

/** Where messages to them go, in one text. */
const addressesOf = ({ identifiers }: Pick<DirectoryUser, 'identifiers'>): string =>
  identifiers
    .flatMap(({ kind, value }) => (kind === 'username' ? [] : [value]))
    .toSorted()
    .join(' ');

export const users: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/users',
    permission: 'users:read',
    summary: 'Search users by the beginning of an identifier or of a name; without it, the newest first',
    input: z.strictObject({ ...pageMembers, search: z.string().max(200).optional() }),
    answer: pageSchema(userShape),
    async handle({ pool, input }, { storage }) {
      const query = { beginning: input.search, after: input.cursor, limit: limitOf(input) };
      const { users: found, next } = await storage.directory.search(pool, query);
      return { status: 200, body: pageOf(found.map(tellUser), next) };
    },
  }),
  operation({
    method: 'POST',
    path: '/pools/{pool}/users',
    permission: 'users:write',
    summary: 'Create a user, with a password, a hash of one, or none',
    input: anyDocument,
    bodyShape: newUserShape,
    answer: userShape,
    status: 201,
    async handle(call, api) {
      const { pool } = call;
      const { user, password } = judgeUser(call.input, 'new');
      const id = uuid(api.random);
      const passwordHash = await hashOf(password, api);
      const made = { ...user, id, passwordHash, managedBy: 'console' } as const;
      if ((await api.storage.users.create(pool, made, api.clock())) === 'taken') throw identifierTaken();
      note(call, api, 'user.created', { userId: id });
      const created = await findUser(id, pool, api);
      const location = `/pools/${pool}/users/${id}`;
      return { status: 201, body: tellUser(created), version: created.version, location };
    },
  }),
  operation({
    method: 'GET',
    path: single,
    permission: 'users:read',
    summary: 'Read a user',
    input: nothing,
    answer: userShape,
    async handle({ name, pool }, api) {
      const found = await findUser(name('user_id'), pool, api);
      return { status: 200, body: tellUser(found), version: found.version };
    },
  }),
  operation({
    method: 'PATCH',
    path: single,
    permission: 'users:write',
    summary:
      'Change what is known of a user, who is told at the former address where that changes; null takes a member away (RFC 7396)',
    input: anyDocument,
    bodyShape: changedUserShape,
    answer: userShape,
    precondition: 'required',
    async handle(call, api) {
      const { pool, seen } = call;
      const found = await findWritable(call.name('user_id'), call, api);
      const { user } = judgeUser(merged(documentOf(found), call.input), 'changed');
      const changed = await api.storage.directory.change(pool, { ...user, id: found.id }, seen, api.clock());
      if (changed === 'taken') throw identifierTaken();
      if (changed === 'stale') throw stale();
      note(call, api, 'user.changed', { userId: found.id });
      if (addressesOf(found) !== addressesOf(user)) tellUserOf(found, 'address_changed', pool, api);
      const read = await findUser(found.id, pool, api);
      return { status: 200, body: tellUser(read), version: read.version };
    },
  }),
  operation({
    method: 'DELETE',
    path: single,
    permission: 'users:write',
    summary: 'Forget a user: sessions end, everything that they granted is revoked',
    input: nothing,
    status: 204,
    precondition: 'required',
    async handle(call, api) {
      const id = call.name('user_id');
      await removeUser(id, call, api);
      note(call, api, 'user.deleted', { userId: id });
      return { status: 204 };
    },
  }),
];
