/** Whether the audit trail of a pool is as it was sealed: what was changed, what is missing. */
import { z } from 'zod';
import { auditRetention } from '../observability/audit.ts';
import { type Operation, operation } from './operation.ts';
import { pageOf } from './page.ts';

/** Seconds after which every node has written what it noted, and for which the clocks of nodes may differ. */
const settling = 60;

const problem = z.strictObject({
  kind: z.enum(['changed', 'missing', 'unsealed']),
  happened_at: z.number(),
  event_id: z.string(),
});

export const auditVerification: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/audit-events/verification',
    permission: 'audit_events:read',
    summary:
      'Verify the seals of the trail, the oldest first: a few thousand events a page, of which the items are what was tampered with',
    input: z.strictObject({
      cursor: z
        .string()
        .regex(/^\d{0,12}$/)
        .optional(),
    }),
    answer: z.strictObject({
      items: z.array(problem),
      next: z.string().optional(),
      events: z.number(),
      verified_until: z.number(),
    }),
    async handle({ pool, input }, { storage, clock }) {
      const keptFrom = clock() - auditRetention + settling;
      const until = clock() - settling;
      const from = Math.max(keptFrom, Number(input.cursor ?? ''));
      const { problems, events, next } = await storage.audit.verify(pool, { keptFrom, from, until });
      const items = problems.map(({ kind, happenedAt, id }) => ({
        kind,
        happened_at: happenedAt,
        event_id: id,
      }));
      const verified_until = next === undefined ? until : next - 1;
      return { status: 200, body: { ...pageOf(items, next?.toString()), events, verified_until } };
    },
  }),
];
