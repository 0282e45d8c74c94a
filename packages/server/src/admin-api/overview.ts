/** A user pool at a glance. */
import { z } from 'zod';
import { nothing, type Operation, operation } from './operation.ts';

const count = z.number();

export const overview: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/overview',
    permission: 'overview:read',
    summary: 'How much there is in a pool, and what happened in the last day by the hour',
    input: nothing,
    answer: z.strictObject({
      ...{ users: count, applications: count, resources: count, access_keys: count, live_sessions: count },
      lost_audit_events: count,
      hours: z.array(
        z.strictObject({
          ...{ begins_at: z.number(), type: z.string(), outcome: z.enum(['done', 'refused']), count },
        }),
      ),
    }),
    async handle({ pool }, { storage, clock }) {
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
        hours: hours.map(({ beginsAt, ...rest }) => ({ begins_at: beginsAt, ...rest })),
      };
      return { status: 200, body };
    },
  }),
];
