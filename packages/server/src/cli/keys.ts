/** `symbolon keys rotate`, `symbolon keys list`: the signing keys of every pool. */
import { z } from 'zod';
import { type Administration, CannotAdminister } from '../control/administration.ts';
import type { Command } from './edges.ts';
import { placeOf } from './place.ts';
import { refusalIn } from './refusal.ts';

const poolPage = z.object({ items: z.array(z.object({ name: z.string() })), next: z.string().optional() });
const keyList = z.object({
  items: z.array(
    z.object({
      alg: z.string(),
      kid: z.string(),
      state: z.enum(['announced', 'active', 'retired']),
      since: z.number(),
      signs_at: z.number().optional(),
    }),
  ),
});

type Key = z.output<typeof keyList>['items'][number];

const keyCommand =
  (act: 'list' | 'rotate'): Command =>
  async (values, edges) => {
    const place = placeOf(values, edges);
    if (!place) return 1;
    const administration = await edges.administer(place);
    try {
      const pools = await poolsOf(administration);
      if (act === 'rotate')
        edges.print('Announced. Each new key signs once every copy of the key set has it:');
      for (const pool of pools) {
        const path = `/pools/${pool}/keys`;
        const { items } = keyList.parse(
          act === 'list'
            ? await ask(administration, 'GET', path)
            : await ask(administration, 'POST', `${path}/rotate`),
        );
        const told = act === 'list' ? items : items.filter(({ state }) => state === 'announced');
        for (const key of told) edges.print(lineOf(pool, key));
      }
      return 0;
    } finally {
      await administration.close();
    }
  };

export const rotateKeys: Command = keyCommand('rotate');
export const listKeys: Command = keyCommand('list');

async function poolsOf(administration: Administration): Promise<readonly string[]> {
  const names: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page = poolPage.parse(await ask(administration, 'GET', `/pools${query}`));
    names.push(...page.items.map(({ name }) => name));
    cursor = page.next;
  }
  return names;
}

async function ask({ operate }: Administration, method: string, path: string): Promise<unknown> {
  const { status, body } = await operate({ method, path: `/admin/v1${path}` });
  if (status !== 200) throw new CannotAdminister(refusalIn(body));
  return JSON.parse(body);
}

const timeOf = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

function lineOf(pool: string, { alg, kid, state, since, signs_at: signsAt }: Key): string {
  const until = signsAt === undefined ? '' : `, signs from ${timeOf(signsAt)}`;
  return `${pool}  ${alg}  ${kid}  ${state} since ${timeOf(since)}${until}`;
}
