/** API resources with their actions — RFC 8707 §2. */
import type { Registration } from '@symbolon/storage';
import { z } from 'zod';
import { type DeclaredResource, resourceSchema } from '../config/access-key.ts';
import { type Operation, operation } from './operation.ts';
import {
  addRegistered,
  changeRegistered,
  findWritable,
  keptMembers,
  keptOf,
  refuseOtherId,
} from './registered.ts';
import { registeredOperations } from './registered-operations.ts';

const kind = 'resource';
const shape = z.strictObject({ ...resourceSchema.shape, ...keptMembers });
const told = (registration: Registration) => ({ ...registration.document, ...keptOf(registration) });
const written = (document: DeclaredResource) =>
  ({ kind, id: document.identifier, document, sealedSecret: undefined }) as const;

const { list, read, remove, created, changed } = registeredOperations({
  kind,
  collection: 'resources',
  idMember: 'identifier',
  shape,
  told,
  summaries: {
    list: 'List API resources in the order of their identifiers',
    read: 'Read an API resource',
    remove: 'Remove an API resource: nothing is issued for it any more',
  },
});

export const resources: readonly Operation[] = [
  list,
  operation({
    method: 'POST',
    path: '/pools/{pool}/resources',
    permission: 'resources:write',
    summary: 'Declare an API resource',
    input: resourceSchema,
    answer: shape,
    status: 201,
    handle: async (call, api) => created(call, api, await addRegistered(written(call.input), call.pool, api)),
  }),
  read,
  operation({
    method: 'PUT',
    path: '/pools/{pool}/resources/{identifier}',
    permission: 'resources:write',
    summary: 'Replace an API resource; its identifier stays',
    input: resourceSchema,
    answer: shape,
    precondition: 'required',
    async handle(call, api) {
      const found = await findWritable(kind, call.name('identifier'), call, api);
      refuseOtherId('identifier', call.input.identifier, found);
      return changed(call, api, await changeRegistered(written(call.input), call.seen, call.pool, api));
    },
  }),
  remove,
];
