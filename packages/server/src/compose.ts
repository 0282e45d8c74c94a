/** The composition root: every part built once and handed to those that need it. */
import type { Server } from 'node:http';
import { availableParallelism } from 'node:os';
import {
  type Clock,
  createMasterKey,
  newCorrelationId,
  type PoolId,
  type Random,
  readPoolId,
  type Stopwatch,
} from '@symbolon/foundation';
import { type Courier, createPasswordHasher } from '@symbolon/login';
import { deliveryLifetime, type RuleId } from '@symbolon/protocol';
import type { Storage } from '@symbolon/storage';
import type { AdminContext } from './admin-api/admin-context.ts';
import { mayMakeAdministrators, operator } from './admin-api/caller.ts';
import { createConsoleClient } from './admin-api/console-client.ts';
import { adminPrefix, loadAdminRoutes } from './admin-api/load.ts';
import { createClientKeys } from './client-keys.ts';
import type { Configuration } from './config/configuration.ts';
import { readConsole } from './console/console-files.ts';
import { consolePath, createConsoleRoutes } from './console/console-routes.ts';
import { createDesk, type Desk } from './control/desk.ts';
import { createDeliveryRoom, type DeliveryRoom } from './delivery/delivery-room.ts';
import { createInboxRoutes, createIsNearby } from './delivery/inbox-routes.ts';
import { createDemoClient, demoClientId } from './demo/demo-client.ts';
import { createDemoRoutes } from './demo/demo-routes.ts';
import { createEgress } from './egress/egress.ts';
import { failureOf } from './failure.ts';
import { createHealthRoutes } from './health.ts';
import { createAdmission } from './http/admission.ts';
import { createCookieJar } from './http/cookies.ts';
import { createDoor } from './http/door.ts';
import { createIsOurHost } from './http/host.ts';
import { createRemoteAddressOf } from './http/remote-address.ts';
import { securityHeadersOf } from './http/security-headers.ts';
import { createHearings, createTurnsOf } from './http/turns.ts';
import { createLoginServices } from './interactions/login-services.ts';
import { baseOf, type IssuerDependencies, openIssuer } from './issuer.ts';
import { createIssuers } from './issuers.ts';
import { type MakeKey, makeKey, requireMasterKey } from './keys/signing-keys.ts';
import { createLogoutDeliveries } from './logout/deliveries.ts';
import { auditRetention, createAuditTrail } from './observability/audit.ts';
import { createLatency } from './observability/latency.ts';
import type { Log } from './observability/log.ts';
import { createReadiness } from './readiness.ts';
import { createClientRegistry } from './registration/client-registry.ts';
import { applyConfiguration, clientSecretPurpose } from './registry/apply-configuration.ts';
import { createFollowing } from './registry/following.ts';
import { createRegistry } from './registry/registry.ts';
import { createRequestObjects } from './request-objects.ts';
import { createSetupLinks } from './setup/setup-link.ts';
import { createSetupRoute } from './setup/setup-pages.ts';
import { createErrorPages } from './site/error-pages.ts';
import { createSiteRoutes } from './site/site-routes.ts';

export interface Edges {
  readonly configuration: Configuration;
  readonly storage: Storage;
  /** 32 bytes. */
  readonly masterSecret: Buffer;
  /** Leaves what is stored as it is, whatever the configuration declares: a command may not know the server's own file. */
  readonly leavesDeclared?: true;
  /** Where the server runs without a configuration file. */
  readonly demoUser: { readonly username: string; readonly password: string } | undefined;
  readonly clock: Clock;
  /** Of this machine alone: measures, and dates nothing. */
  readonly stopwatch: Stopwatch;
  readonly random: Random;
  /** Where signing keys come from; without it they are drawn by this process. */
  readonly makeKey?: MakeKey;
  readonly log: Log;
  /** Where the built console lies; without it none is served. */
  readonly consoleFolder?: string;
  /** Takes messages to end-users over in place of the delivery. */
  readonly courier?: Courier;
}

