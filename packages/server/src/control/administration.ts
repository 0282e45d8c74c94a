/** The admin API by command: through the server that runs on the database, or on the database itself where none does. */
import { existsSync } from 'node:fs';
import { type Clock, type Random, systemStopwatch } from '@symbolon/foundation';
import { openStorage, StorageError } from '@symbolon/storage';
import { compose } from '../compose.ts';
import type { Configuration } from '../config/configuration.ts';
import { MasterKeyMismatch } from '../keys/signing-keys.ts';
import { findMasterKey } from '../master-key.ts';
import { auditKeyOf } from '../observability/audit.ts';
import { createLog } from '../observability/log.ts';
import { controlAddress } from './address.ts';
import type { Desk, Errand, ErrandAnswer } from './desk.ts';
import { bringErrand } from './errand.ts';

export interface AdministrationPlace {
  readonly configuration: Configuration;
  readonly dataFolder: string;
}

export interface Administration {
  readonly operate: Desk;
  close(): Promise<void>;
}

/** It was not done, for a reason that the operator can mend; the message says how. */
export class CannotAdminister extends Error {
  override readonly name = 'CannotAdminister';
}

interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: Random;
}

export async function openAdministration(
  { configuration, dataFolder }: AdministrationPlace,
  machine: Machine,
): Promise<Administration> {
  const { storage } = configuration;
  if (storage.engine === 'sqlite' && !existsSync(storage.path))
    throw new CannotAdminister(`There is no database at ${storage.path}: nothing was started yet.`);
  const address = controlAddress(storage, dataFolder);
  const isRunning = await bringErrand(address, { method: 'GET', path: '/admin/v1/me' });
  if (!isRunning) return openAlone({ configuration, dataFolder }, machine);
  return {
    operate: errand => bringTo(address, errand),
    close: async () => {},
  };
}

async function bringTo(address: string | undefined, errand: Errand): Promise<ErrandAnswer> {
  const answer = await bringErrand(address, errand);
  if (!answer || answer.status === 500)
    throw new CannotAdminister('The running server could not do it: its log says why.');
  return answer;
}

/** Composes the server without opening its port: what is done is checked and noted just the same. */
async function openAlone(
  { configuration, dataFolder }: AdministrationPlace,
  { environment, clock, random }: Machine,
): Promise<Administration> {
  const found = findMasterKey({ environment, configured: configuration.masterKey, dataFolder, random });
  if (found.kind === 'refused') throw new CannotAdminister(found.reason);
  try {
    const auditKey = auditKeyOf(found.secret, random);
    const storage = await openStorage(configuration.storage, { auditKey, clock, random });
    const log = createLog('silent');
    const { secret: masterSecret } = found;
    const machine = { storage, masterSecret, clock, stopwatch: systemStopwatch, random, log };
    const { operate } = await compose({
      ...machine,
      configuration,
      demoUser: undefined,
      leavesDeclared: true,
    });
    return { operate, close: () => storage.close() };
  } catch (error) {
    const isForOperator = error instanceof StorageError || error instanceof MasterKeyMismatch;
    throw isForOperator ? new CannotAdminister(error.message, { cause: error }) : error;
  }
}
