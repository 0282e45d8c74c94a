/** The audit trail: events to the database, refusals to the log as well; of a flood of refusals a sample, and its count. */
import type { Clock } from '@symbolon/foundation';
import type { AuditTrail } from '@symbolon/protocol';
import type { AuditStore } from '@symbolon/storage';
import type { Log } from './log.ts';
import { createSampledTrail, type SampledTrail } from './sampling.ts';

export function createAuditTrail(store: AuditStore, clock: Clock, log: Log, most: number): SampledTrail {
  const write: AuditTrail = event => {
    store.record(event, clock());
    if (event.outcome === 'refused') log.info(event.type, { ...event, pool: event.pool });
  };
  return createSampledTrail(write, clock, most);
}
