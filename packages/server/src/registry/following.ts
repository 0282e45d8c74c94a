/** What other nodes change, taken up here: the versions in the database tell which part of the memory is old. */
import type { PoolId } from '@symbolon/foundation';
import type { Topic, Version, VersionStore } from '@symbolon/storage';

/** How each topic is read again; a pool that this node does not serve is left alone. */
export type Reloads = Readonly<Record<Topic, (pool: PoolId) => Promise<void>>>;

export interface Following {
  /** Reads again what has changed since the last time. To be called every half second, and at every hint; never rejects. */
  follow(): Promise<void>;
}

const nameOf = ({ pool, topic }: Version) => `${topic} ${pool}`;

/** `known`: the versions as they were before what is in memory was read. */
export function createFollowing(
  store: Pick<VersionStore, 'list'>,
  known: readonly Version[],
  reloads: Reloads,
  onFailure: (error: unknown) => void,
): Following {
  const seen = new Map(known.map(version => [nameOf(version), version.version]));
  let running: Promise<void> | undefined;
  let again = false;
  let isFailing = false;

  async function look(): Promise<void> {
    do {
      again = false;
      for (const version of await store.list()) {
        if (seen.get(nameOf(version)) === version.version) continue;
        await reloads[version.topic](version.pool);
        seen.set(nameOf(version), version.version);
      }
    } while (again);
    isFailing = false;
  }

  return {
    follow() {
      // Somebody who asks while a look is under way may know of something newer than it sees.
      again = running !== undefined;
      running ??= look()
        .catch((error: unknown) => {
          // Once, not twice a second for as long as the database is away.
          if (!isFailing) onFailure(error);
          isFailing = true;
        })
        .finally(() => {
          running = undefined;
        });
      return running;
    },
  };
}