export interface Composed {
  readonly server: Server;
  /** Where the first administrator is made; undefined once there is one. */
  readonly setupUrl: string | undefined;
  /** What is due from time to time: keys change, what has expired is forgotten. To be called every minute or so. */
  maintain(): Promise<void>;
  /** Sends the logout tokens that are due. To be called every second or so; never rejects. */
  sendLogouts(): Promise<void>;
  /** Messages to end-users. */
  readonly delivery: DeliveryRoom;
  /** Takes up what other nodes have changed. To be called every half second where the storage is shared; never rejects. */
  follow(): Promise<void>;
  /** Announces new signing keys in every pool; they sign once everyone can know them. */
  rotateKeys(): Promise<void>;
  /** Does an operation of the admin API for whoever holds this machine's account. */
  readonly operate: Desk;
}

/** Seconds for which a client that registered itself is kept although nobody uses it. */
const unusedLifetime = 30 * 86_400;

const administrators = readPoolId('administrators');
const atRoot = readPoolId('default');

export async function compose(edges: Edges): Promise<Composed> {
  const { configuration, storage, clock, random, log, demoUser } = edges;
  const { origin } = configuration;
  if (!administrators || !atRoot) throw new Error('the built-in user pools have no usable name');
  const masterKey = createMasterKey(edges.masterSecret, random);
  // Never more than there are processors: who waits for something else must find one free.
  const hasher = createPasswordHasher({ random, slots: Math.min(2, availableParallelism()) });
  for (const pool of await storage.pools.list()) {
    await requireMasterKey(pool, storage.signingKeys, masterKey);
  }
  if (!edges.leavesDeclared)
    await applyConfiguration(configuration, { storage, masterKey, hasher, clock, random });
  for (const pool of [atRoot, administrators]) await storage.pools.ensure(pool, clock());

  const errorUri = (rule: RuleId) => `${origin}/errors/${rule}`;
  const cookies = createCookieJar(origin);
  const errorPages = createErrorPages(errorUri, cookies);
  const poolOf = (pool: PoolId) => configuration.userPools.find(({ name }) => name === pool);
  const registry = createRegistry(
    storage.registrations,
    pool => masterKey.sealer(clientSecretPurpose(pool)),
    pool => poolOf(pool)?.settings ?? {},
    pool => (pool === administrators ? [createConsoleClient(origin)] : []),
  );
  const egress = createEgress(configuration.egress);
  const trail = createAuditTrail(storage.audit, clock, log, configuration.audit.mostRefusalsPerMinute);
  const audit = trail.record;
  const deliveries = createLogoutDeliveries({
    store: storage.logoutDeliveries,
    egress,
    messageOf: async delivery => issuers.find(delivery.pool)?.server.logoutMessage(delivery),
    clock,
    random,
    audit,
  });
  const sendLogouts = () =>
    deliveries.send().catch((error: unknown) => log.warn('logout tokens were not sent', { error }));
  const delivery = createDeliveryRoom({
    configuration,
    storage,
    masterKey,
    egress,
    brandingOf: (pool, applicationId) => registry.settings(pool, applicationId).branding,
    signInUrlOf: pool => `${origin}${baseOf(pool)}/login`,
    clock,
    random,
    audit,
    log,
  });
  const { inbox } = delivery;
  const courier = edges.courier ?? delivery.courier;
  const { mostFailedSignInsPerMinute } = configuration;
  const services = createLoginServices({
    ...{ origin, storage, masterKey, hasher, clock, random, courier, audit, log },
    mostFailedSignInsPerMinute,
    isEntitled: async (pool, clientId) => mayMakeAdministrators(await registry.clients.find(pool, clientId)),
  });
  const isNearby = createIsNearby(configuration);
  const shared: IssuerDependencies = {
    origin,
    storage,
    masterKey,
    registry,
    ...services,
    clock,
    random,
    makeKey: edges.makeKey ?? makeKey,
    audit,
    cookies,
    errorPages,
    errorUri,
    findClientKeys: createClientKeys(egress, clock),
    findRequestObject: createRequestObjects(egress, clock),
    clientRegistryOf: pool => {
      const policy = poolOf(pool)?.registration;
      return createClientRegistry({ pool, policy, storage, masterKey, registry, egress, clock, random });
    },
    logoutsQueued: () => void sendLogouts(),
  };

  const issuers = createIssuers(async pool => {
    await registry.reload(pool);
    return openIssuer(pool, shared);
  });
  // Before what they are the versions of.
  const versions = await storage.versions.list();
  const pools = await storage.pools.list();
  await Promise.all(pools.map(pool => issuers.open(pool)));

  const { follow } = createFollowing(
    storage.versions,
    versions,
    {
      pools: pool => issuers.open(pool),
      registrations: async pool => void (issuers.find(pool) && (await registry.reload(pool))),
      signing_keys: async pool => issuers.find(pool)?.keys.reload(),
    },
    error => log.warn('what other nodes changed could not be read', { error }),
  );
  storage.versions.listen(() => void follow());

  const latency = createLatency(edges.stopwatch);
  const links = createSetupLinks(administrators, storage.settings, random);
  const setupToken = await links.renew();
  const root = issuers.find(atRoot);
  const admin = issuers.find(administrators);
  if (!admin) throw new Error('the pool of the administrators is not served');
  const api: AdminContext = {
    ...{ origin, administrators, storage, registry, masterKey, hasher, clock, random, audit, errorUri },
    server: admin.server,
    logoutsQueued: shared.logoutsQueued,
    ...{ tell: services.tell, courier, invitations: services.invitations },
    issuers,
    latency,
    declaredSettings: pool => poolOf(pool)?.settings,
  };
  const hasDemo = demoUser !== undefined && (await registry.clients.find(atRoot, demoClientId)) !== undefined;
  const console = edges.consoleFolder === undefined ? undefined : readConsole(edges.consoleFolder);
  const others = [
    ...createSiteRoutes({
      origin,
      cookies,
      errorPages,
      demoUser: hasDemo ? demoUser : undefined,
      isSetUp: links.isDone,
      consolePath: console && consolePath,
      hasInbox: request => inbox !== undefined && isNearby(request),
    }),
    ...(inbox ? createInboxRoutes({ inbox, isNearby, cookies, errorPages }) : []),
    ...(hasDemo && root
      ? createDemoRoutes({
          origin,
          client: createDemoClient(origin, root.server),
          cookies,
          random,
          errorPages,
        })
      : []),
    ...(console ? createConsoleRoutes({ files: console, random, errorPages }) : []),
    createSetupRoute({
      origin,
      next: console ? consolePath : '/',
      pool: administrators,
      users: storage.users,
      ...{ links, hasher, clock, random, audit, errorPages, cookies },
    }),
    ...createHealthRoutes(createReadiness(administrators, storage.settings, clock), errorPages),
  ];
  issuers.serve(others, { below: adminPrefix, load: () => loadAdminRoutes(api) });
  const server = createDoor({
    find: issuers.route,
    notFound: errorPages.notFound,
    isOurHost: createIsOurHost(configuration),
    securityHeaders: securityHeadersOf(origin),
    remoteAddressOf: createRemoteAddressOf(configuration.trustedProxies),
    admission: createAdmission(configuration.mostRequestsAtOnce),
    turnsOf: createTurnsOf(setImmediate),
    hearings: createHearings(setTimeout),
    latency,
    newCorrelationId: () => newCorrelationId(clock, random),
    failed: (request, error) =>
      failureOf(error, () =>
        log.error('a request failed', {
          correlationId: request.correlationId,
          method: request.method,
          path: request.path,
          error,
        }),
      ),
    served: ({ method, path, correlationId, remoteAddress }, status) =>
      log.debug('served', { method, path, status, correlationId, remoteAddress }),
  });
  return {
    server,
    setupUrl: setupToken === undefined ? undefined : `${origin}/setup?ticket=${setupToken}`,
    async maintain() {
      trail.settle();
      for (const { keys } of issuers.all()) await keys.maintain();
      await storage.purge(clock(), clock() + deliveryLifetime);
      for (const pool of issuers.pools()) {
        await storage.audit.forget(pool, clock() - auditRetention);
        const forgotten = await storage.registrations.forgetUnused(pool, clock() - unusedLifetime);
        if (forgotten > 0) await registry.reload(pool);
      }
      await sendLogouts();
    },
    sendLogouts,
    delivery,
    follow,
    async rotateKeys() {
      for (const { keys } of issuers.all()) await keys.rotate();
    },
    operate: createDesk(() => loadAdminRoutes(api, operator), clock, random),
  };
}
