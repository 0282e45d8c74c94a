/** The configuration as the server uses it, and the one crossing to it from the words of the file. */
import { type PoolId, readPoolId } from '@symbolon/foundation';
import type { IdentifierKind } from '@symbolon/login';
import type { StorageSettings } from '@symbolon/storage';
import type { AccessKeyDocument, DeclaredResource } from './access-key.ts';
import type { ApplicationMetadata } from './application.ts';
import { type EmailSettings, toEmail, type WebhookSettings } from './delivery.ts';
import { identifierKinds } from './identifier.ts';
import type { PoolSettingsDocument } from './pool-settings.ts';
import { noRegistration, type RegistrationPolicy } from './registration-policy.ts';
import type { ConfigurationFile } from './schema.ts';
import { toStorage } from './storage.ts';
import { claimShape, type DeclaredUser } from './user.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export interface Configuration {
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Beyond so many at the same moment requests are told to come back. */
  readonly mostRequestsAtOnce: number;
  /** Over all accounts and networks of a pool, for each node; beyond that only known browsers get on. */
  readonly mostFailedSignInsPerMinute: number;
  /** Whether an origin without TLS is wanted where the host is not this machine. */
  readonly dangerouslyAllowHttp: boolean;
  readonly egress: {
    /** Whether what is fetched from addresses of others may lie inside the own network, and be without TLS. */
    readonly dangerouslyAllowPrivateNetworks: boolean;
  };
  /** The path of a file is absolute; the URL of a server is a secret. */
  readonly storage: StorageSettings;
  /** As text: base64url or hex of 32 bytes; undefined where it is kept in the data folder. */
  readonly masterKey: string | undefined;
  readonly log: { readonly level: LogLevel };
  /** Refusals of one kind from one sender that are kept whole; the others are counted. */
  readonly audit: { readonly mostRefusalsPerMinute: number };
  /** Undefined where the local inbox takes the place of e-mail. */
  readonly email: EmailSettings | undefined;
  /** The same of text messages. */
  readonly sms: { readonly webhook: WebhookSettings } | undefined;
  readonly userPools: readonly UserPoolConfiguration[];
}

export interface UserPoolConfiguration {
  readonly name: PoolId;
  readonly registration: RegistrationPolicy;
  /** What the file says of the login, of claims and scopes; where it is silent, an administrator decides. */
  readonly settings: PoolSettingsDocument;
  readonly applications: readonly ApplicationConfiguration[];
  readonly users: readonly UserConfiguration[];
  readonly resources: readonly DeclaredResource[];
  readonly accessKeys: readonly AccessKeyConfiguration[];
}

export interface AccessKeyConfiguration {
  readonly document: AccessKeyDocument;
  readonly secret: string;
}

export interface ApplicationConfiguration {
  readonly metadata: ApplicationMetadata;
  readonly secret: string | undefined;
}

export type PasswordConfiguration =
  | { readonly kind: 'none' }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'hash'; readonly hash: string };

export interface UserConfiguration {
  /** Undefined where the server chooses it, once. */
  readonly sub: string | undefined;
  readonly identifiers: readonly { readonly kind: IdentifierKind; readonly value: string }[];
  readonly password: PasswordConfiguration;
  /** Standard claims by their names, those of the identifiers included. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly customData: Readonly<Record<string, unknown>>;
}

export interface ConfigurationEdges {
  /** Where the database lies when the file does not say. */
  readonly dataFolder: string;
  /** Where relative paths of the file begin. */
  readonly fileFolder: string;
  /** What the command line says: it wins over the file. */
  readonly listen?: { readonly host?: string | undefined; readonly port?: number | undefined } | undefined;
}

const defaultPort = 3000;

/** A tenth of a second or two of work for one processor. */
const defaultMostRequestsAtOnce = 500;

/** What a quarter of a million people mistype in a busy minute, and a guesser of a million accounts finds slow. */
const defaultMostFailedSignIns = 1000;

export function toConfiguration(file: ConfigurationFile, edges: ConfigurationEdges): Configuration {
  const { server = {}, storage = {} } = file;
  const port = edges.listen?.port ?? server.listen?.port ?? portOf(server.origin);
  return {
    origin: server.origin ?? `http://localhost:${port}`,
    listen: { host: edges.listen?.host ?? server.listen?.host ?? '127.0.0.1', port },
    trustedProxies: server.trusted_proxies ?? [],
    mostRequestsAtOnce: server.most_requests_at_once ?? defaultMostRequestsAtOnce,
    mostFailedSignInsPerMinute: server.most_failed_sign_ins_per_minute ?? defaultMostFailedSignIns,
    dangerouslyAllowHttp: server.dangerously_allow_http ?? false,
    egress: {
      dangerouslyAllowPrivateNetworks: file.egress?.dangerously_allow_private_networks ?? false,
    },
    storage: toStorage(storage, edges),
    masterKey: file.master_key,
    log: { level: file.log?.level ?? 'info' },
    audit: { mostRefusalsPerMinute: file.audit?.most_refusals_per_minute ?? 60 },
    email: toEmail(file.email),
    sms: file.sms,
    userPools: (file.user_pools ?? [{ name: 'default' }]).flatMap(pool => {
      const name = readPoolId(pool.name);
      if (name === undefined) return [];
      const applications = (pool.applications ?? []).map(({ client_secret: secret, ...metadata }) => ({
        metadata,
        secret,
      }));
      const accessKeys = (pool.access_keys ?? []).map(({ secret_key: secret, ...document }) => ({
        document,
        secret,
      }));
      const users = (pool.users ?? []).map(toUser);
      const registration = pool.registration ?? noRegistration;
      const {
        resources = [],
        sign_in,
        sign_up,
        agreements,
        invitation_lifetime,
        branding,
        claims,
        scopes,
      } = pool;
      const settings = { sign_in, sign_up, agreements, invitation_lifetime, branding, claims, scopes };
      return [{ name, registration, settings, applications, users, resources, accessKeys }];
    }),
  };
}

/** The server speaks plain http, so that an https origin says nothing about the port behind the proxy. */
function portOf(origin: string | undefined): number {
  if (origin === undefined) return defaultPort;
  const { protocol, port } = new URL(origin);
  return protocol === 'http:' ? Number(port || 80) : defaultPort;
}

export function toUser(declared: DeclaredUser): UserConfiguration {
  const { username, email, phone } = declared;
  const claims = Object.entries({
    username,
    preferred_username: username,
    email,
    phone_number: phone,
    ...Object.fromEntries(Object.entries(declared).filter(([name]) => Object.hasOwn(claimShape, name))),
  });
  return {
    sub: declared.sub,
    identifiers: identifierKinds.flatMap(kind => {
      const value = declared[kind];
      return value === undefined ? [] : [{ kind, value }];
    }),
    password: passwordOf(declared),
    claims: Object.fromEntries(claims.filter(([, value]) => value !== undefined)),
    customData: declared.custom_data ?? {},
  };
}

function passwordOf({ password, password_hash: hash }: DeclaredUser): PasswordConfiguration {
  if (password !== undefined) return { kind: 'plain', text: password };
  return hash === undefined ? { kind: 'none' } : { kind: 'hash', hash };
}
