/** `symbolon check`: judges a configuration file without starting anything. */
import { dirname, join, resolve } from 'node:path';
import { printEffective } from '../config/effective.ts';
import { loadConfiguration } from '../config/load.ts';
import { printProblem } from '../config/problem.ts';
import type { Command } from './edges.ts';

export const check: Command = async (values, edges) => {
  const file = values.get('config');
  if (file === undefined) {
    edges.complain('symbolon check: say which file with --config FILE');
    return 2;
  }
  const path = resolve(edges.workingFolder, file);
  const dataFolder = join(dirname(path), 'data');
  const loaded = loadConfiguration({ file: path, environment: edges.environment, dataFolder });
  if (loaded.kind === 'refused') {
    for (const problem of loaded.problems) edges.complain(printProblem(file, problem));
    const count = loaded.problems.length;
    edges.complain(`${count} ${count === 1 ? 'problem' : 'problems'}`);
    return 1;
  }
  edges.print(`${file}: fine`);
  edges.print(printEffective(loaded.configuration).trimEnd());
  return 0;
};
