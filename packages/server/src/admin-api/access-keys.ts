/** Access keys of machines, with their rules. */
import { type JsonObject, newBearerValue, type PoolId, uuid } from '@symbolon/foundation';
import type { Registration } from '@symbolon/storage';
import { z } from 'zod';
import { accessKeyBreaches, createAccessKeySchema } from '../config/access-key.ts';
import { printPath } from '../config/problem.ts';
import { clientSecretPurpose } from '../registry/apply-configuration.ts';
import type { AdminContext } from './admin-context.ts';
import { judge, type Operation, operation } from './operation.ts';
import { InvalidMembers } from './problem.ts';
import {
  addRegistered,
  anyDocument,
  changeRegistered,
  findWritable,
  keptMembers,
  keptOf,
  refuseOtherId,
} from './registered.ts';
import { registeredOperations } from './registered-operations.ts';

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

const { list, read, remove, created, changed } = registeredOperations({
  kind,
  collection: 'access-keys',
  idMember: 'access_key',
  shape,
  told,
  summaries: {
    list: 'List access keys in their order',
    read: 'Read an access key; its secret is never read back',
    remove: 'Remove an access key: what was granted to it is revoked',
  },
});

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
  list,
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
      return created(call, api, added, told(added, secret));
    },
  }),
  read,
  operation({
    method: 'PUT',
    path: '/pools/{pool}/access-keys/{access_key}',
    permission: 'access_keys:write',
    summary: 'Replace what an access key may do; key and secret stay',
    input: anyDocument,
    bodyShape: newShape,
    answer: shape,
    precondition: 'required',
    async handle(call, api) {
      const found = await findWritable(kind, call.name('access_key'), call, api);
      const document = await judged({ access_key: found.id, ...call.input }, call.pool, api);
      refuseOtherId('access_key', document.access_key, found);
      const written = { kind, id: found.id, document, sealedSecret: found.sealedSecret } as const;
      return changed(call, api, await changeRegistered(written, call.seen, call.pool, api));
    },
  }),
  remove,
];
