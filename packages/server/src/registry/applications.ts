/** The applications of a pool, in memory: read on every request, replaced whole when something changes. */
import type { JsonObject, PoolId, Sealer } from '@symbolon/foundation';
import type { Client, ClientStore } from '@symbolon/protocol';
import type { ApplicationStore } from '@symbolon/storage';
import { z } from 'zod';
import { createApplicationSchema } from '../config/application.ts';
import { toClient } from '../config/client.ts';
import { MasterKeyMismatch } from '../keys/signing-keys.ts';

export interface Applications {
  readonly clients: ClientStore;
  /** Whether pages of this origin belong to an application of the pool: its redirect URIs say so. */
  isOriginOfClient(pool: PoolId, origin: string): boolean;
  /** Reads a pool's applications again. */
  reload(pool: PoolId): Promise<void>;
}

interface Snapshot {
  readonly clients: ReadonlyMap<string, Client>;
  readonly origins: ReadonlySet<string>;
}

const noOne: Snapshot = { clients: new Map(), origins: new Set() };

export function createApplications(
  store: ApplicationStore,
  sealerOf: (pool: PoolId) => Sealer,
): Applications {
  const snapshots = new Map<PoolId, Snapshot>();
  const snapshot = (pool: PoolId) => snapshots.get(pool) ?? noOne;
  return {
    clients: { find: async (pool, clientId) => snapshot(pool).clients.get(clientId) },
    isOriginOfClient: (pool, origin) => snapshot(pool).origins.has(origin),
    async reload(pool) {
      const sealer = sealerOf(pool);
      const clients = (await store.list(pool))
        .map(({ metadata, sealedSecret }) => clientOf(metadata, openSecret(sealedSecret, sealer)))
        .filter(client => client.enabled);
      snapshots.set(pool, {
        clients: new Map(clients.map(client => [client.clientId, client])),
        origins: new Set(clients.flatMap(client => client.redirectUris).flatMap(webOrigin)),
      });
    },
  };
}

const schema = createApplicationSchema(z.string());

/** What was stored is judged again: a database can be older, or newer, than the rules. */
function clientOf(stored: JsonObject, secret: string | undefined): Client {
  const { client_secret: _, ...metadata } = schema.parse({ ...stored, client_secret: secret });
  return toClient(metadata, secret);
}

function openSecret(sealed: string | undefined, sealer: Sealer): string | undefined {
  if (sealed === undefined) return undefined;
  const secret = sealer.open(sealed);
  if (secret === undefined) throw new MasterKeyMismatch();
  return secret;
}

const webOrigin = (uri: string): string[] => (/^https?:/.test(uri) ? [new URL(uri).origin] : []);
