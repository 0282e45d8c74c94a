/** What lets a user in, and what they are in: locking, passwords, sessions, authorizations. */
import { accountAttemptsKey } from '@symbolon/login';
import { z } from 'zod';
import { note } from './note.ts';
import { tellUserOf } from './notice.ts';
import { nothing, type Operation, operation } from './operation.ts';
import { hashPassword, makePassword } from './passwords.ts';
import { lastOwner, managedByFile, notFound } from './problem.ts';
import { tellUser, userShape } from './user-document.ts';
import { endingNow, findUser, single } from './users.ts';

const session = z.strictObject({
  sid: z.string(),
  auth_time: z.number(),
  acr: z.string().optional(),
  amr: z.array(z.string()),
  last_used_at: z.number(),
  ends_at: z.number(),
});

const authorization = z.strictObject({
  id: z.string(),
  client_id: z.string(),
  scope: z.array(z.string()),
  granted_at: z.number(),
  offline: z.boolean(),
  expires_at: z.number(),
});

const listed = (entry: z.ZodType) => z.strictObject({ items: z.array(entry) });

export const userAccess: readonly Operation[] = [
  operation({
    method: 'POST',
    path: `${single}/lock`,
    permission: 'user_access:write',
    summary: 'Lock a user: sessions end and everything issued to them is revoked, at once',
    input: nothing,
    answer: userShape,
    async handle(call, api) {
      const { pool } = call;
      const id = call.name('user_id');
      const locked = await api.storage.directory.lock(pool, id, endingNow(api));
      if (locked === 'unknown') throw notFound('user');
      if (locked === 'last_owner') throw lastOwner();
      api.logoutsQueued();
      note(call, api, 'user.locked', { userId: id });
      const user = await findUser(id, pool, api);
      return { status: 200, body: tellUser(user), version: user.version };
    },
  }),
  operation({
    method: 'POST',
    path: `${single}/unlock`,
    permission: 'user_access:write',
    summary: 'Let a user sign in again',
    input: nothing,
    answer: userShape,
    async handle(call, api) {
      const { pool } = call;
      const id = call.name('user_id');
      if ((await api.storage.directory.unlock(pool, id, endingNow(api))) === 'unknown')
        throw notFound('user');
      note(call, api, 'user.unlocked', { userId: id });
      const user = await findUser(id, pool, api);
      return { status: 200, body: tellUser(user), version: user.version };
    },
  }),
  operation({
    method: 'POST',
    path: `${single}/reset-password`,
    permission: 'user_access:write',
    summary:
      'Give a user another password, of which they are told; one that is made here is shown in this answer only',
    input: z.strictObject({ password: z.string().max(1024).optional() }),
    answer: z.strictObject({ password: z.string().optional() }),
    async handle(call, api) {
      const { pool } = call;
      const user = await findUser(call.name('user_id'), pool, api);
      const { id, managedBy } = user;
      if (managedBy === 'file') throw managedByFile('user');
      const made = call.input.password === undefined ? makePassword(api) : undefined;
      const hash = await hashPassword(call.input.password ?? made ?? '', api);
      const reset = await api.storage.directory.resetPassword(pool, id, hash, endingNow(api));
      if (reset === 'unknown') throw notFound('user');
      api.logoutsQueued();
      note(call, api, 'user.password_reset', { userId: id });
      tellUserOf(user, 'password_changed', pool, api);
      return { status: 200, body: made === undefined ? {} : { password: made } };
    },
  }),
  operation({
    method: 'POST',
    path: `${single}/unlock-attempts`,
    permission: 'user_access:write',
    summary: 'Forget wrong passwords, so that a user need not wait',
    input: nothing,
    status: 204,
    async handle(call, api) {
      const { pool } = call;
      const { id } = await findUser(call.name('user_id'), pool, api);
      await api.storage.attempts.forget(pool, accountAttemptsKey(`user ${id}`));
      note(call, api, 'user.attempts_forgotten', { userId: id });
      return { status: 204 };
    },
  }),
  operation({
    method: 'GET',
    path: `${single}/sessions`,
    permission: 'user_access:read',
    summary: 'List the sessions of a user, the newest first',
    input: nothing,
    answer: listed(session),
    async handle({ name, pool }, api) {
      const { id } = await findUser(name('user_id'), pool, api);
      const found = await api.storage.directory.sessions(pool, id, api.clock());
      const items = found.map(({ sid, authTime, acr, amr, lastUsedAt, endsAt }) => ({
        ...{ sid, auth_time: authTime, acr, amr, last_used_at: lastUsedAt, ends_at: endsAt },
      }));
      return { status: 200, body: { items } };
    },
  }),
  operation({
    method: 'DELETE',
    path: `${single}/sessions/{sid}`,
    permission: 'user_access:write',
    summary: 'End a session: its applications are told, what was granted in it is revoked',
    input: nothing,
    status: 204,
    async handle(call, api) {
      const [userId, sid] = [call.name('user_id'), call.name('sid')];
      const ended = await api.storage.directory.endSession(call.pool, userId, sid, endingNow(api));
      if (ended === 'unknown') throw notFound('session');
      api.logoutsQueued();
      note(call, api, 'session.ended', { userId, sid });
      return { status: 204 };
    },
  }),
  operation({
    method: 'GET',
    path: `${single}/authorizations`,
    permission: 'user_access:read',
    summary: 'List what a user granted, the newest first',
    input: nothing,
    answer: listed(authorization),
    async handle({ name, pool }, api) {
      const { id } = await findUser(name('user_id'), pool, api);
      const found = await api.storage.directory.authorizations(pool, id, api.clock());
      const items = found.map(({ clientId, grantedAt, expiresAt, ...rest }) => ({
        ...{ ...rest, client_id: clientId, granted_at: grantedAt, expires_at: expiresAt },
      }));
      return { status: 200, body: { items } };
    },
  }),
  operation({
    method: 'DELETE',
    path: `${single}/authorizations/{authorization_id}`,
    permission: 'user_access:write',
    summary: 'Revoke what a user granted: no token of it works any more',
    input: nothing,
    status: 204,
    async handle(call, api) {
      const [userId, authorizationId] = [call.name('user_id'), call.name('authorization_id')];
      const { directory } = api.storage;
      const revoked = await directory.revokeAuthorization(call.pool, userId, authorizationId, api.clock());
      if (revoked === 'unknown') throw notFound('authorization');
      note(call, api, 'authorization.revoked', { userId, authorizationId });
      return { status: 204 };
    },
  }),
];
