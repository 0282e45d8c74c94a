/** The audit trails, from the oldest event to the newest: whether they are as they were sealed. */
import { z } from 'zod';
import type { Administration } from '../control/administration.ts';
import { askFor } from '../control/every-item.ts';
import { bad, type Finding, good } from './finding.ts';

const verification = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['changed', 'missing', 'unsealed']),
      happened_at: z.number(),
      event_id: z.string(),
    }),
  ),
  events: z.number(),
  next: z.string().optional(),
});

type Problem = z.output<typeof verification>['items'][number];

const meanings = {
  changed: 'was changed, or one sealed together with it',
  missing: 'is missing',
  unsealed: 'has lost its seal, or was put in',
} as const satisfies Record<Problem['kind'], string>;

const timeOf = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

export async function checkTrails(
  administration: Administration,
  pools: readonly string[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let events = 0;
  for (const pool of pools) {
    const problems: Problem[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const path = `/pools/${pool}/audit-events/verification?cursor=${cursor}`;
      const page: z.output<typeof verification> = await askFor(administration, path, verification);
      problems.push(...page.items);
      events += page.events;
      cursor = page.next;
    }
    findings.push(...tell(pool, problems));
  }
  return findings.length > 0
    ? findings
    : [good('audit trail', `${events} events are as they were written, and none is missing`)];
}

function tell(pool: string, [first, ...others]: readonly Problem[]): readonly Finding[] {
  if (!first) return [];
  const { kind, happened_at: at, event_id: id } = first;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return [
    bad(
      `audit trail of ${pool}`,
      `was tampered with: event ${id} of ${timeOf(at)} ${meanings[kind]}${more}; compare it with a backup`,
    ),
  ];
}
