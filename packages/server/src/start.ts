/** The server's start: the database opened, everything composed, the port taken; and its end. */
import { fileURLToPath } from 'node:url';
import {
  type Clock,
  createSystemRandom,
  type Random,
  type Stopwatch,
  systemClock,
  systemStopwatch,
} from '@symbolon/foundation';
import { openStorage, type Storage, StorageError } from '@symbolon/storage';
import { announce } from './announcement.ts';
import type { StartOptions } from './cli/start-options.ts';
import { type Composed, compose } from './compose.ts';
import { controlAddress } from './control/address.ts';
import { openControl } from './control/control.ts';
import { listen } from './http/listener.ts';
import { MasterKeyMismatch } from './keys/signing-keys.ts';
import { findMasterKey } from './master-key.ts';
import { auditKeyOf } from './observability/audit.ts';
import { createLog, type Log } from './observability/log.ts';
import { IdentifierTaken } from './registry/declared-users.ts';
import { stopOnSignal } from './stop.ts';

/** Starting failed for a reason that the operator can mend; the message says how. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Seconds. */
const maintenanceInterval = 60;
const sendInterval = 1;
const followInterval = 0.5;

interface Machine {
  readonly clock: Clock;
  readonly stopwatch: Stopwatch;
  readonly random: Random;
  readonly log: Log;
}

export async function start(options: StartOptions): Promise<void> {
  const { configuration, demoUser } = options;
  const log = createLog(configuration.log.level);
  const opened = await open(options, {
    clock: systemClock,
    stopwatch: systemStopwatch,
    random: createSystemRandom(),
    log,
  });
  const { storage, server, setupUrl, maintain, sendLogouts, delivery, follow, rotateKeys } = opened;
  const closeControl = await openControl(
    controlAddress(configuration.storage, options.dataFolder),
    opened.operate,
    log,
  );
  const maintenance = setInterval(
    () => void maintain().catch((error: unknown) => log.warn('maintenance failed', { error })),
    maintenanceInterval * 1000,
  ).unref();
  const sending = setInterval(() => {
    void sendLogouts();
    void delivery.sendMessages();
  }, sendInterval * 1000).unref();
  const following = storage.versions.isShared
    ? setInterval(() => void follow(), followInterval * 1000).unref()
    : undefined;
  process.on(
    'SIGUSR2',
    () => void rotateKeys().catch((error: unknown) => log.error('keys were not rotated', { error })),
  );
  const beforehand = () => {
    clearInterval(maintenance);
    clearInterval(sending);
    clearInterval(following);
    closeControl();
  };
  stopOnSignal({ server, storage, log, beforehand });
  announce(
    { origin: configuration.origin, setupUrl, demoUser },
    { isTerminal: process.stdout.isTTY, print: text => void process.stdout.write(text), log },
  );
}

/** Everything, up to the open port; where one part fails, the database is let go of. */
async function open(
  { configuration, dataFolder, demoUser }: StartOptions,
  machine: Machine,
): Promise<Composed & { readonly storage: Storage }> {
  const { random } = machine;
  const found = findMasterKey({
    environment: process.env,
    configured: configuration.masterKey,
    dataFolder,
    random,
  });
  if (found.kind === 'refused') throw new CannotStart(found.reason);
  let storage: Storage | undefined;
  try {
    storage = await openStorage(configuration.storage, {
      ...machine,
      auditKey: auditKeyOf(found.secret, random),
    });
    const composed = await compose({
      configuration,
      storage,
      masterSecret: found.secret,
      demoUser,
      // Beside the bundle.
      consoleFolder: fileURLToPath(new URL('./console', import.meta.url)),
      ...machine,
    });
    await listen(composed.server, configuration.listen);
    return { ...composed, storage };
  } catch (error) {
    await storage?.close();
    const isForOperator =
      error instanceof StorageError || error instanceof MasterKeyMismatch || error instanceof IdentifierTaken;
    throw isForOperator ? new CannotStart(error.message, { cause: error }) : error;
  }
}
