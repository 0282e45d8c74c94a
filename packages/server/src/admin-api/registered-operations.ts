/** What applications, resources and access keys offer alike: listed, read and removed, and how a change is answered. */
import type { Registration, RegistrationKind } from '@symbolon/storage';
import type { z } from 'zod';
import type { AdminContext } from './admin-context.ts';
import { type NotedCall, note } from './note.ts';
import { type Answer, nothing, type Operation, operation } from './operation.ts';
import { pageOf, pageOfAll, pageQuery, pageSchema } from './page.ts';
import { findRegistered, removeRegistered } from './registered.ts';

interface Described {
  readonly kind: Exclude<RegistrationKind, 'pool_settings'>;
  /** Path of all of them, below their pool. */
  readonly collection: string;
  /** The member that is their id, as the path names it. */
  readonly idMember: string;
  readonly shape: z.ZodType;
  readonly told: (registration: Registration) => object;
  readonly summaries: Readonly<Record<'list' | 'read' | 'remove', string>>;
}

interface RegisteredOperations {
  readonly list: Operation;
  readonly read: Operation;
  readonly remove: Operation;
  /** Notes it and answers with it; `body` where more is told than at any other time. */
  readonly created: AnswerChange;
  readonly changed: AnswerChange;
}

type AnswerChange = (call: NotedCall, api: AdminContext, registration: Registration, body?: object) => Answer;

export function registeredOperations(described: Described): RegisteredOperations {
  const { kind, idMember, shape, told, summaries } = described;
  const collection = `/pools/{pool}/${described.collection}`;
  const single = `${collection}/{${idMember}}`;
  const about = (id: string) => (kind === 'resource' ? { reason: id } : { clientId: id });
  return {
    list: operation({
      method: 'GET',
      path: collection,
      permission: `${kind}s:read`,
      summary: summaries.list,
      input: pageQuery,
      answer: pageSchema(shape),
      async handle({ pool, input }, { storage }) {
        const { entries, next } = pageOfAll(await storage.registrations.list(pool, kind), input);
        const items = entries.map(entry => told(entry));
        return { status: 200, body: pageOf(items, next) };
      },
    }),
    read: operation({
      method: 'GET',
      path: single,
      permission: `${kind}s:read`,
      summary: summaries.read,
      input: nothing,
      answer: shape,
      async handle({ name, pool }, api) {
        const found = await findRegistered(kind, name(idMember), pool, api);
        return { status: 200, body: told(found), version: found.version };
      },
    }),
    remove: operation({
      method: 'DELETE',
      path: single,
      permission: `${kind}s:write`,
      summary: summaries.remove,
      input: nothing,
      status: 204,
      precondition: 'required',
      async handle(call, api) {
        const id = call.name(idMember);
        await removeRegistered(kind, id, call, api);
        note(call, api, `${kind}.deleted`, about(id));
        return { status: 204 };
      },
    }),
    created(call, api, registration, body = told(registration)) {
      const { id, version } = registration;
      note(call, api, `${kind}.created`, about(id));
      const location = `${collection.replace('{pool}', call.pool)}/${encodeURIComponent(id)}`;
      return { status: 201, body, version, location };
    },
    changed(call, api, registration, body = told(registration)) {
      note(call, api, `${kind}.changed`, about(registration.id));
      return { status: 200, body, version: registration.version };
    },
  };
}
