/** One request by its correlation id, and what belongs to it: before and after, of the same authorization. */
import { timeOfCorrelationId } from '@symbolon/foundation';
import { z } from 'zod';
import { auditEvent, tellEvent } from './audit-events.ts';
import { nothing, type Operation, operation } from './operation.ts';
import { notFound } from './problem.ts';

/** Seconds for which a request may have waited, and by which a clock may have been set back. */
const longestRequest = 120;
const clockMargin = 5;

/** Seconds around a request in which its authorization is looked for: a sign-in before it, a month of refreshes after it. */
const before = 1200;
const after = 30 * 86_400;

export const flows: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/flows/{correlation_id}',
    permission: 'audit_events:read',
    summary: 'What happened to one request, and to its authorization before and after it, the oldest first',
    input: nothing,
    answer: z.strictObject({
      correlation_id: z.string(),
      happened_at: z.number(),
      events: z.array(auditEvent),
    }),
    async handle({ pool, name }, { storage: { audit } }) {
      const correlationId = name('correlation_id');
      const at = timeOfCorrelationId(correlationId);
      if (at === undefined) throw notFound('request');
      const span = { from: at - clockMargin, until: at + longestRequest };
      const own = await audit.follow(pool, { correlationId }, span);
      const [first] = own;
      if (!first) throw notFound('request');
      const authorizationId = own.find(event => event.authorizationId !== undefined)?.authorizationId;
      const sid = own.find(event => event.sid !== undefined)?.sid;
      const wide = { from: at - before, until: at + after };
      const thread = { correlationId, authorizationId, sid };
      const related =
        authorizationId === undefined && sid === undefined ? [] : await audit.follow(pool, thread, wide);
      // It may lie beyond what is looked at around it.
      const isThere = related.some(event => event.correlationId === correlationId);
      const events = (isThere ? related : [...own, ...related]).map(tellEvent);
      return {
        status: 200,
        body: { correlation_id: correlationId, happened_at: first.happenedAt, events },
      };
    },
  }),
];
