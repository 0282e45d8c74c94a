/** The settings of a user pool. */
import type { JsonObject, PoolId } from '@symbolon/foundation';
import { poolSettingsSchema } from '../config/pool-settings.ts';
import type { AdminContext } from './admin-context.ts';
import { longestBranding } from './branding-preview.ts';
import { note } from './note.ts';
import { judge, nothing, type Operation, operation } from './operation.ts';
import { managedByFile, stale } from './problem.ts';
import { anyDocument } from './registered.ts';

const kind = 'pool_settings';
const id = 'pool';

export const findSettings = (pool: PoolId, { storage }: AdminContext) =>
  storage.registrations.find(pool, kind, id);

async function write(document: JsonObject, pool: PoolId, seen: number, api: AdminContext): Promise<void> {
  const { registrations } = api.storage;
  const present = await findSettings(pool, api);
  if (present?.managedBy === 'file') throw managedByFile('pool’s settings');
  const written = { kind, id, document, sealedSecret: undefined } as const;
  // What was never written has the version 0.
  const outcome =
    seen === 0
      ? await registrations.add(pool, { ...written, managedBy: 'console' }, api.clock())
      : await registrations.change(pool, written, seen, api.clock());
  if (outcome === 'exists' || outcome === 'stale') throw stale();
  await api.registry.reload(pool);
}

export const settings: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/settings',
    permission: 'settings:read',
    summary: 'Read the settings of a pool, as far as they were written here',
    input: nothing,
    answer: poolSettingsSchema,
    async handle({ pool }, api) {
      const found = await findSettings(pool, api);
      return { status: 200, body: found?.document ?? {}, version: found?.version ?? 0 };
    },
  }),
  operation({
    method: 'GET',
    path: '/pools/{pool}/settings/declared',
    permission: 'settings:read',
    summary:
      'Read what the configuration file says of the settings of a pool: it wins over what was written here',
    input: nothing,
    answer: poolSettingsSchema,
    handle: async ({ pool }, api) => ({ status: 200, body: api.declaredSettings(pool) ?? {} }),
  }),
  operation({
    method: 'PUT',
    path: '/pools/{pool}/settings',
    permission: 'settings:write',
    summary: 'Replace the settings of a pool',
    input: anyDocument,
    bodyShape: poolSettingsSchema,
    answer: poolSettingsSchema,
    precondition: 'required',
    longestBody: longestBranding,
    async handle(call, api) {
      const { pool, input, seen } = call;
      judge(poolSettingsSchema, input);
      await write(input, pool, seen, api);
      note(call, api, 'settings.changed', {});
      const found = await findSettings(pool, api);
      return { status: 200, body: found?.document ?? {}, version: found?.version ?? 0 };
    },
  }),
];
