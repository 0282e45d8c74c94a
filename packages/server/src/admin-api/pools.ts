/** User pools, their signing keys, and who is asking. */
import { type PoolId, readPoolId } from '@symbolon/foundation';
import { OAuthError } from '@symbolon/protocol';
import { z } from 'zod';
import { poolName } from '../config/pool-name.ts';
import { baseOf } from '../issuer.ts';
import { keyReport } from '../keys/key-report.ts';
import type { AdminContext } from './admin-context.ts';
import { note } from './note.ts';
import { nothing, type Operation, operation } from './operation.ts';
import { pageOf, pageOfAll, pageQuery, pageSchema } from './page.ts';
import { permissions, roleNames } from './roles.ts';

const poolShape = z.strictObject({
  name: z.string(),
  issuer: z.string(),
  managed_by: z.enum(['file', 'server', 'console']),
});

const told = (pool: PoolId, api: AdminContext) => ({
  name: pool,
  issuer: `${api.origin}${baseOf(pool)}/oidc`,
  managed_by: keeperOf(pool, api),
});

function keeperOf(pool: PoolId, { administrators, declaredSettings }: AdminContext) {
  if (declaredSettings(pool)) return 'file';
  return pool === administrators || baseOf(pool) === '' ? 'server' : 'console';
}

const keys = z.strictObject({
  items: z.array(keyReport.omit({ pool: true, signsAt: true }).extend({ signs_at: z.number().optional() })),
});

const keysOf = (pool: PoolId, { issuers }: AdminContext) => ({
  items: (issuers.find(pool)?.keys.report() ?? []).map(({ pool: _, signsAt, ...key }) => ({
    ...key,
    ...(signsAt !== undefined && { signs_at: signsAt }),
  })),
});

export const pools: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/me',
    permission: 'everyone',
    summary: 'Who is asking, and what they may do',
    input: nothing,
    answer: z.strictObject({
      id: z.string(),
      name: z.string().optional(),
      role: z.enum(roleNames).optional(),
      permissions: z.array(z.enum(permissions)),
    }),
    async handle({ caller: { id, name, role, permissions: allowed } }) {
      const named = { ...(name !== undefined && { name }), ...(role && { role }) };
      return { status: 200, body: { id, ...named, permissions: [...allowed] } };
    },
  }),
  operation({
    method: 'GET',
    path: '/pools',
    permission: 'pools:read',
    summary: 'List user pools',
    input: pageQuery,
    answer: pageSchema(poolShape),
    async handle({ input, caller }, api) {
      const { administrators, issuers } = api;
      const mayAll = caller.permissions.has('administrators:read');
      const shown = issuers.pools().filter(pool => mayAll || pool !== administrators);
      const { entries, next } = pageOfAll(
        shown.map(pool => ({ id: pool, pool })),
        input,
      );
      return {
        status: 200,
        body: pageOf(
          entries.map(({ pool }) => told(pool, api)),
          next,
        ),
      };
    },
  }),
  operation({
    method: 'POST',
    path: '/pools',
    permission: 'pools:write',
    summary: 'Make a user pool, which is served from the answer on; no pool is removed by this API',
    input: z.strictObject({ name: poolName }),
    answer: poolShape,
    status: 201,
    async handle(call, api) {
      const pool = readPoolId(call.input.name);
      if (!pool) throw new Error('the schema takes names of pools alone');
      const added = await api.storage.pools.add(pool, api.clock());
      // Also where another node has just made it.
      await api.issuers.open(pool);
      if (added === 'exists')
        throw new OAuthError('admin-exists', 'There is a user pool of that name already: choose another.');
      note({ ...call, pool }, api, 'pool.created', { reason: pool });
      return { status: 201, body: told(pool, api), location: `/pools/${pool}` };
    },
  }),
  operation({
    method: 'GET',
    path: '/pools/{pool}',
    permission: 'pools:read',
    summary: 'Read a user pool',
    input: nothing,
    answer: poolShape,
    handle: async ({ pool }, api) => ({ status: 200, body: told(pool, api) }),
  }),
  operation({
    method: 'GET',
    path: '/pools/{pool}/keys',
    permission: 'keys:read',
    summary: 'List the signing keys of a pool',
    input: nothing,
    answer: keys,
    handle: async ({ pool }, api) => ({ status: 200, body: keysOf(pool, api) }),
  }),
  operation({
    method: 'POST',
    path: '/pools/{pool}/keys/rotate',
    permission: 'keys:write',
    summary: 'Announce a successor of every active key; where one is announced already nothing happens',
    input: nothing,
    answer: keys,
    async handle(call, api) {
      await api.issuers.find(call.pool)?.keys.rotate();
      note(call, api, 'keys.rotated', {});
      return { status: 200, body: keysOf(call.pool, api) };
    },
  }),
];
