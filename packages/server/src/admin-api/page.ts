/** Lists a page at a time: `cursor`, `limit`, `next`. */
import { z } from 'zod';

const mostEntries = 200;
const defaultEntries = 50;

/** Members of the query of every list. */
export const pageMembers = {
  cursor: z.string().max(1000).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, `must be a number from 1 to ${mostEntries}`)
    .transform(Number)
    .pipe(z.number().min(1).max(mostEntries))
    .optional(),
};

export const pageQuery = z.strictObject(pageMembers);

export const limitOf = ({ limit = defaultEntries }: { readonly limit?: number | undefined }): number => limit;

export const pageSchema = (entry: z.ZodType) =>
  z.strictObject({ items: z.array(entry), next: z.string().optional() });

export const pageOf = (items: readonly object[], next: string | undefined) => ({
  items,
  ...(next !== undefined && { next }),
});

/** A page of a list that is in memory as a whole, in the order of its ids. */
export function pageOfAll<Entry extends { readonly id: string }>(
  all: readonly Entry[],
  query: z.output<typeof pageQuery>,
): { readonly entries: readonly Entry[]; readonly next: string | undefined } {
  const after = query.cursor === undefined ? '' : Buffer.from(query.cursor, 'base64url').toString();
  const rest = all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => after === '' || id > after);
  const entries = rest.slice(0, limitOf(query));
  const last = rest.length > entries.length ? entries.at(-1) : undefined;
  return { entries, next: last && Buffer.from(last.id).toString('base64url') };
}
