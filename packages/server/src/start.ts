/** The server's start. */
import type { StartOptions } from './cli/start-options.ts';

export async function start({ configuration }: StartOptions): Promise<void> {
  throw new Error(`nothing listens at ${configuration.origin} yet`);
}
