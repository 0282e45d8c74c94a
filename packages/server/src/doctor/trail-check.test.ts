/** What the doctor says of audit trails. */
import { describe, expect, it } from 'vitest';
import type { Administration } from '../control/administration.ts';
import { checkTrails } from './trail-check.ts';

/** By path, with the query. */
const answering = (pages: Readonly<Record<string, object>>): Administration => ({
  operate: async ({ path }) => ({
    status: 200,
    body: JSON.stringify(pages[path.replace('/admin/v1/pools/', '')] ?? {}),
  }),
  close: async () => undefined,
});

const page = (pool: string, cursor = '') => `${pool}/audit-events/verification?cursor=${cursor}`;
const missing = { kind: 'missing', happened_at: 1_800_000_000, event_id: '000000000004.abcdefgh' };

describe('the doctor', () => {
  it('counts the events of all trails that are whole, page after page', async () => {
    const administration = answering({
      [page('default')]: { items: [], events: 5000, next: '1800000000' },
      [page('default', '1800000000')]: { items: [], events: 7 },
      [page('staff')]: { items: [], events: 3 },
    });
    expect(await checkTrails(administration, ['default', 'staff'])).toEqual([
      {
        kind: 'good',
        about: 'audit trail',
        says: '5010 events are as they were written, and none is missing',
      },
    ]);
  });

  it('names the first event that was tampered with, also on a later page', async () => {
    const administration = answering({
      [page('default')]: { items: [], events: 9 },
      [page('staff')]: { items: [], events: 5000, next: '1800000000' },
      [page('staff', '1800000000')]: { items: [missing, { ...missing, kind: 'changed' }], events: 5 },
    });
    expect(await checkTrails(administration, ['default', 'staff'])).toEqual([
      {
        kind: 'bad',
        about: 'audit trail of staff',
        says: 'was tampered with: event 000000000004.abcdefgh of 2027-01-15T08:00:00Z is missing, and 1 more; compare it with a backup',
      },
    ]);
  });
});
