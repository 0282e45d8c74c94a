/** The deployment as its admin API tells of it, and as it looks from outside. */
import { z } from 'zod';
import type { ApplicationMetadata } from '../config/application.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Administration } from '../control/administration.ts';
import { askFor, everyItem } from '../control/every-item.ts';
import { checkApplication } from './application-check.ts';
import { bad, better, type Finding, good } from './finding.ts';
import { checkTrails } from './trail-check.ts';

/** Seconds after which a signing key has served long enough. */
const oldKey = 180 * 86_400;

const pool = z.object({ name: z.string() });
const keyList = z.object({
  items: z.array(z.object({ alg: z.string(), state: z.string(), since: z.number() })),
});
const overview = z.object({ lost_audit_events: z.number() });
const application = z.custom<ApplicationMetadata>(value => typeof value === 'object' && value !== null);

export async function checkServer(administration: Administration, at: number): Promise<readonly Finding[]> {
  const findings: Finding[] = [good('master key', 'opens what the database holds')];
  const pools = await everyItem(administration, '/pools', pool);
  for (const { name } of pools) {
    const { items: keys } = await askFor(administration, `/pools/${name}/keys`, keyList);
    const old = keys.filter(({ state, since }) => state === 'active' && at - since > oldKey);
    for (const { alg } of old)
      findings.push(
        better(`signing keys of ${name}`, `the ${alg} key is older than half a year: symbolon keys rotate`),
      );
    const { lost_audit_events: lost } = await askFor(administration, `/pools/${name}/overview`, overview);
    if (lost > 0)
      findings.push(bad('audit trail', `${lost} events were lost since the start: look at the disk`));
    const applications = await everyItem(administration, `/pools/${name}/applications`, application);
    findings.push(...applications.flatMap(checkApplication));
  }
  const trails = await checkTrails(
    administration,
    pools.map(({ name }) => name),
  );
  return [...findings, ...trails];
}

export function checkConfiguration({ origin, email, sms }: Configuration): readonly Finding[] {
  const isPlain = origin.startsWith('http:');
  return [
    isPlain
      ? better('origin', `${origin} is for this machine alone: give server.origin its https address`)
      : good('origin', origin),
    ...(email || isPlain ? [] : [better('e-mail', 'is not configured: codes and notices reach nobody')]),
    ...(sms || isPlain ? [] : [better('text messages', 'are not configured: codes by phone reach nobody')]),
  ];
}
