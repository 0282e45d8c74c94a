/** A user pool at a glance. */
import { z } from 'zod';
import { endpointGroups } from '../observability/latency.ts';
import { nothing, type Operation, operation } from './operation.ts';

const count = z.number();
const milliseconds = z.number();

export const overview: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/overview',
    permission: 'overview:read',
    summary:
      'How much there is in a pool, what happened in the last day by the hour, and how fast this node answered in the last hour, in milliseconds',
    input: nothing,
    answer: z.strictObject({
      ...{ users: count, applications: count, resources: count, access_keys: count, live_sessions: count },
      lost_audit_events: count,
      latency: z.strictObject({
        span: z.number(),
        groups: z.array(
          z.strictObject({
            ...{ group: z.enum(endpointGroups), count },
            ...{ p50: milliseconds, p95: milliseconds, p99: milliseconds },
          }),
        ),
      }),
      hours: z.array(
        z.strictObject({
          ...{ begins_at: z.number(), type: z.string(), outcome: z.enum(['done', 'refused']), count },
        }),
      ),
    }),
    async handle({ pool }, { storage, latency, clock }) {
      const { registrations, directory, audit } = storage;
      const [applications, resources, accessKeys, counts, hours] = await Promise.all([
        registrations.list(pool, 'application'),
        registrations.list(pool, 'resource'),
        registrations.list(pool, 'access_key'),
        directory.count(pool, clock()),
        audit.countByHour(pool, clock()),
      ]);
      const body = {
        users: counts.users,
        live_sessions: counts.liveSessions,
        applications: applications.length,
        resources: resources.length,
        access_keys: accessKeys.length,
        lost_audit_events: audit.dropped,
        // Of this node, and of all pools: a request is counted before it is known whose it is.
        latency: latency.report(),
        hours: hours.map(({ beginsAt, ...rest }) => ({ begins_at: beginsAt, ...rest })),
      };
      return { status: 200, body };
    },
  }),
];
