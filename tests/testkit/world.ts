/** A world for a test: the real server on a real database and a real port, its clock in the test's hands. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSystemRandom } from '@symbolon/foundation';
import type { Message } from '@symbolon/login';
import { openStorage, type Storage } from '@symbolon/storage';
import {
  closeGracefully,
  compose,
  createLog,
  type DeliveryRoom,
  listen,
  readConfiguration,
} from '../../packages/server/src/index.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { freePort } from './free-port.ts';
import { openKeyDrawer } from './key-drawer.ts';
import { alice, bob } from './people.ts';
import { createPostbox } from './postbox.ts';
import { createDatabase } from './postgres.ts';

export { alice, bob };

export interface World {
  /** Where the server says it is. */
  readonly origin: string;
  /** Where it listens: the same, unless an origin was asked for. */
  readonly address: string;
  /** The issuer of the default pool. */
  readonly issuer: string;
  readonly clock: TestClock;
  readonly storage: Storage;
  readonly server: Server;
  /** Every line of the log so far. */
  readonly log: readonly string[];
  /** Every message to an end-user so far. */
  readonly messages: readonly Message[];
  /** The code of the first message to that address that was not read yet and is still good; waits for one. */
  codeFor(address: string): Promise<string>;
  /** The link that makes the first administrator. */
  readonly setupUrl: string | undefined;
  /** What the server does by itself every minute. */
  maintain(): Promise<void>;
  rotateKeys(): Promise<void>;
  /** Messages to end-users: how they leave, and the local inbox, where they arrive unless a way out is configured. */
  readonly delivery: DeliveryRoom;
  /** Stops the server and begins again on the same data, as after a restart; with another file where options change it. */
  restart(changed?: Pick<WorldOptions, 'applications' | 'users' | 'pool'>): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** As behind a proxy that ends TLS. */
  readonly origin?: string;
  /** What the origin calls this machine: passkeys are bound to a name, which an address is not. */
  readonly hostname?: 'localhost';
  /** The address of another network than loopback. */
  readonly listenOn?: string;
  /** Stands between the server and its database. */
  readonly around?: (storage: Storage) => Storage;
  /** Applications of the default pool, as in a configuration file. */
  readonly applications?: readonly object[];
  readonly users?: readonly object[];
  /** More members of the default pool: resources, access keys. */
  readonly pool?: object;
  /** Pools beside the default one. */
  readonly pools?: readonly object[];
  /** More members of the file's `server`. */
  readonly server?: object;
  /** More members of the configuration file. */
  readonly file?: object;
  /** The console as it was built last is served. */
  readonly console?: true;
  readonly demoUser?: { readonly username: string; readonly password: string };
}

export const redirectUri = 'https://rp.test/cb';

/** A confidential client by HTTP Basic. */
export const web = {
  client_id: 'web',
  client_name: 'Web application',
  client_secret: 'web-secret-web-secret-web-secret-web',
  redirect_uris: [redirectUri],
  post_logout_redirect_uris: ['https://rp.test/bye'],
  grant_types: ['authorization_code', 'refresh_token'],
  skip_consent: true,
} as const;

/** A public client, which must use PKCE. */
export const spa = {
  client_id: 'spa',
  client_name: 'Single-page application',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['https://spa.test/cb'],
  post_logout_redirect_uris: ['https://spa.test/bye'],
  grant_types: ['authorization_code', 'refresh_token'],
  skip_consent: true,
} as const;

const consoleFolder = fileURLToPath(new URL('../../packages/server/dist/console', import.meta.url));

export const masterSecret = Buffer.alloc(32, 7);

/** A SQLite file; in the project `postgres` a database of its server. */
async function databaseIn(folder: string): Promise<object> {
  const server = process.env['SYMBOLON_TEST_POSTGRES'];
  if (process.env['SYMBOLON_TEST_ENGINE'] !== 'postgres' || server === undefined)
    return { engine: 'sqlite', path: join(folder, 'symbolon.db') };
  return { engine: 'postgres', url: await createDatabase(server) };
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-'));
  const port = await freePort();
  const address = `http://${options.hostname ?? '127.0.0.1'}:${port}`;
  const origin = options.origin ?? address;
  const database = await databaseIn(folder);
  const clock = createTestClock();
  const log: string[] = [];
  const post = createPostbox(clock);
  const keys = openKeyDrawer();
  let current = options;
  const load = () => {
    const { applications = [web, spa], users = [alice, bob], pool, pools = [] } = current;
    const file = {
      server: { origin, listen: { host: options.listenOn ?? '127.0.0.1', port }, ...options.server },
      storage: database,
      ...options.file,
      user_pools: [
        {
          name: 'default',
          applications,
          users,
          ...pool,
        },
        ...pools,
      ],
    };
    const loaded = readConfiguration(JSON.stringify(file), {
      environment: {},
      dataFolder: folder,
      fileFolder: folder,
    });
    if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
    return loaded.configuration;
  };

  const open = async () => {
    const configuration = load();
    const random = createSystemRandom();
    const storage = await openStorage(configuration.storage, { clock: clock.now, random });
    const composed = await compose({
      stopwatch: () => clock.now() * 1000,
      configuration,
      storage: options.around?.(storage) ?? storage,
      masterSecret,
      demoUser: options.demoUser,
      clock: clock.now,
      random,
      makeKey: keys.makeKey,
      courier: post,
      ...(options.console && { consoleFolder }),
      log: createLog('debug', { write: line => void log.push(line) }),
    });
    await listen(composed.server, configuration.listen);
    return { storage, ...composed };
  };
  let running = await open();
  const stop = async () => {
    await closeGracefully(running.server);
    await running.storage.close();
  };
  return {
    origin,
    address,
    issuer: `${origin}/oidc`,
    clock,
    log,
    messages: post.messages,
    codeFor: address => post.codeFor(address),
    get storage() {
      return running.storage;
    },
    get server() {
      return running.server;
    },
    get setupUrl() {
      return running.setupUrl;
    },
    maintain: () => running.maintain(),
    rotateKeys: () => running.rotateKeys(),
    get delivery() {
      return running.delivery;
    },
    async restart(changed = {}) {
      current = { ...current, ...changed };
      await stop();
      running = await open();
    },
    async close() {
      await stop();
      keys.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
