/** One user pool as an issuer: its authorization server and the pages of its login, as routes. */
import { createSecretKey } from 'node:crypto';
import {
  type Clock,
  createSecretSigner,
  type MasterKey,
  type PoolId,
  type Random,
  type Signer,
} from '@symbolon/foundation';
import { acrValuesOf } from '@symbolon/login';
import {
  type AuditTrail,
  type AuthorizationServer,
  type ClientRegistry,
  createAuthorizationServer,
  errorJson,
  type FindClientKeys,
  type FindRequestObject,
  type IssuerContext,
  type RuleId,
} from '@symbolon/protocol';
import type { Storage } from '@symbolon/storage';
import { createAccountRoutes } from './account/index.ts';
import { createCredentialThrottle } from './credential-throttle.ts';
import { createGenauthRoutes } from './genauth-api/index.ts';
import type { CookieJar } from './http/cookies.ts';
import type { Route } from './http/route.ts';
import { createInteractionRoutes } from './interactions/index.ts';
import { createKnownDevices } from './interactions/known-devices.ts';
import type { LoginServices } from './interactions/login-services.ts';
import { createVerifyPassword } from './interactions/password-grant.ts';
import { createPictureRoute } from './interactions/pictures.ts';
import { createBrowserSessions } from './interactions/sessions.ts';
import { createTickets } from './interactions/ticket.ts';
import { createUserAgent } from './interactions/user-agent.ts';
import { defaultRotationPolicy } from './keys/rotation.ts';
import { type KeyRing, type MakeKey, openKeyRing } from './keys/signing-keys.ts';
import type { EndpointGroup } from './observability/latency.ts';
import type { Registry } from './registry/registry.ts';
import { createSenderLimit } from './sender-limit.ts';
import type { ErrorPages } from './site/error-pages.ts';

export interface IssuerDependencies extends LoginServices {
  readonly origin: string;
  readonly storage: Storage;
  readonly masterKey: MasterKey;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: Random;
  readonly makeKey: MakeKey;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
  readonly errorPages: ErrorPages;
  readonly errorUri: (rule: RuleId) => string;
  readonly findClientKeys: FindClientKeys;
  readonly findRequestObject: FindRequestObject;
  /** Undefined for a pool in which clients cannot register themselves. */
  readonly clientRegistryOf: (pool: PoolId) => ClientRegistry | undefined;
  readonly logoutsQueued: () => void;
}

export interface Issuer {
  readonly server: AuthorizationServer;
  readonly keys: KeyRing;
  readonly routes: readonly Route[];
}

/** Seconds that a resource server's clock may be behind ours. */
const clockDifference = 86_400;

/** The pool at the root has its pages at the root; any other has them below its name. */
export const baseOf = (pool: PoolId): string => (pool === 'default' ? '' : `/${pool}`);

