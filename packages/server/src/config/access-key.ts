/** API resources and the access keys of machines, as the configuration file declares them. */
import { isScopeOf } from '@symbolon/protocol';
import { z } from 'zod';
import { type SecretReader, secretSchema } from './secret-reference.ts';

const name = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9._-]+$/, 'must be letters, digits, dots, dashes and underscores');

const absoluteUri = z
  .string()
  .max(2000)
  .refine(
    uri => URL.canParse(uri) && !uri.includes('#'),
    'must be an absolute URI without a fragment (RFC 8707 §2)',
  );

export const resourceSchema = z.strictObject({
  identifier: name,
  audience: absoluteUri,
  actions: z.array(name).min(1).max(100),
});

export const createAccessKeySchema = (secret: z.ZodType<string, string>) =>
  z.strictObject({
    access_key: z
      .string()
      .max(128)
      .regex(/^[\x21-\x7e]+$/, 'must be 1 to 128 printable ASCII characters without spaces'),
    secret_key: secret.pipe(
      z.string().min(8, 'must have at least 8 characters; make one with: openssl rand -base64 32'),
    ),
    application: z.string().min(1).max(128),
    allow: z.array(z.string().max(300)).min(1).max(200),
    remark: z.string().max(500).optional(),
    access_token_lifetime: z
      .int()
      .min(1)
      .max(365 * 86_400)
      .optional(),
  });

export const accessKeySchema = (read: SecretReader) => createAccessKeySchema(secretSchema(read));

export type DeclaredResource = z.output<typeof resourceSchema>;
export type DeclaredAccessKey = z.output<ReturnType<typeof createAccessKeySchema>>;
/** What is registered of an access key, its secret apart. */
export type AccessKeyDocument = Omit<DeclaredAccessKey, 'secret_key'>;

/** As much of a pool as can be judged while parts of it are still wrong. */
interface PoolWithKeys {
  readonly applications?: unknown;
  readonly resources?: unknown;
  readonly access_keys?: unknown;
}

interface Breach {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What an access key refers to exists, and no access key is the `client_id` of an application. */
export function accessKeyBreaches(pool: PoolWithKeys): readonly Breach[] {
  const resources = listOf(pool.resources).flatMap(entry => resourceSchema.safeParse(entry).data ?? []);
  const clientIds = new Set(listOf(pool.applications).map(entry => Reflect.get(Object(entry), 'client_id')));
  return listOf(pool.access_keys).flatMap((entry, index): Breach[] => {
    const { access_key: key, application, allow } = Object(entry);
    const breaches: Breach[] = [];
    if (clientIds.has(key))
      breaches.push({
        path: [index, 'access_key'],
        message: 'is the client_id of an application of the same pool',
      });
    if (typeof application === 'string' && !clientIds.has(application)) {
      breaches.push({ path: [index, 'application'], message: 'is no application of this pool' });
    }
    for (const [position, rule] of listOf(allow).entries()) {
      if (typeof rule !== 'string' || isScopeOf(rule, resources)) continue;
      breaches.push({
        path: [index, 'allow', position],
        message: 'must be resource:id:action with a declared resource and action, or * for any',
      });
    }
    return breaches;
  });
}
