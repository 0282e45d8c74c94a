/** The built console: its files, read once, each with the encodings that it was compressed to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface ConsoleFile {
  readonly mediaType: string;
  readonly plain: Buffer;
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
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

const readIfThere = (path: string): Buffer | undefined => (existsSync(path) ? readFileSync(path) : undefined);

/** Undefined where the console was not built. */
export function readConsole(folder: string): ConsoleFiles | undefined {
  const page = readIfThere(join(folder, 'index.html'));
  if (!page) return undefined;
  const assets = new Map<string, ConsoleFile>();
  for (const path of filesIn(join(folder, 'assets'))) {
    const mediaType = mediaTypes[extname(path)];
    if (mediaType === undefined) continue;
    assets.set(relative(folder, path).split(sep).join('/'), {
      mediaType,
      plain: readFileSync(path),
      brotli: readIfThere(`${path}.br`),
      gzip: readIfThere(`${path}.gz`),
    });
  }
  return { page: page.toString(), assets };
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}
