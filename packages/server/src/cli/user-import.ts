/** `symbolon user import FILE`: users with their password hashes, from JSON or CSV. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { batchesOf, membersOf, readUserFile, type UserDocument, userOf } from '@symbolon/user-file';
import { z } from 'zod';
import type { Administration } from '../control/administration.ts';
import type { Command, CommandEdges } from './edges.ts';
import { placeOf } from './place.ts';
import { refusalIn } from './refusal.ts';

const answer = z.object({
  imported: z.int(),
  refused: z.array(z.object({ index: z.int(), detail: z.string() })),
});

export const importUsers: Command = async (values, edges) => {
  const file = values.get('FILE') ?? '';
  const text = textOf(resolve(edges.workingFolder, file));
  if (text === undefined) {
    edges.complain(`symbolon user import: ${file}: it cannot be read`);
    return 1;
  }
  const read = readUserFile(file, text);
  if (read.kind === 'unreadable') {
    edges.complain(`symbolon user import: ${file}: ${read.reason}`);
    return 1;
  }
  const place = placeOf(values, edges);
  if (!place) return 1;
  const administration = await edges.administer(place);
  try {
    const path = `/admin/v1/pools/${encodeURIComponent(values.get('pool') ?? 'default')}/users/import`;
    // A column that says nothing to us stays what it is called, and is refused by that name.
    const members = membersOf(read.columns).map((member, index) => member ?? read.columns[index]);
    const users = read.rows.map(row => userOf(row, members));
    return await importAll(users, path, administration, edges);
  } finally {
    await administration.close();
  }
};

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function importAll(
  users: readonly UserDocument[],
  path: string,
  administration: Administration,
  edges: CommandEdges,
): Promise<0 | 1> {
  let imported = 0;
  for (const { from, users: some } of batchesOf(users)) {
    const body = JSON.stringify({ users: some });
    const answered = await administration.operate({ method: 'POST', path, body });
    if (answered.status !== 200) {
      edges.complain(`symbolon user import: ${refusalIn(answered.body)}`);
      return 1;
    }
    const { imported: taken, refused } = answer.parse(JSON.parse(answered.body));
    imported += taken;
    for (const { index, detail } of refused) edges.complain(`user ${from + index + 1}: ${detail}`);
    edges.progress(from + some.length, users.length);
  }
  edges.print(`${imported} of ${users.length} users imported.`);
  return imported === users.length ? 0 : 1;
}
