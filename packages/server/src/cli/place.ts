/** What a command works on: the configuration that the server runs with. */
import { defaultConfiguration } from '../config/defaults.ts';
import { loadConfiguration } from '../config/load.ts';
import { printProblem } from '../config/problem.ts';
import type { AdministrationPlace } from '../control/administration.ts';
import { demoPassword } from '../demo-password.ts';
import type { CommandEdges } from './edges.ts';
import { told } from './told.ts';

/** Undefined where the file is wrong, which has been told by then. */
export function placeOf(
  values: ReadonlyMap<string, string>,
  edges: CommandEdges,
): AdministrationPlace | undefined {
  const { file, dataFolder } = told(values, edges);
  if (file === undefined) {
    const password = demoPassword(dataFolder, edges.random);
    return { configuration: defaultConfiguration({ dataFolder, demoPassword: password }), dataFolder };
  }
  const { environment } = edges;
  const loaded = loadConfiguration({ file: file.path, environment, dataFolder });
  if (loaded.kind === 'loaded') return { configuration: loaded.configuration, dataFolder };
  for (const problem of loaded.problems) edges.complain(printProblem(file.typed, problem));
  return undefined;
}
