/** `symbolon keys rotate`, `symbolon keys list`: the signing keys of every pool. */
import { z } from 'zod';
import { askFor, everyItem } from '../control/every-item.ts';
import type { Command } from './edges.ts';
import { placeOf } from './place.ts';

const pool = z.object({ name: z.string() });
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
      const pools = await everyItem(administration, '/pools', pool);
      if (act === 'rotate')
        edges.print('Announced. Each new key signs once every copy of the key set has it:');
      for (const { name } of pools) {
        const path = `/pools/${name}/keys`;
        const { items } =
          act === 'list'
            ? await askFor(administration, path, keyList)
            : await askFor(administration, `${path}/rotate`, keyList, 'POST');
        const told = act === 'list' ? items : items.filter(({ state }) => state === 'announced');
        for (const key of told) edges.print(lineOf(name, key));
      }
      return 0;
    } finally {
      await administration.close();
    }
  };

export const rotateKeys: Command = keyCommand('rotate');
export const listKeys: Command = keyCommand('list');

const timeOf = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

function lineOf(pool: string, { alg, kid, state, since, signs_at: signsAt }: Key): string {
  const until = signsAt === undefined ? '' : `, signs from ${timeOf(signsAt)}`;
  return `${pool}  ${alg}  ${kid}  ${state} since ${timeOf(since)}${until}`;
}
