/** The audit trail: events to the database, refusals to the log as well; of a flood of refusals a sample, and its count. */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { type Clock, createMasterKey, type Random } from '@symbolon/foundation';
import type { AuditTrail } from '@symbolon/protocol';
import type { AuditStore } from '@symbolon/storage';
import type { Log } from './log.ts';
import { createSampledTrail, type SampledTrail } from './sampling.ts';

/** Seconds that the trail reaches back. */
export const auditRetention = 90 * 86_400;

/** What it is sealed with. */
export const auditKeyOf = (masterSecret: Buffer, random: Random): KeyObject =>
  createSecretKey(createMasterKey(masterSecret, random).derive('audit-trail'));

export function createAuditTrail(store: AuditStore, clock: Clock, log: Log, most: number): SampledTrail {
  const write: AuditTrail = event => {
    store.record(event, clock());
    if (event.outcome === 'refused') log.info(event.type, { ...event, pool: event.pool });
  };
  return createSampledTrail(write, clock, most);
}
