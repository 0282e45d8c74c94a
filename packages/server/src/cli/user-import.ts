/** `symbolon user import FILE`: users with their password hashes, from JSON or CSV. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Administration } from '../control/administration.ts';
import type { Command, CommandEdges } from './edges.ts';
import { placeOf } from './place.ts';
import { refusalIn } from './refusal.ts';
import { readUsers, type UserRecord } from './user-file.ts';

/** Small enough for the limit of a body, and for a bar that moves. */
const together = 100;

const answer = z.object({
  imported: z.int(),
  refused: z.array(z.object({ index: z.int(), detail: z.string() })),
});

export const importUsers: Command = async (values, edges) => {
  const file = values.get('FILE') ?? '';
  const read = readUsers(file, readFileSync(resolve(edges.workingFolder, file), 'utf8'));
  if (read.kind === 'unreadable') {
    edges.complain(`symbolon user import: ${file}: ${read.reason}`);
    return 1;
  }
  const place = placeOf(values, edges);
  if (!place) return 1;
  const administration = await edges.administer(place);
  try {
    const path = `/admin/v1/pools/${values.get('pool') ?? 'default'}/users/import`;
    return await importAll(read.users, path, administration, edges);
  } finally {
    await administration.close();
  }
};

async function importAll(
  users: readonly UserRecord[],
  path: string,
  administration: Administration,
  edges: CommandEdges,
): Promise<0 | 1> {
  let imported = 0;
  for (let from = 0; from < users.length; from += together) {
    const body = JSON.stringify({ users: users.slice(from, from + together) });
    const answered = await administration.operate({ method: 'POST', path, body });
    if (answered.status !== 200) {
      edges.complain(`symbolon user import: ${refusalIn(answered.body)}`);
      return 1;
    }
    const { imported: taken, refused } = answer.parse(JSON.parse(answered.body));
    imported += taken;
    for (const { index, detail } of refused) edges.complain(`user ${from + index + 1}: ${detail}`);
    edges.progress(Math.min(users.length, from + together), users.length);
  }
  edges.print(`${imported} of ${users.length} users imported.`);
  return imported === users.length ? 0 : 1;
}
