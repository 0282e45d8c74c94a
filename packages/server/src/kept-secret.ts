/** A secret that is made at the first start and kept in the data folder, readable by its owner alone. */
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@symbolon/foundation';

export interface KeptSecret {
  readonly text: string;
  readonly origin: 'made' | 'found';
}

/**
 * The text of the file `name`, made by `make` where there is none. Two processes that start together get the same, and a
 * crash leaves either the whole secret or none.
 */
export function keepSecret(folder: string, name: string, random: Random, make: () => string): KeptSecret {
  const path = join(folder, name);
  const found = readIfThere(path);
  if (found !== undefined) return { text: found, origin: 'found' };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
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
