/** Resolves once what was noted so far is in the audit trail: events are written behind the answer that they tell of. */
import { defaultPool } from './messages.ts';
import type { World } from './world.ts';

export async function settled({ storage }: Pick<World, 'storage'>): Promise<void> {
  // A write that is answered says that those before it are written, too.
  await storage.settings.put(defaultPool, 'settled', 'yes');
}
