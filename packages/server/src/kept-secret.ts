/** A secret that is made at the first start and kept in the data folder, readable by its owner alone. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '@symbolon/foundation';

/** The message says which secret, where, and why not. */
export class CannotKeepSecret extends Error {
  override readonly name = 'CannotKeepSecret';
  constructor(folder: string, name: string, cause: unknown) {
    const reason = codeOf(cause) ?? 'unknown';
    super(
      `${name} in the data folder ${folder} can be neither read nor made (${reason}): give this user write access to the folder, or name another with --data.`,
      { cause },
    );
  }
}

export interface KeptSecret {
  readonly text: string;
  readonly origin: 'made' | 'found';
}

/**
 * The text of the file `name`, made by `make` where there is none. Two processes that start together get the same, and a
 * crash leaves either the whole secret or none. Throws `CannotKeepSecret`.
 */
export function keepSecret(folder: string, name: string, random: Random, make: () => string): KeptSecret {
  try {
    return findOrMake(folder, name, random, make);
  } catch (error) {
    throw new CannotKeepSecret(folder, name, error);
  }
}

function findOrMake(folder: string, name: string, random: Random, make: () => string): KeptSecret {
  const path = join(folder, name);
  const found = readIfThere(path);
  if (found !== undefined) return { text: found, origin: 'found' };
  makeFolder(folder);
  const draft = `${path}.${random(6).toString('hex')}`;
  const text = make();
  try {
    writeDurably(draft, `${text}\n`);
    // Linking fails where the name is taken: the first of two processes wins, and its file is never half written.
    linkSync(draft, path);
  } catch (error) {
    const other = isTaken(error) ? readIfThere(path) : undefined;
    if (other === undefined) throw error;
    return { text: other, origin: 'found' };
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(folder);
  return { text, origin: 'made' };
}

/** Not the recursion of `mkdir` itself, which never ends where a parent exists and takes no children, as in `/proc`. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process that starts at the same time may have been faster.
    if (!isTaken(error)) throw error;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
const isTaken = (error: unknown) => codeOf(error) === 'EEXIST';

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function writeDurably(path: string, text: string): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFolder(folder: string): void {
  // Windows opens no folders; there the file system orders the two writes itself.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
