/** Which scopes and claims there are in a pool, and who keeps them; they are written with its settings — OIDC Core §5.4. */
import { claimsOfScope } from '@symbolon/protocol';
import { z } from 'zod';
import { poolSettingsSchema } from '../config/pool-settings.ts';
import type { AdminContext } from './admin-context.ts';
import { type Call, type Operation, operation } from './operation.ts';
import { pageOf, pageOfAll, pageQuery, pageSchema } from './page.ts';
import { findSettings } from './settings.ts';

interface Named {
  readonly name: string;
}

type Keeper = 'file' | 'console' | 'standard';

/** Each name once, with the first who has it. */
function kept<Entry extends Named>(...layers: readonly (readonly [Keeper, readonly Entry[] | undefined])[]) {
  const all = layers.flatMap(([by, entries = []]) => entries.map(entry => ({ ...entry, managed_by: by })));
  return [...new Map(all.toReversed().map(entry => [entry.name, { ...entry, id: entry.name }])).values()];
}

const standard = Object.entries(claimsOfScope).map(([name, claims]) => ({ name, claims }));

async function layersOf({ pool }: Pick<Call<string, unknown>, 'pool'>, api: AdminContext) {
  const stored = poolSettingsSchema.parse((await findSettings(pool, api))?.document ?? {});
  return { file: api.declaredSettings(pool) ?? {}, stored };
}

export const claims: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/claims',
    permission: 'settings:read',
    summary: 'List the claims that a pool declares for all of its applications, in the order of their names',
    input: pageQuery,
    answer: pageSchema(
      z.strictObject({ name: z.string(), from: z.string(), managed_by: z.enum(['file', 'console']) }),
    ),
    async handle(call, api) {
      const { file, stored } = await layersOf(call, api);
      const { entries, next } = pageOfAll(
        kept(['file', file.claims], ['console', stored.claims]),
        call.input,
      );
      const items = entries.map(({ name, from, managed_by }) => ({ name, from, managed_by }));
      return { status: 200, body: pageOf(items, next) };
    },
  }),
  operation({
    method: 'GET',
    path: '/pools/{pool}/scopes',
    permission: 'settings:read',
    summary: 'List the scopes of a pool with the claims that each opens, in the order of their names',
    input: pageQuery,
    answer: pageSchema(
      z.strictObject({
        name: z.string(),
        claims: z.array(z.string()),
        managed_by: z.enum(['file', 'console', 'standard']),
      }),
    ),
    async handle(call, api) {
      const { file, stored } = await layersOf(call, api);
      const all = kept<Named & { readonly claims?: readonly string[] | undefined }>(
        ['file', file.scopes],
        ['console', stored.scopes],
        ['standard', standard],
      );
      const { entries, next } = pageOfAll(all, call.input);
      const items = entries.map(({ name, claims: opened = [], managed_by }) => ({
        name,
        claims: opened,
        managed_by,
      }));
      return { status: 200, body: pageOf(items, next) };
    },
  }),
];
