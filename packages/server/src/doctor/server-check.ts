/** The deployment as its admin API tells of it, and as it looks from outside. */
import { z } from 'zod';
import type { ApplicationMetadata } from '../config/application.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Administration } from '../control/administration.ts';
import { checkApplication } from './application-check.ts';
import { bad, better, type Finding, good } from './finding.ts';

/** Seconds after which a signing key has served long enough. */
const oldKey = 180 * 86_400;

const listed = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
const pool = z.object({ name: z.string() });
const key = z.object({ alg: z.string(), state: z.string(), since: z.number() });
const overview = z.object({ lost_audit_events: z.number() });
const application = z.custom<ApplicationMetadata>(value => typeof value === 'object' && value !== null);

export async function checkServer(administration: Administration, at: number): Promise<readonly Finding[]> {
  const ask = async <Shape extends z.ZodType>(path: string, shape: Shape) => {
    const { body } = await administration.operate({ method: 'GET', path: `/admin/v1${path}` });
    return shape.parse(JSON.parse(body));
  };
  const findings: Finding[] = [good('master key', 'opens what the database holds')];
  for (const { name } of (await ask('/pools', listed(pool))).items) {
    const keys = (await ask(`/pools/${name}/keys`, listed(key))).items;
    const old = keys.filter(({ state, since }) => state === 'active' && at - since > oldKey);
    for (const { alg } of old)
      findings.push(
        better(`signing keys of ${name}`, `the ${alg} key is older than half a year: symbolon keys rotate`),
      );
    const { lost_audit_events: lost } = await ask(`/pools/${name}/overview`, overview);
    if (lost > 0)
      findings.push(bad('audit trail', `${lost} events were lost since the start: look at the disk`));
    const applications = await ask(`/pools/${name}/applications?limit=200`, listed(application));
    findings.push(...applications.items.flatMap(checkApplication));
  }
  return findings;
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
