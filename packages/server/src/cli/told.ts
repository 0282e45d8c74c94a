/** Where the words of the command line say that things are: the configuration file and the data folder. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CommandEdges } from './edges.ts';

const fileNames = ['symbolon.config.yaml', 'symbolon.config.yml', 'symbolon.config.json'];

export interface Told {
  /** Undefined where there is none: `typed` as it was named, `path` absolute. */
  readonly file: { readonly typed: string; readonly path: string } | undefined;
  /** Absolute. */
  readonly dataFolder: string;
}

/** A file that lies in the working folder is taken where none is named. */
export function told(values: ReadonlyMap<string, string>, { workingFolder }: CommandEdges): Told {
  const typed = values.get('config') ?? fileNames.find(name => existsSync(resolve(workingFolder, name)));
  const folder = values.get('data');
  const path = typed === undefined ? undefined : resolve(workingFolder, typed);
  const usual = path === undefined ? resolve(workingFolder, 'data') : join(dirname(path), 'data');
  return {
    file: typed === undefined || path === undefined ? undefined : { typed, path },
    dataFolder: folder === undefined ? usual : resolve(workingFolder, folder),
  };
}
