/** API resources with their actions — RFC 8707 §2. */
import type { Registration } from '@symbolon/storage';
import { z } from 'zod';
import { type DeclaredResource, resourceSchema } from '../config/access-key.ts';
import { note } from './note.ts';
import { nothing, type Operation, operation } from './operation.ts';
import { pageOf, pageOfAll, pageQuery, pageSchema } from './page.ts';
import { InvalidMembers } from './problem.ts';
import {
  addRegistered,
  changeRegistered,
  findRegistered,
  findWritable,
  keptMembers,
  keptOf,
  removeRegistered,
} from './registered.ts';

const kind = 'resource';
const shape = z.strictObject({ ...resourceSchema.shape, ...keptMembers });
const told = (registration: Registration) => ({ ...registration.document, ...keptOf(registration) });
const written = (document: DeclaredResource) =>
  ({ kind, id: document.identifier, document, sealedSecret: undefined }) as const;

const single = '/pools/{pool}/resources/{identifier}';

export const resources: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/resources',
    permission: 'resources:read',
    summary: 'List API resources in the order of their identifiers',
    input: pageQuery,
    answer: pageSchema(shape),
    async handle({ pool, input }, { storage }) {
      const { entries, next } = pageOfAll(await storage.registrations.list(pool, kind), input);
      return { status: 200, body: pageOf(entries.map(told), next) };
    },
  }),
  operation({
    method: 'POST',
    path: '/pools/{pool}/resources',
    permission: 'resources:write',
    summary: 'Declare an API resource',
    input: resourceSchema,
    answer: shape,
    status: 201,
    async handle(call, api) {
      const added = await addRegistered(written(call.input), call.pool, api);
      note(call, api, 'resource.created', { reason: added.id });
      const location = `/pools/${call.pool}/resources/${encodeURIComponent(added.id)}`;
      return { status: 201, body: told(added), version: added.version, location };
    },
  }),
  operation({
    method: 'GET',
    path: single,
    permission: 'resources:read',
    summary: 'Read an API resource',
    input: nothing,
    answer: shape,
    async handle({ name, pool }, api) {
      const found = await findRegistered(kind, name('identifier'), pool, api);
      return { status: 200, body: told(found), version: found.version };
    },
  }),
  operation({
    method: 'PUT',
    path: single,
    permission: 'resources:write',
    summary: 'Replace an API resource; its identifier stays',
    input: resourceSchema,
    answer: shape,
    precondition: 'required',
    async handle(call, api) {
      const found = await findWritable(kind, call.name('identifier'), call, api);
      if (call.input.identifier !== found.id)
        throw new InvalidMembers('admin-members', [
          { member: 'identifier', message: 'is not that of the path' },
        ]);
      const changed = await changeRegistered(written(call.input), call.seen, call.pool, api);
      note(call, api, 'resource.changed', { reason: found.id });
      return { status: 200, body: told(changed), version: changed.version };
    },
  }),
  operation({
    method: 'DELETE',
    path: single,
    permission: 'resources:write',
    summary: 'Remove an API resource: nothing is issued for it any more',
    input: nothing,
    status: 204,
    precondition: 'required',
    async handle(call, api) {
      const id = call.name('identifier');
      await removeRegistered(kind, id, call, api);
      note(call, api, 'resource.deleted', { reason: id });
      return { status: 204 };
    },
  }),
];
