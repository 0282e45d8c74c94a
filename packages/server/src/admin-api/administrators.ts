/** Administrators: users of their own pool, each with a role. */
import { uuid } from '@symbolon/foundation';
import { identifiersOf } from '@symbolon/login';
import type { DirectoryUser } from '@symbolon/storage';
import { z } from 'zod';
import type { AdminContext } from './admin-context.ts';
import { note } from './note.ts';
import { nothing, type Operation, operation } from './operation.ts';
import { pageOf, pageOfAll, pageQuery, pageSchema } from './page.ts';
import { hashPassword, makePassword } from './passwords.ts';
import { InvalidMembers, lastOwner, notFound, stale } from './problem.ts';
import { roleNames } from './roles.ts';
import { tellUser, userShape } from './user-document.ts';
import { findUser, identifierTaken, removeUser } from './users.ts';

const single = '/administrators/{user_id}';
const role = z.enum(roleNames);

const newAdministrator = z.strictObject({
  username: z.string().min(1).max(200),
  name: z.string().min(1).max(200).optional(),
  role,
  password: z.string().max(1024).optional(),
});

const shape = userShape.extend({
  role,
  password: z.string().optional().describe('Shown this once, where it was made.'),
});

/** A user without a role is none. */
async function findAdministrator(id: string, api: AdminContext): Promise<DirectoryUser> {
  const found = await findUser(id, api.administrators, api);
  if (found.role === undefined) throw notFound('administrator');
  return found;
}

export const administrators: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/administrators',
    permission: 'administrators:read',
    summary: 'List administrators',
    input: pageQuery,
    answer: pageSchema(shape),
    async handle({ input, pool }, { storage }) {
      const { entries, next } = pageOfAll(await storage.directory.withRole(pool), input);
      return { status: 200, body: pageOf(entries.map(tellUser), next) };
    },
  }),
  operation({
    method: 'POST',
    path: '/administrators',
    permission: 'administrators:write',
    summary: 'Make an administrator; a password that is made here is shown in this answer only',
    input: newAdministrator,
    answer: shape,
    status: 201,
    async handle(call, api) {
      const { pool } = call;
      const { username, name = username, role: given, password } = call.input;
      const found = identifiersOf({ username });
      if (found.kind === 'unusable')
        throw new InvalidMembers('admin-members', [{ member: 'username', message: 'cannot be used' }]);
      const made = password === undefined ? makePassword(api) : undefined;
      const user = {
        id: uuid(api.random),
        identifiers: found.identifiers,
        passwordHash: await hashPassword(password ?? made ?? '', api),
        claims: { username, preferred_username: username, name },
        managedBy: 'console',
        role: given,
      } as const;
      if ((await api.storage.users.create(pool, user, api.clock())) === 'taken') throw identifierTaken();
      note(call, api, 'administrator.created', { userId: user.id, reason: given });
      const created = await findUser(user.id, pool, api);
      const body = { ...tellUser(created), ...(made !== undefined && { password: made }) };
      return { status: 201, body, version: created.version, location: `/administrators/${user.id}` };
    },
  }),
  operation({
    method: 'GET',
    path: single,
    permission: 'administrators:read',
    summary: 'Read an administrator',
    input: nothing,
    answer: shape,
    async handle({ name }, api) {
      const found = await findAdministrator(name('user_id'), api);
      return { status: 200, body: tellUser(found), version: found.version };
    },
  }),
  operation({
    method: 'PATCH',
    path: single,
    permission: 'administrators:write',
    summary: 'Give an administrator another role; it counts from their next request on',
    input: z.strictObject({ role }),
    answer: shape,
    precondition: 'required',
    async handle(call, api) {
      const { pool, seen, input } = call;
      const { id, version } = await findAdministrator(call.name('user_id'), api);
      if (version !== seen) throw stale();
      const outcome = await api.storage.directory.setRole(pool, id, input.role, seen);
      if (outcome === 'last_owner') throw lastOwner();
      if (outcome === 'stale') throw stale();
      note(call, api, 'administrator.changed', { userId: id, reason: input.role });
      const changed = await findUser(id, pool, api);
      return { status: 200, body: tellUser(changed), version: changed.version };
    },
  }),
  operation({
    method: 'DELETE',
    path: single,
    permission: 'administrators:write',
    summary: 'Remove an administrator',
    input: nothing,
    status: 204,
    precondition: 'required',
    async handle(call, api) {
      const { id } = await findAdministrator(call.name('user_id'), api);
      await removeUser(id, call, api);
      note(call, api, 'administrator.deleted', { userId: id });
      return { status: 204 };
    },
  }),
];
