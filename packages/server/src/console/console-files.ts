/** The built console: its files, each with the encodings that it was compressed to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

type Encoding = 'br' | 'gzip';

export interface ConsoleFile {
  readonly mediaType: string;
  /** Those that it was compressed to, the shortest first. */
  readonly encodings: readonly Encoding[];
  /** Read when it is asked for: browsers keep it, and the system does. Undefined where it is there no more. */
  content(encoding: Encoding | undefined): Promise<Buffer | undefined>;
}

export interface ConsoleFiles {
  /** The page, with a placeholder for the nonce of its answer. */
  readonly page: string;
  /** By their path below the console; their names change with their content. */
  readonly assets: ReadonlyMap<string, ConsoleFile>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const endings: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };
const encodings = ['br', 'gzip'] as const;

/** Undefined where the console was not built. */
export function readConsole(folder: string): ConsoleFiles | undefined {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return undefined;
  const paths = new Set(filesIn(join(folder, 'assets')));
  const assets = new Map<string, ConsoleFile>();
  for (const path of paths) {
    const mediaType = mediaTypes[extname(path)];
    if (mediaType === undefined) continue;
    assets.set(relative(folder, path).split(sep).join('/'), {
      mediaType,
      encodings: encodings.filter(encoding => paths.has(`${path}${endings[encoding]}`)),
      content: encoding => readIfThere(encoding === undefined ? path : `${path}${endings[encoding]}`),
    });
  }
  return { page: readFileSync(page, 'utf8'), assets };
}

const readIfThere = (path: string): Promise<Buffer | undefined> => readFile(path).catch(() => undefined);

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}
