/** The audit trail: read with filters, and as a file for a spreadsheet. */
import type { PoolId } from '@symbolon/foundation';
import type { AuditQuery, RecordedEvent } from '@symbolon/storage';
import { z } from 'zod';
import type { AdminContext } from './admin-context.ts';
import { type Operation, operation } from './operation.ts';
import { limitOf, pageMembers, pageOf, pageSchema } from './page.ts';

const filters = {
  /** One, or several with commas between them. */
  type: z.string().max(500).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  authorization_id: z.string().max(100).optional(),
  sid: z.string().max(100).optional(),
  client_id: z.string().max(200).optional(),
  user_id: z.string().max(300).optional(),
  actor_id: z.string().max(300).optional(),
};

export const auditEvent = z.strictObject({
  happened_at: z.number(),
  type: z.string(),
  outcome: z.enum(['done', 'refused']),
  correlation_id: z.string(),
  remote_address: z.string(),
  client_id: z.string().optional(),
  user_id: z.string().optional(),
  authorization_id: z.string().optional(),
  sid: z.string().optional(),
  actor_id: z.string().optional(),
  reason: z.string().optional(),
  details: z.record(z.string(), z.string()).optional(),
});

export const tellEvent = (recorded: RecordedEvent) => ({
  happened_at: recorded.happenedAt,
  type: recorded.type,
  outcome: recorded.outcome,
  correlation_id: recorded.correlationId,
  remote_address: recorded.remoteAddress,
  client_id: recorded.clientId,
  user_id: recorded.userId,
  authorization_id: recorded.authorizationId,
  sid: recorded.sid,
  actor_id: recorded.actorId,
  reason: recorded.reason,
  details: recorded.details,
});

const readFilters = z.strictObject(filters);
type Filters = z.output<typeof readFilters>;

const filtersOf = (sent: Filters): Omit<AuditQuery, 'limit'> => ({
  types: sent.type?.split(',').map(type => type.trim()),
  outcome: sent.outcome,
  clientId: sent.client_id,
  userId: sent.user_id,
  actorId: sent.actor_id,
  authorizationId: sent.authorization_id,
  sid: sent.sid,
});

/** Of one file, and of one look into the database. */
const mostRows = 10_000;
const step = 500;

const columns = Object.keys(auditEvent.shape);

/** What begins like a formula is text to a spreadsheet only after an apostrophe — OWASP CSV Injection. */
function cell(value: unknown): string {
  const text = value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

const line = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\r\n`;

async function csv(pool: PoolId, query: Filters, { storage }: AdminContext): Promise<string> {
  const lines = [line(columns)];
  let before: string | undefined;
  do {
    const page = await storage.audit.list(pool, { ...filtersOf(query), before, limit: step });
    for (const recorded of page.events) {
      const told: Readonly<Record<string, unknown>> = tellEvent(recorded);
      lines.push(line(columns.map(name => told[name])));
    }
    before = page.next;
  } while (before !== undefined && lines.length <= mostRows);
  return lines.slice(0, mostRows + 1).join('');
}

export const auditEvents: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/pools/{pool}/audit-events',
    permission: 'audit_events:read',
    summary: 'List what happened, the newest first; a page may be short and have a next one',
    input: z.strictObject({ ...pageMembers, ...filters }),
    answer: pageSchema(auditEvent),
    async handle({ pool, input }, { storage }) {
      const query = { ...filtersOf(input), before: input.cursor, limit: limitOf(input) };
      const { events, next } = await storage.audit.list(pool, query);
      return { status: 200, body: pageOf(events.map(tellEvent), next) };
    },
  }),
  operation({
    method: 'GET',
    path: '/pools/{pool}/audit-events.csv',
    permission: 'audit_events:read',
    summary: 'The newest ten thousand events as a file; cells that begin like a formula are kept text',
    input: readFilters,
    async handle({ pool, input }, api) {
      const text = await csv(pool, input, api);
      const file = { name: `audit-${pool}.csv`, mediaType: 'text/csv; charset=utf-8; header=present', text };
      return { status: 200, file };
    },
  }),
];
