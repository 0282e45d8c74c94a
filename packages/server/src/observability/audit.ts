/** The audit trail: every event to the database, refusals to the log as well. */
import type { Clock } from '@symbolon/foundation';
import type { AuditTrail } from '@symbolon/protocol';
import type { AuditStore } from '@symbolon/storage';
import type { Log } from './log.ts';

export function createAuditTrail(store: AuditStore, clock: Clock, log: Log): AuditTrail {
  return event => {
    store.record(event, clock());
    if (event.outcome === 'refused') log.info(event.type, { ...event, pool: event.pool });
  };
}
