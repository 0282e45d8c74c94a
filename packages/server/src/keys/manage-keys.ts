/** Signing keys by command: through the server that runs on the database, or on the database itself where none does. */
import { existsSync } from 'node:fs';
import { type Clock, createMasterKey, type Random } from '@symbolon/foundation';
import { openStorage, StorageError } from '@symbolon/storage';
import type { Configuration } from '../config/configuration.ts';
import { controlAddress } from '../control/address.ts';
import { askRunningServer } from '../control/ask.ts';
import { findMasterKey } from '../master-key.ts';
import type { KeyAct, KeyReport } from './key-report.ts';
import { defaultRotationPolicy } from './rotation.ts';
import { MasterKeyMismatch, openKeyRing, requireMasterKey } from './signing-keys.ts';

export interface KeyPlace {
  readonly storage: Configuration['storage'];
  /** What the configuration refers to, already read. */
  readonly masterKey: string | undefined;
  readonly dataFolder: string;
}

interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: Random;
}

/** It was not done, for a reason that the operator can mend; the message says how. */
export class CannotManageKeys extends Error {
  override readonly name = 'CannotManageKeys';
}

/** The keys of every pool, after what was asked for is done. */
export async function manageKeys(
  act: KeyAct,
  place: KeyPlace,
  machine: Machine,
): Promise<readonly KeyReport[]> {
  const { storage, dataFolder } = place;
  if (storage.engine === 'sqlite' && !existsSync(storage.path))
    throw new CannotManageKeys(`There is no database at ${storage.path}: nothing was started yet.`);
  const answer = await askRunningServer(controlAddress(storage, dataFolder), act);
  if (answer.kind === 'failed')
    throw new CannotManageKeys('The running server could not do it: its log says why.');
  return answer.kind === 'answered' ? answer.keys : manageDirectly(act, place, machine);
}

async function manageDirectly(
  act: KeyAct,
  { storage: settings, masterKey: configured, dataFolder }: KeyPlace,
  { environment, clock, random }: Machine,
): Promise<readonly KeyReport[]> {
  const found = findMasterKey({ environment, configured, dataFolder, random });
  if (found.kind === 'refused') throw new CannotManageKeys(found.reason);
  const masterKey = createMasterKey(found.secret, random);
  try {
    const storage = await openStorage(settings, { clock, random });
    try {
      const reports: KeyReport[] = [];
      for (const pool of await storage.pools.list()) {
        const { signingKeys: store } = storage;
        await requireMasterKey(pool, store, masterKey);
        const policy = () => defaultRotationPolicy;
        const keys = await openKeyRing({ pool, store, masterKey, clock, policy });
        if (act === 'rotate') await keys.rotate();
        reports.push(...keys.report());
      }
      return reports;
    } finally {
      await storage.close();
    }
  } catch (error) {
    const isForOperator = error instanceof StorageError || error instanceof MasterKeyMismatch;
    throw isForOperator ? new CannotManageKeys(error.message, { cause: error }) : error;
  }
}
