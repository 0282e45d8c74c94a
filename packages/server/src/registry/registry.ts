/** What is registered in each pool, in memory: read on every request, replaced whole when something changes. */
import type { JsonObject, PoolId, Sealer } from '@symbolon/foundation';
import type { Branding, LoginMethodName, Picture } from '@symbolon/login';
import {
  type ClaimDeclarations,
  type Client,
  type ClientStore,
  createClaimTable,
  type Resource,
  type ResourceStore,
} from '@symbolon/protocol';
import type { Registration, RegistrationStore } from '@symbolon/storage';
import { z } from 'zod';
import { createAccessKeySchema, resourceSchema } from '../config/access-key.ts';
import { createApplicationSchema } from '../config/application.ts';
import { type BrandingDocument, brandingSchema, mergedBranding, toBranding } from '../config/branding.ts';
import { toAccessKeyClient, toClient } from '../config/client.ts';
import {
  brandingOf,
  methodsFor,
  type PoolSettings,
  type PoolSettingsDocument,
  poolSettingsSchema,
  signInSchema,
  toPoolSettings,
} from '../config/pool-settings.ts';
import { openSecrets } from './secrets.ts';

export interface Registry {
  readonly clients: ClientStore;
  readonly resources: ResourceStore;
  /** Whether pages of this origin belong to an application of the pool: its redirect URIs say so. */
  isOriginOfClient(pool: PoolId, origin: string): boolean;
  /** Of the access tokens and ID tokens of the pool's clients, in seconds. */
  longestTokenLifetime(pool: PoolId): number;
  /** Those that some application of the pool can have; another object after every reload. */
  supportedClaims(pool: PoolId): SupportedClaims;
  /** What the login must know of the pool, on the way to one of its applications or to none. */
  settings(pool: PoolId, clientId?: string): PoolSettings;
  /** A picture of the pool's branding, or of an application's. */
  picture(pool: PoolId, id: string): Picture | undefined;
  /** Reads what a pool has registered again. */
  reload(pool: PoolId): Promise<void>;
}

/** Scopes, and claims about end-users. */
interface SupportedClaims {
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
}

interface Snapshot {
  readonly clients: ReadonlyMap<string, Client>;
  readonly resources: readonly Resource[];
  readonly origins: ReadonlySet<string>;
  readonly settings: PoolSettings;
  readonly supportedClaims: SupportedClaims;
  /** By client, for those that want methods of their own. */
  readonly methods: ReadonlyMap<string, readonly LoginMethodName[]>;
  /** By client, for those that have a branding of their own: with the pool's below it. */
  readonly brandings: ReadonlyMap<string, Branding>;
  readonly pictures: ReadonlyMap<string, Picture>;
}

const nothing: Snapshot = {
  clients: new Map(),
  resources: [],
  origins: new Set(),
  settings: toPoolSettings({}, {}),
  supportedClaims: { scopes: [], claims: [] },
  methods: new Map(),
  brandings: new Map(),
  pictures: new Map(),
};

export function createRegistry(
  store: RegistrationStore,
  sealerOf: (pool: PoolId) => Sealer,
  /** What the configuration file says of a pool. */
  declaredOf: (pool: PoolId) => PoolSettingsDocument,
  /** What the server itself provides: nothing that is registered can take its place. */
  builtIn: (pool: PoolId) => readonly Client[] = () => [],
): Registry {
  const snapshots = new Map<PoolId, Snapshot>();
  const reloads = new Map<PoolId, Promise<void>>();
  const snapshot = (pool: PoolId) => snapshots.get(pool) ?? nothing;
  return {
    clients: { find: async (pool, clientId) => snapshot(pool).clients.get(clientId) },
    resources: { list: async pool => snapshot(pool).resources },
    isOriginOfClient: (pool, origin) => snapshot(pool).origins.has(origin),
    longestTokenLifetime: pool =>
      Math.max(
        0,
        ...[...snapshot(pool).clients.values()].flatMap(({ lifetimes }) => [
          lifetimes.accessToken,
          lifetimes.idToken,
        ]),
      ),
    supportedClaims: pool => snapshot(pool).supportedClaims,
    settings(pool, clientId) {
      const { settings, methods, brandings } = snapshot(pool);
      if (clientId === undefined) return settings;
      return {
        ...settings,
        methods: methodsFor(settings.methods, methods.get(clientId)),
        branding: brandings.get(clientId) ?? settings.branding,
      };
    },
    picture: (pool, id) => snapshot(pool).pictures.get(id),
    reload(pool) {
      const readAgain = async () =>
        void snapshots.set(pool, await read(pool, store, sealerOf(pool), declaredOf(pool), builtIn(pool)));
      // One after the other, so that what was read earlier never replaces what was read later.
      const reload = (reloads.get(pool) ?? Promise.resolve()).then(readAgain, readAgain);
      reloads.set(pool, reload);
      return reload;
    },
  };
}

