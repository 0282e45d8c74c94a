/** What a command works on: the configuration that the server runs with. */
import { newBearerValue } from '@symbolon/foundation';
import { defaultConfiguration } from '../config/defaults.ts';
import { loadConfiguration } from '../config/load.ts';
import { printProblem } from '../config/problem.ts';
import type { AdministrationPlace } from '../control/administration.ts';
import type { CommandEdges } from './edges.ts';
import { told } from './told.ts';

/** Undefined where the file is wrong, which has been told by then. */
export function placeOf(
  values: ReadonlyMap<string, string>,
  edges: CommandEdges,
): AdministrationPlace | undefined {
  const { file, dataFolder } = told(values, edges);
  if (file === undefined) {
    // Commands leave declared users as they are, so that any password will do: none is made for a server that never ran.
    const configuration = defaultConfiguration({ dataFolder, demoPassword: newBearerValue(edges.random) });
    return { configuration, dataFolder };
  }
  const { environment } = edges;
  const loaded = loadConfiguration({ file: file.path, environment, dataFolder });
  if (loaded.kind === 'loaded') return { configuration: loaded.configuration, dataFolder };
  for (const problem of loaded.problems) edges.complain(printProblem(file.typed, problem));
  return undefined;
}
