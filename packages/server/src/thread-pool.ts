/** The threads that RSA signatures and password hashes are made on — libuv, `UV_THREADPOOL_SIZE`. */
import { availableParallelism } from 'node:os';

/**
 * As many as there are processors, and one for whoever only waits for a file or a name. More would take the event loop
 * the processor away that it answers with; libuv's own four leave others idle. To be called before any is needed.
 */
export function sizeThreadPool(environment: NodeJS.ProcessEnv): void {
  environment['UV_THREADPOOL_SIZE'] ??= String(availableParallelism() + 1);
}
