/** Users brought along from elsewhere, some at a time, each taken or refused by itself. */
import { type JsonObject, uuid } from '@symbolon/foundation';
import { OAuthError } from '@symbolon/protocol';
import { z } from 'zod';
import type { AdminContext } from './admin-context.ts';
import { note } from './note.ts';
import { type Call, type Operation, operation } from './operation.ts';
import { hashOf } from './passwords.ts';
import { judgeUser, newUserShape } from './user-document.ts';
import { identifierTaken } from './users.ts';

const mostTogether = 500;

const refusal = z.strictObject({ index: z.int(), detail: z.string() });

export const userImport: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/pools/{pool}/users/import',
    permission: 'users:write',
    summary:
      'Bring users along with their password hashes; those that cannot be taken are named, the others are',
    input: z.strictObject({ users: z.array(z.record(z.string(), z.json())).max(mostTogether) }),
    bodyShape: z.strictObject({ users: z.array(newUserShape).max(mostTogether) }),
    answer: z.strictObject({ imported: z.int(), refused: z.array(refusal) }),
    longestBody: 1024 * 1024,
    async handle(call, api) {
      const refused: { index: number; detail: string }[] = [];
      for (const [index, document] of call.input.users.entries()) {
        const detail = await importOne(document, call, api);
        if (detail !== undefined) refused.push({ index, detail });
      }
      return { status: 200, body: { imported: call.input.users.length - refused.length, refused } };
    },
  }),
];

/** Why it cannot be taken; undefined where it was. */
async function importOne(
  document: JsonObject,
  call: Pick<Call<string, unknown>, 'pool' | 'caller' | 'request'>,
  api: AdminContext,
): Promise<string | undefined> {
  try {
    const { user, password } = judgeUser(document, 'new');
    const id = uuid(api.random);
    const passwordHash = await hashOf(password, api);
    const made = { ...user, id, passwordHash, managedBy: 'console' } as const;
    if ((await api.storage.users.create(call.pool, made, api.clock())) === 'taken') throw identifierTaken();
    note(call, api, 'user.created', { userId: id });
    return undefined;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return error.message;
  }
}
