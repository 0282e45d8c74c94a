/** Applications, by the names of RFC 7591 §2 as the configuration file has them. */
import { type JsonObject, newBearerValue, uuid } from '@symbolon/foundation';
import type { Registration } from '@symbolon/storage';
import { z } from 'zod';
import { type ApplicationMetadata, createApplicationSchema } from '../config/application.ts';
import { needsSecret } from '../registration/metadata.ts';
import { clientSecretPurpose } from '../registry/apply-configuration.ts';
import { openSecrets, secretIds } from '../registry/secrets.ts';
import type { AdminContext } from './admin-context.ts';
import { longestBranding } from './branding-preview.ts';
import { consoleClientId } from './console-client.ts';
import { type Answer, type Call, judge, type Operation, operation } from './operation.ts';
import { InvalidMembers } from './problem.ts';
import {
  addRegistered,
  anyDocument,
  changeRegistered,
  findWritable,
  idTaken,
  keptMembers,
  keptOf,
  merged,
  refuseOtherId,
} from './registered.ts';
import { registeredOperations } from './registered-operations.ts';

const kind = 'application';
const schema = createApplicationSchema(z.string());
const { client_secret: secretShape, ...metadataShape } = schema.shape;

const applicationShape = z.strictObject({
  ...metadataShape,
  ...keptMembers,
  secrets: z.array(z.strictObject({ id: z.string() })),
  client_secret: secretShape.describe('Shown this once, where it was made.'),
});
/** The id may be left to the server. */
const newShape = z.strictObject({
  ...metadataShape,
  client_id: metadataShape.client_id.optional(),
  client_secret: secretShape,
});
const replacementShape = z.strictObject({ ...metadataShape, client_id: metadataShape.client_id.optional() });

const told = (registration: Registration, shown?: string) => ({
  ...registration.document,
  ...keptOf(registration),
  secrets: secretIds(registration.sealedSecret).map(id => ({ id })),
  ...(shown !== undefined && { client_secret: shown }),
});

const { list, read, remove, created, changed } = registeredOperations({
  kind,
  collection: 'applications',
  idMember: 'client_id',
  shape: applicationShape,
  told,
  summaries: {
    list: 'List applications in the order of their ids',
    read: 'Read an application; secrets are never read back',
    remove: 'Remove an application: what was granted to it is revoked',
  },
});

const single = '/pools/{pool}/applications/{client_id}';

/** A document as it is to be stored; throws `InvalidMembers`. `secret` is what the application has or is to get. */
function judged(
  document: JsonObject,
  secret: string,
): { metadata: ApplicationMetadata; isConfidential: boolean } {
  const isConfidential = needsSecret({ token_endpoint_auth_method: 'client_secret_basic', ...document });
  const whole = { ...document, ...(isConfidential && { client_secret: secret }) };
  const { client_secret: _, ...metadata } = judge(schema, whole);
  return { metadata, isConfidential };
}

/** Its id stays, its secrets are changed by operations of their own. `replacement` is what it says from now on. */
async function replace(
  call: Call<'client_id', JsonObject>,
  api: AdminContext,
  replacement: (present: Registration) => JsonObject,
): Promise<Answer> {
  const { pool } = call;
  const found = await findWritable(kind, call.name('client_id'), call, api);
  const document = replacement(found);
  refuseOtherId('client_id', document['client_id'], found);
  if (document['client_secret'] !== undefined)
    throw new InvalidMembers('admin-members', [
      { member: 'client_secret', message: 'cannot be written here: add a secret, then remove the old one' },
    ]);
  const sealer = api.masterKey.sealer(clientSecretPurpose(pool));
  const [present] = openSecrets(found.sealedSecret, sealer);
  const secret = present ?? newBearerValue(api.random);
  const { metadata, isConfidential } = judged({ ...document, client_id: found.id }, secret);
  const kept = isConfidential ? (found.sealedSecret ?? sealer.seal(secret)) : undefined;
  const written = { kind, id: found.id, document: metadata, sealedSecret: kept } as const;
  const replaced = await changeRegistered(written, found.version, pool, api);
  const shown = isConfidential && present === undefined ? secret : undefined;
  return changed(call, api, replaced, told(replaced, shown));
}

export const applications: readonly Operation[] = [
  list,
  operation({
    method: 'POST',
    path: '/pools/{pool}/applications',
    permission: 'applications:write',
    summary: 'Register an application; its secret is shown in this answer only',
    input: anyDocument,
    bodyShape: newShape,
    longestBody: longestBranding,
    answer: applicationShape,
    status: 201,
    async handle(call, api) {
      const { pool } = call;
      const { client_secret: given, ...said } = call.input;
      const document: JsonObject = { client_id: uuid(api.random), ...said };
      const secret = given === undefined ? newBearerValue(api.random) : given;
      if (given !== undefined) judge(schema, { ...document, client_secret: given });
      const { metadata, isConfidential } = judged(document, String(secret));
      const id = metadata.client_id;
      const isBuiltIn = pool === api.administrators && id === consoleClientId;
      if (isBuiltIn || (await api.storage.registrations.find(pool, 'access_key', id))) throw idTaken();
      const sealer = api.masterKey.sealer(clientSecretPurpose(pool));
      const sealedSecret = isConfidential ? sealer.seal(String(secret)) : undefined;
      const added = await addRegistered({ kind, id, document: metadata, sealedSecret }, pool, api);
      const shown = isConfidential && given === undefined ? String(secret) : undefined;
      return created(call, api, added, told(added, shown));
    },
  }),
  read,
  operation({
    method: 'PUT',
    path: single,
    permission: 'applications:write',
    summary: 'Replace an application, its secrets apart',
    input: anyDocument,
    bodyShape: replacementShape,
    longestBody: longestBranding,
    answer: applicationShape,
    precondition: 'required',
    handle: (call, api) => replace(call, api, () => call.input),
  }),
  operation({
    method: 'PATCH',
    path: single,
    permission: 'applications:write',
    summary: 'Change members of an application; null takes one away (RFC 7396)',
    input: anyDocument,
    bodyShape: replacementShape.partial(),
    longestBody: longestBranding,
    answer: applicationShape,
    precondition: 'required',
    handle: (call, api) => replace(call, api, ({ document }) => merged(document, call.input)),
  }),
  remove,
];
