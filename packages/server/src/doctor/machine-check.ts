/** The machine and what lies on it: the runtime, the data folder, the database. */
import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { requireSound, StorageError } from '@symbolon/storage';
import type { AdministrationPlace } from '../control/administration.ts';
import { bad, better, type Finding, good } from './finding.ts';

const oldestMaintained = 22;
const scarce = 1024 ** 3;

export function checkMachine(place: AdministrationPlace, runtime: string): readonly Finding[] {
  return [checkRuntime(runtime), ...checkFolder(place), ...checkDatabase(place)];
}

function checkRuntime(version: string): Finding {
  const major = Number(version.split('.', 1)[0]);
  return major >= oldestMaintained
    ? good('Node.js', version)
    : better('Node.js', `${version} gets no security fixes any more: use the current LTS`);
}

function checkFolder({ dataFolder }: AdministrationPlace): readonly Finding[] {
  if (!existsSync(dataFolder))
    return [bad('data folder', `${dataFolder} does not exist: nothing was started yet`)];
  const about = 'data folder';
  const open = [dataFolder, join(dataFolder, 'master.key')].filter(
    path => existsSync(path) && process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0,
  );
  const { bavail, bsize } = statfsSync(dataFolder);
  const free = bavail * bsize;
  const gigabytes = (free / scarce).toFixed(1);
  return [
    ...open.map(path =>
      bad(about, `${path} can be read by other users of this machine: take that away (chmod go=)`),
    ),
    free < scarce
      ? better(about, `only ${gigabytes} GiB are left on its disk`)
      : good(about, `${dataFolder}, ${gigabytes} GiB free`),
  ];
}

function checkDatabase({ configuration: { storage } }: AdministrationPlace): readonly Finding[] {
  if (storage.engine === 'postgres' || !existsSync(storage.path)) return [];
  try {
    requireSound(storage.path);
    return [good('database', `${storage.path} is sound`)];
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return [bad('database', error.message)];
  }
}
