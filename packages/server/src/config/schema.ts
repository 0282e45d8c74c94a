/** The schema of the configuration file: what may be written, in the words of the file. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { masterKeyForm, parseMasterKey } from '../master-key.ts';
import { accessKeyBreaches, accessKeySchema, resourceSchema } from './access-key.ts';
import { createApplicationSchema } from './application.ts';
import { emailSchema, smsSchema } from './delivery.ts';
import { identifiersOf } from './identifier.ts';
import { poolName } from './pool-name.ts';
import { poolSettingsMembers } from './pool-settings.ts';
import { isLoopbackOrigin } from './redirect-uri.ts';
import { registrationPolicySchema } from './registration-policy.ts';
import { evenIfMembersAreWrong } from './schema-issues.ts';
import { type SecretReader, secretSchema } from './secret-reference.ts';
import { storageSchema } from './storage.ts';
import { createUserSchema } from './user.ts';

const origin = z.string().superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url === undefined || !isWeb || url.origin !== text) {
    const message = 'must be scheme, host and port alone, in lower case, such as https://login.example.com';
    context.addIssue({ code: 'custom', message });
  }
});

const isNetwork = (text: string) => {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
};

const server = z
  .strictObject({
    origin: origin.optional(),
    listen: z
      .strictObject({
        host: z
          .string()
          .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be a host name or an IP address')
          .optional(),
        port: z.int().min(1).max(65_535).optional(),
      })
      .optional(),
    trusted_proxies: z
      .array(z.string().refine(isNetwork, 'must be an IP address or a network, such as 10.0.0.0/8'))
      .optional(),
    most_requests_at_once: z.int().min(1).max(100_000).optional(),
    most_failed_sign_ins_per_minute: z.int().min(1).max(1_000_000).optional(),
    dangerously_allow_http: z.boolean().optional(),
  })
  .superRefine((settings, context) => {
    const { origin: text, dangerously_allow_http: isAllowed } = settings;
    if (typeof text !== 'string' || !URL.canParse(text) || isAllowed === true) return;
    const url = new URL(text);
    if (url.protocol !== 'http:' || isLoopbackOrigin(url)) return;
    const message =
      'must use https: http is allowed for localhost only (or with dangerously_allow_http: true)';
    context.addIssue({ code: 'custom', path: ['origin'], message });
  }, evenIfMembersAreWrong);

/** A problem for each entry of a list that repeats what an earlier entry claims for itself. */
function refuseRepeats(
  entries: unknown,
  claims: (entry: object) => readonly { readonly member: string; readonly value: string }[],
  refuse: (index: number, member: string) => void,
): void {
  const taken = new Set<string>();
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    if (typeof entry !== 'object' || entry === null) continue;
    const own = claims(entry);
    for (const { member, value } of own) if (taken.has(value)) refuse(index, member);
    for (const { value } of own) taken.add(value);
  }
}

const textMember = (member: string) => (entry: object) => {
  const value: unknown = Reflect.get(entry, member);
  return typeof value === 'string' ? [{ member, value }] : [];
};

const createPoolSchema = (read: SecretReader) =>
  z
    .strictObject({
      name: poolName,
      registration: registrationPolicySchema(read).optional(),
      ...poolSettingsMembers(),
      applications: z.array(createApplicationSchema(secretSchema(read))).optional(),
      users: z.array(createUserSchema(read)).optional(),
      resources: z.array(resourceSchema).optional(),
      access_keys: z.array(accessKeySchema(read)).optional(),
    })
    .superRefine((pool, context) => {
      const refuse = (list: string, what: string) => (index: number, member: string) =>
        context.addIssue({
          code: 'custom',
          path: [list, index, member],
          message: `${what} of the same pool`,
        });
      refuseRepeats(
        pool.applications,
        textMember('client_id'),
        refuse('applications', 'is that of another application'),
      );
      refuseRepeats(pool.users, identifiersOf, refuse('users', 'belongs to another user'));
      refuseRepeats(pool.users, textMember('sub'), refuse('users', 'is that of another user'));
      refuseRepeats(
        pool.resources,
        textMember('identifier'),
        refuse('resources', 'is that of another resource'),
      );
      refuseRepeats(
        pool.access_keys,
        textMember('access_key'),
        refuse('access_keys', 'is that of another access key'),
      );
      for (const { path, message } of accessKeyBreaches(pool)) {
        context.addIssue({ code: 'custom', path: ['access_keys', ...path], message });
      }
    }, evenIfMembersAreWrong);

/** The whole file. `read` follows the references of its secrets. */
export const createConfigurationSchema = (read: SecretReader) =>
  z
    .strictObject({
      server: server.optional(),
      egress: z.strictObject({ dangerously_allow_private_networks: z.boolean().optional() }).optional(),
      storage: storageSchema(read).optional(),
      master_key: z
        .string()
        .regex(/^(?:env|file):/, 'must be a reference: env:NAME or file:PATH')
        .pipe(secretSchema(read))
        .refine(text => parseMasterKey(text) !== undefined, masterKeyForm)
        .optional(),
      log: z
        .strictObject({
          level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
        })
        .optional(),
      audit: z
        .strictObject({ most_refusals_per_minute: z.number().int().min(1).max(1_000_000).optional() })
        .optional(),
      email: emailSchema(read).optional(),
      sms: smsSchema(read).optional(),
      user_pools: z.array(createPoolSchema(read)).optional(),
    })
    .superRefine((file, context) => {
      refuseRepeats(file.user_pools, textMember('name'), (index, member) =>
        context.addIssue({
          code: 'custom',
          path: ['user_pools', index, member],
          message: 'is that of another pool',
        }),
      );
    }, evenIfMembersAreWrong);

export type ConfigurationFile = z.output<ReturnType<typeof createConfigurationSchema>>;
