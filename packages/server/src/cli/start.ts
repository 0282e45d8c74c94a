/** `symbolon start`: from the words of the command line to a running server. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { defaultConfiguration, demoUser } from '../config/defaults.ts';
import { loadConfiguration } from '../config/load.ts';
import { printProblem } from '../config/problem.ts';
import { demoPassword } from '../demo-password.ts';
import type { Command, CommandEdges, ExitCode } from './edges.ts';

const fileNames = ['symbolon.config.yaml', 'symbolon.config.yml', 'symbolon.config.json'];

/** What the operator can mend is told in one sentence; anything else is a fault of ours, and keeps its stack. */
export const start: Command = async (values, edges) => {
  try {
    return await startAsTold(values, edges);
  } catch (error) {
    // Errors for the operator are recognised by name, because their modules are loaded only once a server starts.
    if (!(error instanceof Error && error.name.startsWith('Cannot'))) throw error;
    edges.complain(`symbolon: ${error.message}`);
    return 1;
  }
};

const startAsTold: Command = async (values, edges) => {
  const port = values.get('port');
  if (port !== undefined && !isPort(port)) {
    edges.complain('symbolon: --port must be a number from 1 to 65535');
    return 2;
  }
  const listen = { host: values.get('host'), port: port === undefined ? undefined : Number(port) };
  const file = values.get('config') ?? fileNames.find(name => existsSync(resolve(edges.workingFolder, name)));
  const folder = values.get('data');
  if (file !== undefined)
    return startFromFile(resolve(edges.workingFolder, file), { file, folder, listen }, edges);

  const dataFolder = resolve(edges.workingFolder, folder ?? 'data');
  const password = demoPassword(dataFolder, edges.random);
  const configuration = defaultConfiguration({ dataFolder, demoPassword: password, listen });
  await edges.start({ configuration, dataFolder, demoUser: { ...demoUser, password } });
  return 0;
};

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

interface FileOptions {
  /** As it was typed. */
  readonly file: string;
  readonly folder: string | undefined;
  readonly listen: { readonly host: string | undefined; readonly port: number | undefined };
}

async function startFromFile(path: string, options: FileOptions, edges: CommandEdges): Promise<ExitCode> {
  const { file, folder, listen } = options;
  const dataFolder =
    folder === undefined ? join(dirname(path), 'data') : resolve(edges.workingFolder, folder);
  const loaded = loadConfiguration({ file: path, environment: edges.environment, dataFolder, listen });
  if (loaded.kind === 'refused') {
    for (const problem of loaded.problems) edges.complain(printProblem(file, problem));
    return 1;
  }
  await edges.start({ configuration: loaded.configuration, dataFolder, demoUser: undefined });
  return 0;
}
