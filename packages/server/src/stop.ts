/** The server's end: at the first signal what is under way is finished, at the second it is cut off. */
import type { Server } from 'node:http';
import type { Storage } from '@symbolon/storage';
import { closeGracefully } from './http/listener.ts';
import type { Log } from './observability/log.ts';

export interface Stoppable {
  readonly server: Server;
  readonly storage: Storage;
  readonly log: Log;
  readonly beforehand: () => void;
}

export function stopOnSignal({ server, storage, log, beforehand }: Stoppable): void {
  let stopping: 'not yet' | 'gracefully' | 'at once' = 'not yet';

  const stop = async () => {
    beforehand();
    await closeGracefully(server);
    await storage.close();
    log.flush();
    process.exit(stopping === 'gracefully' ? 0 : 1);
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping !== 'not yet') {
        stopping = 'at once';
        log.warn(`stopping at once on ${signal}`);
        server.closeAllConnections();
        return;
      }
      stopping = 'gracefully';
      log.info(`stopping on ${signal}`);
      void stop();
    });
  }
}
