/** Where a running server takes commands of this machine: a socket beside its database, or in its data folder. */
import { join } from 'node:path';
import type { StorageSettings } from '@symbolon/storage';

/** What every system can hold in the address of a socket. */
const mostBytes = 100;

/** Undefined where there can be none. Whoever may write into the folder may give commands. */
export function controlAddress(storage: StorageSettings, dataFolder: string): string | undefined {
  const path = storage.engine === 'sqlite' ? `${storage.path}.sock` : join(dataFolder, 'symbolon.sock');
  return process.platform === 'win32' || Buffer.byteLength(path) > mostBytes ? undefined : path;
}
