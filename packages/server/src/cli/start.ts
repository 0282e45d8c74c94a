/** `symbolon start`: from the words of the command line to a running server. */
import { defaultConfiguration, demoUser } from '../config/defaults.ts';
import { loadConfiguration } from '../config/load.ts';
import { printProblem } from '../config/problem.ts';
import { demoPassword } from '../demo-password.ts';
import type { Command, CommandEdges, ExitCode } from './edges.ts';
import { type Told, told } from './told.ts';

export const start: Command = async (values, edges) => {
  const port = values.get('port');
  if (port !== undefined && !isPort(port)) {
    edges.complain('symbolon: --port must be a number from 1 to 65535');
    return 2;
  }
  const listen = { host: values.get('host'), port: port === undefined ? undefined : Number(port) };
  const { file, dataFolder } = told(values, edges);
  if (file !== undefined) return startFromFile(file, dataFolder, listen, edges);

  const password = demoPassword(dataFolder, edges.random);
  const configuration = defaultConfiguration({ dataFolder, demoPassword: password, listen });
  await edges.start({ configuration, dataFolder, demoUser: { ...demoUser, password } });
  return 0;
};

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

interface Listen {
  readonly host: string | undefined;
  readonly port: number | undefined;
}

async function startFromFile(
  { typed, path }: NonNullable<Told['file']>,
  dataFolder: string,
  listen: Listen,
  edges: CommandEdges,
): Promise<ExitCode> {
  const loaded = loadConfiguration({ file: path, environment: edges.environment, dataFolder, listen });
  if (loaded.kind === 'refused') {
    for (const problem of loaded.problems) edges.complain(printProblem(typed, problem));
    return 1;
  }
  await edges.start({ configuration: loaded.configuration, dataFolder, demoUser: undefined });
  return 0;
}
