/** The secrets of an application: a second one beside the first, so that it can change over without an outage. */
import { newBearerValue } from '@symbolon/foundation';
import { OAuthError } from '@symbolon/protocol';
import { z } from 'zod';
import { clientSecretPurpose } from '../registry/apply-configuration.ts';
import { secretIds, withoutSecret, withSecret } from '../registry/secrets.ts';
import { note } from './note.ts';
import { nothing, type Operation, operation } from './operation.ts';
import { notFound } from './problem.ts';
import { changeRegistered, findRegistered, findWritable } from './registered.ts';

const kind = 'application';
const most = 2;

const hasRoom = (count: number): OAuthError | undefined => {
  if (count === 0)
    return new OAuthError(
      'admin-limit',
      'A public application has no secret: change how it authenticates first.',
    );
  return count < most
    ? undefined
    : new OAuthError('admin-limit', 'It has two secrets already: remove the one that is no longer used.');
};

export const applicationSecrets: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/pools/{pool}/applications/{client_id}/secrets',
    permission: 'applications:write',
    summary: 'Make a second secret, valid beside the first; it is shown in this answer only',
    input: nothing,
    answer: z.strictObject({ id: z.string(), client_secret: z.string() }),
    status: 201,
    async handle(call, api) {
      const { pool } = call;
      const { version: seen } = await findRegistered(kind, call.name('client_id'), pool, api);
      const found = await findWritable(kind, call.name('client_id'), { pool, seen }, api);
      const full = hasRoom(secretIds(found.sealedSecret).length);
      if (full) throw full;
      const secret = newBearerValue(api.random);
      const sealed = api.masterKey.sealer(clientSecretPurpose(pool)).seal(secret);
      const sealedSecret = withSecret(found.sealedSecret, sealed);
      const { id, document } = found;
      const changed = await changeRegistered({ kind, id, document, sealedSecret }, found.version, pool, api);
      note(call, api, 'application.secret_added', { clientId: id });
      const body = { id: secretIds(sealed)[0] ?? '', client_secret: secret };
      return { status: 201, body, version: changed.version };
    },
  }),
  operation({
    method: 'DELETE',
    path: '/pools/{pool}/applications/{client_id}/secrets/{secret_id}',
    permission: 'applications:write',
    summary: 'Remove one of two secrets; If-Match names the version of the application',
    input: nothing,
    status: 204,
    precondition: 'required',
    async handle(call, api) {
      const found = await findWritable(kind, call.name('client_id'), call, api);
      const ids = secretIds(found.sealedSecret);
      const secretId = call.name('secret_id');
      if (!ids.includes(secretId)) throw notFound('secret');
      if (ids.length === 1)
        throw new OAuthError('admin-limit', 'It is the only secret: add another one first.');
      const { id, document } = found;
      const sealedSecret = withoutSecret(found.sealedSecret, secretId);
      await changeRegistered({ kind, id, document, sealedSecret }, call.seen, call.pool, api);
      note(call, api, 'application.secret_removed', { clientId: id });
      return { status: 204 };
    },
  }),
];
