/** What a user proves themselves with beside a password: seen, and taken away where it is lost — NIST SP 800-63B §6.1.2.3. */
import type { PoolId } from '@symbolon/foundation';
import { stepLength } from '@symbolon/login';
import type { NamedCredential } from '@symbolon/storage';
import { z } from 'zod';
import type { AdminContext } from './admin-context.ts';
import { note } from './note.ts';
import { tellUserOf } from './notice.ts';
import { type Call, nothing, type Operation, operation } from './operation.ts';
import { notFound } from './problem.ts';
import { endingNow, findUser, single } from './users.ts';

const times = { created_at: z.number(), last_used_at: z.number().optional() };

const authenticator = z.strictObject({
  kind: z.literal('authenticator'),
  ...times,
  recovery_codes: z.int().describe('How many are left.'),
});

const passkey = z.strictObject({
  kind: z.literal('passkey'),
  id: z.string(),
  name: z.string(),
  ...times,
});

const notices = { authenticator: 'second_factor_removed', passkey: 'passkey_removed' } as const;
const events = { authenticator: 'second_factor.removed', passkey: 'passkey.removed' } as const;

export const userCredentials: readonly Operation[] = [
  operation({
    method: 'GET',
    path: `${single}/credentials`,
    permission: 'user_access:read',
    summary: 'List the authenticator app and the passkeys of a user',
    input: nothing,
    answer: z.strictObject({ items: z.array(z.discriminatedUnion('kind', [authenticator, passkey])) }),
    async handle({ name, pool }, api) {
      const { id } = await findUser(name('user_id'), pool, api);
      return { status: 200, body: { items: await credentialsOf(pool, id, api) } };
    },
  }),
  operation({
    method: 'DELETE',
    path: `${single}/authenticator`,
    permission: 'user_access:write',
    summary: 'Remove the authenticator app of a user with its recovery codes: sessions end, the user is told',
    input: nothing,
    status: 204,
    handle: (call, api) => remove({ kind: 'authenticator' }, call.name('user_id'), call, api),
  }),
  operation({
    method: 'DELETE',
    path: `${single}/passkeys/{passkey_id}`,
    permission: 'user_access:write',
    summary: 'Remove a passkey of a user: sessions end, the user is told',
    input: nothing,
    status: 204,
    handle: (call, api) =>
      remove({ kind: 'passkey', credentialId: call.name('passkey_id') }, call.name('user_id'), call, api),
  }),
];

async function credentialsOf(pool: PoolId, userId: string, { storage }: AdminContext) {
  const { totp, recoveryCodes, passkeys } = await storage.credentials.of(pool, userId);
  const app = totp && {
    kind: 'authenticator',
    created_at: totp.createdAt,
    last_used_at: totp.lastStep * stepLength,
    recovery_codes: recoveryCodes,
  };
  const keys = passkeys.map(({ credentialId, name, createdAt, lastUsedAt }) => ({
    ...{ kind: 'passkey', id: credentialId, name, created_at: createdAt },
    ...(lastUsedAt !== undefined && { last_used_at: lastUsedAt }),
  }));
  return [...(app ? [app] : []), ...keys];
}

async function remove(
  credential: NamedCredential,
  userId: string,
  call: Pick<Call<string, unknown>, 'pool' | 'caller' | 'request'>,
  api: AdminContext,
) {
  const { kind } = credential;
  const user = await findUser(userId, call.pool, api);
  const removed = await api.storage.directory.removeCredential(call.pool, userId, credential, endingNow(api));
  if (removed === 'unknown') throw notFound(kind === 'passkey' ? 'passkey' : 'authenticator app');
  api.logoutsQueued();
  note(call, api, events[kind], { userId });
  tellUserOf(user, notices[kind], call.pool, api);
  return { status: 204 } as const;
}
