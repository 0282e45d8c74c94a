/** `symbolon keys rotate`, `symbolon keys list`: the signing keys of every pool. */
import { toConfiguration } from '../config/configuration.ts';
import { loadConfiguration } from '../config/load.ts';
import { printProblem } from '../config/problem.ts';
import type { KeyAct, KeyReport } from '../keys/key-report.ts';
import type { KeyPlace } from '../keys/manage-keys.ts';
import type { Command, CommandEdges } from './edges.ts';
import { type Told, told } from './told.ts';

const keyCommand =
  (act: KeyAct): Command =>
  async (values, edges) => {
    const place = placeOf(told(values, edges), edges);
    if (place === undefined) return 1;
    const keys = await edges.manageKeys(act, place);
    if (act === 'rotate') edges.print('Announced. Each new key signs once every copy of the key set has it:');
    for (const key of act === 'rotate' ? keys.filter(({ state }) => state === 'announced') : keys)
      edges.print(lineOf(key));
    return 0;
  };

export const rotateKeys: Command = keyCommand('rotate');
export const listKeys: Command = keyCommand('list');

function placeOf({ file, dataFolder }: Told, { environment, complain }: CommandEdges): KeyPlace | undefined {
  if (file === undefined) {
    const { storage } = toConfiguration({}, { dataFolder, fileFolder: dataFolder });
    return { storage, masterKey: undefined, dataFolder };
  }
  const loaded = loadConfiguration({ file: file.path, environment, dataFolder });
  if (loaded.kind === 'loaded') {
    const { storage, masterKey } = loaded.configuration;
    return { storage, masterKey, dataFolder };
  }
  for (const problem of loaded.problems) complain(printProblem(file.typed, problem));
  return undefined;
}

const timeOf = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');

function lineOf({ pool, alg, kid, state, since, signsAt }: KeyReport): string {
  const until = signsAt === undefined ? '' : `, signs from ${timeOf(signsAt)}`;
  return `${pool}  ${alg}  ${kid}  ${state} since ${timeOf(since)}${until}`;
}