async function read(
  pool: PoolId,
  store: RegistrationStore,
  sealer: Sealer,
  declared: PoolSettingsDocument,
  builtIn: readonly Client[],
): Promise<Snapshot> {
  const stored = poolSettingsSchema.parse((await store.find(pool, 'pool_settings', 'pool'))?.document ?? {});
  const settings = toPoolSettings(declared, stored);
  const registered = await store.list(pool, 'application');
  const applications = registered
    .map(({ document, sealedSecret }) =>
      applicationOf(document, openSecrets(sealedSecret, sealer), settings.declarations),
    )
    .filter(client => client.enabled);
  const byId = new Map(applications.map(client => [client.clientId, client]));
  const accessKeys = (await store.list(pool, 'access_key')).flatMap(({ document, sealedSecret }) =>
    accessKeyOf(document, openSecret(sealedSecret, sealer), byId),
  );
  const brandings = brandingsOf(registered, brandingOf(declared, stored));
  const clients = [...applications, ...accessKeys, ...builtIn];
  return {
    clients: new Map(clients.map(client => [client.clientId, client])),
    supportedClaims: supportedOf(settings.declarations, clients),
    resources: (await store.list(pool, 'resource')).map(({ document }) => resourceSchema.parse(document)),
    origins: new Set([...applications, ...builtIn].flatMap(client => client.redirectUris).flatMap(webOrigin)),
    settings,
    brandings,
    pictures: new Map(
      [settings.branding, ...brandings.values()]
        .flatMap(({ logo, backgroundImage }) => [logo, backgroundImage])
        .flatMap(picture => (picture ? [[picture.id, picture] as const] : [])),
    ),
    methods: new Map(
      registered.flatMap(({ id, document }) => {
        const own = signInSchema().safeParse(document['sign_in']);
        return own.success ? [[id, own.data.methods] as const] : [];
      }),
    ),
  };
}

function supportedOf(declarations: ClaimDeclarations, clients: readonly Client[]): SupportedClaims {
  const all = [createClaimTable([declarations]), ...clients.map(({ claimTable }) => claimTable)];
  return {
    scopes: [...new Set(all.flatMap(({ scopes }) => [...scopes]))],
    claims: [...new Set(all.flatMap(({ openings }) => openings.flatMap(({ claims }) => claims)))],
  };
}

function brandingsOf(
  registered: readonly Registration[],
  ofPool: BrandingDocument,
): ReadonlyMap<string, Branding> {
  const schema = brandingSchema();
  return new Map(
    registered.flatMap(({ id, document }) => {
      const own = schema.safeParse(document['branding']);
      return own.success ? [[id, toBranding(mergedBranding(own.data, ofPool))] as const] : [];
    }),
  );
}

const applicationSchema = createApplicationSchema(z.string());
const accessKeySchema = createAccessKeySchema(z.string());

/** What was stored is judged again: a database can be older, or newer, than the rules. */
function applicationOf(
  document: JsonObject,
  [secret, ...further]: readonly string[],
  declarations: ClaimDeclarations,
): Client {
  const { client_secret: _, ...metadata } = applicationSchema.parse({ ...document, client_secret: secret });
  return toClient(metadata, secret, declarations, further);
}

/** The key of an application that is gone or switched off opens nothing. */
function accessKeyOf(
  document: JsonObject,
  secret: string | undefined,
  applications: ReadonlyMap<string, Client>,
): Client[] {
  const { secret_key: opened, ...accessKey } = accessKeySchema.parse({ ...document, secret_key: secret });
  const application = applications.get(accessKey.application);
  return application ? [toAccessKeyClient(accessKey, opened, application)] : [];
}

/** The one that counts where a client has several: the oldest. */
export const openSecret = (sealed: string | undefined, sealer: Sealer): string | undefined =>
  openSecrets(sealed, sealer)[0];

const webOrigin = (uri: string): string[] => (/^https?:/.test(uri) ? [new URL(uri).origin] : []);
