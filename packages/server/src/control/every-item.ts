/** What commands read of the admin API: one answer, or a list page after page. */
import { z } from 'zod';
import type { Administration } from './administration.ts';

/** Whatever stands behind a path; throws where it is refused. */
export async function askFor<Shape extends z.ZodType>(
  { operate }: Administration,
  path: string,
  shape: Shape,
  method: 'GET' | 'POST' = 'GET',
): Promise<z.output<Shape>> {
  const { status, body } = await operate({ method, path: `/admin/v1${path}` });
  if (status !== 200) throw new Error(`the admin API answered ${method} ${path} with ${status}: ${body}`);
  return shape.parse(JSON.parse(body));
}

export async function everyItem<Item extends z.ZodType>(
  administration: Administration,
  path: string,
  item: Item,
): Promise<readonly z.output<Item>[]> {
  const page = z.object({ items: z.array(item), next: z.string().optional() });
  const items: z.output<Item>[] = [];
  for (let cursor = ''; ; ) {
    const query = cursor === '' ? '?limit=200' : `?limit=200&cursor=${encodeURIComponent(cursor)}`;
    const { items: more, next } = await askFor(administration, `${path}${query}`, page);
    items.push(...more);
    if (next === undefined) return items;
    cursor = next;
  }
}
