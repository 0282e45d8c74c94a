/** Access keys of machines, with their rules. */
import { type JsonObject, newBearerValue, type PoolId, uuid } from '@symbolon/foundation';
import type { Registration } from '@symbolon/storage';
import { z } from 'zod';
import { accessKeyBreaches, createAccessKeySchema } from '../config/access-key.ts';
import { printPath } from '../config/problem.ts';
import { clientSecretPurpose } from '../registry/apply-configuration.ts';
import type { AdminContext } from './admin-context.ts';
import { note } from './note.ts';
import { judge, nothing, type Operation, operation } from './operation.ts';
import { pageOf, pageOfAll, pageQuery, pageSchema } from './page.ts';
import { InvalidMembers } from './problem.ts';
import {
  addRegistered,
  anyDocument,
  changeRegistered,
  findRegistered,
  findWritable,
  keptMembers,
  keptOf,
  removeRegistered,
} from './registered.ts';

const kind = 'access_key';
const schema = createAccessKeySchema(z.string());
const { secret_key: secretShape, ...documentShape } = schema.shape;
const documentSchema = z.strictObject(documentShape);
const newShape = documentSchema.partial({ access_key: true });
const shape = z.strictObject({
  ...documentShape,
  ...keptMembers,
  secret_key: secretShape.optional().describe('Shown this once, where it was made.'),
});

const told = (registration: Registration, shown?: string) => ({
  ...registration.document,
  ...keptOf(registration),
  ...(shown !== undefined && { secret_key: shown }),
});

const single = '/pools/{pool}/access-keys/{access_key}';

/** By itself, and by what it refers to. */
async function judged(document: JsonObject, pool: PoolId, { storage }: AdminContext) {
  const accessKey = judge(documentSchema, document);
  const documents = async (of: 'application' | 'resource') =>
    (await storage.registrations.list(pool, of)).map(registration => registration.document);
  const [applications, resources] = await Promise.all([documents('application'), documents('resource')]);
  const breaches = accessKeyBreaches({ applications, resources, access_keys: [accessKey] });
  if (breaches.length > 0) {
    throw new InvalidMembers(
      'admin-members',
      breaches.map(({ path, message }) => ({ member: printPath(path.slice(1)), message })),
    );
  }
  return accessKey;
}

export const accessKeys: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/access-keys',
    permission: 'access_keys:read',
    summary: 'List access keys in their order',
    input: pageQuery,
    answer: pageSchema(shape),
    async handle({ pool, input }, { storage }) {
      const { entries, next } = pageOfAll(await storage.registrations.list(pool, kind), input);
      return {
        status: 200,
        body: pageOf(
          entries.map(entry => told(entry)),
          next,
        ),
      };
    },
  }),
  operation({
    method: 'POST',
    path: '/pools/{pool}/access-keys',
    permission: 'access_keys:write',
    summary: 'Make an access key; its secret is shown in this answer only',
    input: anyDocument,
    bodyShape: newShape,
    answer: shape,
    status: 201,
    async handle(call, api) {
      const { pool } = call;
      const document = await judged({ access_key: uuid(api.random), ...call.input }, pool, api);
      const secret = newBearerValue(api.random);
      const sealedSecret = api.masterKey.sealer(clientSecretPurpose(pool)).seal(secret);
      const written = { kind, id: document.access_key, document, sealedSecret } as const;
      const added = await addRegistered(written, pool, api);
      note(call, api, 'access_key.created', { clientId: added.id });
      const location = `/pools/${pool}/access-keys/${encodeURIComponent(added.id)}`;
      return { status: 201, body: told(added, secret), version: added.version, location };
    },
  }),
  operation({
    method: 'GET',
    path: single,
    permission: 'access_keys:read',
    summary: 'Read an access key; its secret is never read back',
    input: nothing,
    answer: shape,
    async handle({ name, pool }, api) {
      const found = await findRegistered(kind, name('access_key'), pool, api);
      return { status: 200, body: told(found), version: found.version };
    },
  }),
  operation({
    method: 'PUT',
    path: single,
    permission: 'access_keys:write',
    summary: 'Replace what an access key may do; key and secret stay',
    input: anyDocument,
    bodyShape: newShape,
    answer: shape,
    precondition: 'required',
    async handle(call, api) {
      const found = await findWritable(kind, call.name('access_key'), call, api);
      const document = await judged({ access_key: found.id, ...call.input }, call.pool, api);
      if (document.access_key !== found.id)
        throw new InvalidMembers('admin-members', [
          { member: 'access_key', message: 'is not that of the path' },
        ]);
      const written = { kind, id: found.id, document, sealedSecret: found.sealedSecret } as const;
      const changed = await changeRegistered(written, call.seen, call.pool, api);
      note(call, api, 'access_key.changed', { clientId: found.id });
      return { status: 200, body: told(changed), version: changed.version };
    },
  }),
  operation({
    method: 'DELETE',
    path: single,
    permission: 'access_keys:write',
    summary: 'Remove an access key: what was granted to it is revoked',
    input: nothing,
    status: 204,
    precondition: 'required',
    async handle(call, api) {
      const id = call.name('access_key');
      await removeRegistered(kind, id, call, api);
      note(call, api, 'access_key.deleted', { clientId: id });
      return { status: 204 };
    },
  }),
];
