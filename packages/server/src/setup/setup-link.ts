/** The one-time link that makes the first administrator; no default password exists. */
import { hashBearerValue, newBearerValue, type PoolId, type Random } from '@symbolon/foundation';
import type { SettingStore } from '@symbolon/storage';

const setting = 'setup-link';

/** What stands in place of the hash once there is an administrator: no link can hash to it. */
const done = 'done';

export interface SetupLinks {
  /** A new token for the link, replacing the one before; undefined where an administrator exists. */
  renew(): Promise<string | undefined>;
  isDone(): Promise<boolean>;
  isOpen(token: string): Promise<boolean>;
  /** Takes the link; `refused` where it is not, or no longer, the one. Of two who hold it exactly one gets it. */
  consume(token: string): Promise<'consumed' | 'refused'>;
  /** Puts the link back, where nothing came of it. */
  restore(token: string): Promise<void>;
  close(): Promise<void>;
}

export function createSetupLinks(pool: PoolId, settings: SettingStore, random: Random): SetupLinks {
  return {
    async renew() {
      const token = newBearerValue(random);
      // In one statement: another node may be making the administrator at this moment.
      const outcome = await settings.putUnless(pool, setting, hashBearerValue(token), done);
      return outcome === 'put' ? token : undefined;
    },
    isDone: async () => (await settings.get(pool, setting)) === done,
    isOpen: async token => (await settings.get(pool, setting)) === hashBearerValue(token),
    consume: token => settings.consume(pool, setting, hashBearerValue(token)),
    restore: token => settings.put(pool, setting, hashBearerValue(token)),
    close: () => settings.put(pool, setting, done),
  };
}
