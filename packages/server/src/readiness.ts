/** Whether the server can serve: it can where its database takes a write, and that is found out by writing. */
import type { Clock, PoolId } from '@symbolon/foundation';
import type { SettingStore } from '@symbolon/storage';

const setting = 'last-ready';

/**
 * True once a write of this second is durable. Callers share one attempt, so that however many ask, at most one write a
 * second comes of it; a failure is not remembered, so that recovery is seen at once.
 */
export function createReadiness(pool: PoolId, settings: SettingStore, clock: Clock): () => Promise<boolean> {
  let provenAt = Number.NEGATIVE_INFINITY;
  let attempt: Promise<boolean> | undefined;

  async function write(at: number): Promise<boolean> {
    try {
      await settings.put(pool, setting, String(at));
      provenAt = at;
      return true;
    } catch {
      return false;
    } finally {
      attempt = undefined;
    }
  }

  return async () => {
    const at = clock();
    if (provenAt === at) return true;
    attempt ??= write(at);
    return attempt;
  };
}
