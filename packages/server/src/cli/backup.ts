/** `symbolon backup FILE` and `symbolon restore FILE`: the embedded database, copied while it is in use, and put back. */
import { resolve } from 'node:path';
import type { Command, CommandEdges } from './edges.ts';
import { placeOf } from './place.ts';

/** The path of the database; undefined where the command cannot help, which has been told by then. */
function databaseOf(command: string, values: ReadonlyMap<string, string>, edges: CommandEdges) {
  const { storage } = placeOf(values, edges)?.configuration ?? {};
  if (storage?.engine === 'postgres')
    edges.complain(`symbolon ${command}: the database is PostgreSQL’s: use pg_dump and pg_restore`);
  return storage?.engine === 'sqlite' ? storage.path : undefined;
}

const fileOf = (values: ReadonlyMap<string, string>, { workingFolder }: CommandEdges) =>
  resolve(workingFolder, values.get('FILE') ?? '');

export const backUp: Command = async (values, edges) => {
  const database = databaseOf('backup', values, edges);
  if (database === undefined) return 1;
  const target = fileOf(values, edges);
  await edges.backUp(database, target);
  edges.print(`${target} holds everything as it was just now, and was found sound.`);
  edges.print('Without the master key it is of no use: keep that apart from it.');
  return 0;
};

export const restore: Command = async (values, edges) => {
  const database = databaseOf('restore', values, edges);
  if (database === undefined) return 1;
  const source = fileOf(values, edges);
  const kept = await edges.restore(source, database);
  edges.print(`${database} is ${source} again. It needs the master key that it was made with.`);
  if (kept !== undefined) edges.print(`What was there before lies at ${kept}.`);
  return 0;
};
