/** Resolves once what was noted so far is in the audit trail: events are written behind the answer that they tell of. */
import type { World } from './world.ts';

export async function settled({ storage }: Pick<World, 'storage'>): Promise<void> {
  await storage.audit.settled();
}
