/** The server's start: the database opened, everything composed, the port taken; and its end. */
import { createSystemRandom, systemClock } from '@symbolon/foundation';
import { openStorage, StorageError } from '@symbolon/storage';
import type { StartOptions } from './cli/start-options.ts';
import { compose } from './compose.ts';
import { closeGracefully, listen } from './http/listener.ts';
import { findMasterKey } from './master-key.ts';
import { createLog } from './observability/log.ts';

/** Starting failed for a reason that the operator can mend; the message says how. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Seconds. */
const maintenanceInterval = 60;

export async function start({ configuration, dataFolder, demoUser }: StartOptions): Promise<void> {
  const log = createLog(configuration.log.level);
  const random = createSystemRandom();
  const clock = systemClock;
  const found = findMasterKey({
    environment: process.env,
    configured: configuration.masterKey,
    dataFolder,
    random,
  });
  if (found.kind === 'refused') throw new CannotStart(found.reason);
  const storage = await openStorage(configuration.storage, { clock, random }).catch((error: unknown) => {
    throw error instanceof StorageError ? new CannotStart(error.message) : error;
  });
  const { server, setupUrl, maintain, rotateKeys } = await compose({
    configuration,
    storage,
    masterSecret: found.secret,
    demoUser,
    clock,
    random,
    log,
  });
  await listen(server, configuration.listen);
  const maintenance = setInterval(
    () => void maintain().catch((error: unknown) => log.warn('maintenance failed', { error })),
    maintenanceInterval * 1000,
  ).unref();

  log.info('Symbolon is ready', { address: configuration.origin });
  if (setupUrl !== undefined) log.info(`make the first administrator: ${setupUrl}`);
  if (demoUser) log.info(`demo user: ${demoUser.username}, password ${demoUser.password}`);

  const stop = async (signal: string) => {
    log.info(`stopping on ${signal}`);
    clearInterval(maintenance);
    await closeGracefully(server);
    await storage.close();
    log.flush();
    process.exit(0);
  };
  process.on(
    'SIGUSR2',
    () => void rotateKeys().catch((error: unknown) => log.error('keys were not rotated', { error })),
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
}