export async function openIssuer(pool: PoolId, dependencies: IssuerDependencies): Promise<Issuer> {
  const { origin, storage, masterKey, registry, clock, random, makeKey, cookies, errorPages } = dependencies;
  const base = baseOf(pool);
  const tickets = createTickets(pool, masterKey, clock);
  const { logoutsQueued } = dependencies;
  const sessions = createBrowserSessions({
    pool,
    store: storage.sessions,
    clock,
    random,
    cookies,
    logoutsQueued,
  });
  const keys = await openKeyRing({
    pool,
    store: storage.signingKeys,
    masterKey,
    clock,
    makeKey,
    policy: () => ({
      ...defaultRotationPolicy,
      retirement: registry.longestTokenLifetime(pool) + clockDifference,
    }),
  });
  const settings = (clientId: string | undefined) => registry.settings(pool, clientId);
  const pictures = createPictureRoute({ base, errorPages, picture: id => registry.picture(pool, id) });
  const context: IssuerContext = {
    issuer: `${origin}${base}/oidc`,
    pool,
    clock,
    random,
    get signers() {
      return keys.signers;
    },
    stores: { ...storage, clients: registry.clients, resources: registry.resources },
    userAgent: createUserAgent({
      pool,
      users: storage.users,
      base,
      tickets,
      sessions,
      cookies,
      random,
      errorPages,
      settings,
    }),
    audit: dependencies.audit,
    verifyPassword: createVerifyPassword({
      pool,
      login: dependencies.login,
      credentials: storage.credentials,
      settings: () => settings(undefined),
    }),
    get acrValues() {
      return acrValuesOf(settings(undefined));
    },
    credentialThrottle: createCredentialThrottle(clock),
    publicClientLimit: createSenderLimit(clock),
    deviceVerificationUri: `${origin}${base}/device`,
    // As keys of their own kind: Node 24 takes several times as long with bytes.
    refreshTokenKey: createSecretKey(masterKey.derive(`refresh-tokens ${pool}`)),
    accessTokenKey: createSecretKey(masterKey.derive(`access-tokens ${pool}`)),
    clientSigner: ({ secret }, alg) => (alg === 'HS256' ? secretSigner(secret) : keys.signers.active(alg)),
    pairwiseKey: masterKey.derive(`pairwise-subjects ${pool}`),
    supportedClaims: () => registry.supportedClaims(pool),
    clientRegistry: dependencies.clientRegistryOf(pool),
    findClientKeys: dependencies.findClientKeys,
    findRequestObject: dependencies.findRequestObject,
    logoutsQueued,
    errorUri: dependencies.errorUri,
  };
  const server = createAuthorizationServer(context);
  const shared = {
    ...dependencies,
    context,
    server,
    base,
    tickets,
    sessions,
    devices: createKnownDevices({ pool, masterKey, cookies, clock, random }),
    users: storage.users,
    credentials: storage.credentials,
    directory: storage.directory,
    settings,
  };
  const pages = createInteractionRoutes(shared);
  const account = createAccountRoutes({
    ...shared,
    auditStore: storage.audit,
    formKey: masterKey.derive(`account forms ${pool}`),
  });
  const api = createGenauthRoutes({
    context,
    server,
    base,
    signUp: dependencies.signUp,
    settings: () => settings(undefined),
    isOriginOfClient: from => registry.isOriginOfClient(pool, from),
  });
  const protocol = protocolRoutes(server, context, registry, errorPages);
  return { server, keys, routes: [...protocol, ...api, ...pages, ...account, pictures] };
}

/** THE TABLE of the paths below `/oauth` at which clients of Authing and of Spring's servers look for the same endpoints. */
const oauthPaths: Readonly<Record<string, readonly string[]>> = {
  '/auth': ['/auth', '/authorize'],
  '/token': ['/token'],
  '/me': ['/me'],
  '/token/introspection': ['/token/introspection'],
  '/token/revocation': ['/token/revocation'],
};

/** THE TABLE of the endpoints whose latency is counted. */
const measured: Readonly<Record<string, EndpointGroup>> = {
  '/auth': 'authorize',
  '/token': 'token',
  '/me': 'userinfo',
};

function protocolRoutes(
  server: AuthorizationServer,
  context: IssuerContext,
  registry: Registry,
  errorPages: ErrorPages,
): Route[] {
  const { pathname } = new URL(context.issuer);
  const base = baseOf(context.pool);
  return server.endpoints.flatMap(({ path, aliases, methods, crossOrigin, handle }) => {
    const group = measured[path];
    const ours = [path, ...aliases].map(name => `${pathname}${name}`);
    const oauth = (oauthPaths[path] ?? []).map(name => `${base}/oauth${name}`);
    return [...ours, ...oauth].map(
      (place): Route => ({
        path: place,
        methods,
        ...(group !== undefined && { measured: group }),
        handle,
        refuse: crossOrigin === 'none' ? errorPages.protocol : (_request, error) => errorJson(error, context),
        crossOrigin:
          crossOrigin === 'clients'
            ? { kind: 'origins', allows: origin => registry.isOriginOfClient(context.pool, origin) }
            : { kind: crossOrigin },
      }),
    );
  });
}

function secretSigner(secret: string | undefined): Signer {
  if (secret === undefined)
    throw new Error('an application without a secret cannot have anything signed with it');
  return createSecretSigner(secret);
}
