/** A user as the API reads and writes one: the members of the configuration file, and what nobody writes. */
import type { JsonObject } from '@symbolon/foundation';
import { canonicalIdentifier, type NewUser } from '@symbolon/login';
import type { DirectoryUser } from '@symbolon/storage';
import { z } from 'zod';
import { toUser } from '../config/configuration.ts';
import { identifierKinds } from '../config/identifier.ts';
import { claimShape, createUserSchema } from '../config/user.ts';
import { judge } from './operation.ts';
import { InvalidMembers } from './problem.ts';
import { roleNames } from './roles.ts';

const schema = createUserSchema(text => ({ kind: 'read', text }));

const { sub: _sub, updated_at: _updatedAt, password, password_hash, ...documentShape } = schema.shape;

/** What is written when a user is made; later neither password is. */
export const newUserShape = z.strictObject({ ...documentShape, password, password_hash });
export const changedUserShape = z.strictObject(documentShape).partial();

export const userShape = z.strictObject({
  ...documentShape,
  id: z.string(),
  display_name: z.string(),
  locked: z.boolean(),
  has_password: z.boolean(),
  role: z.enum(roleNames).optional(),
  managed_by: z.enum(['file', 'console', 'self']),
  created_at: z.number(),
  updated_at: z.number(),
});

const standard = new Set<string>([...Object.keys(claimShape), ...identifierKinds]);

/** The members that are written, as they stand. */
export function documentOf({ claims, identifiers }: DirectoryUser): JsonObject {
  const spelt = { username: claims['username'], email: claims['email'], phone: claims['phone_number'] };
  const found = identifiers.map(({ kind, value }) => {
    const typed = spelt[kind];
    return [kind, typeof typed === 'string' && canonicalIdentifier(typed) === value ? typed : value];
  });
  const derived = { preferred_username: spelt.username, phone_number: spelt.phone };
  const isOwn = ([name, value]: [string, unknown]) =>
    standard.has(name) &&
    name !== 'updated_at' &&
    !(Object.hasOwn(derived, name) && Reflect.get(derived, name) === value);
  const entries = Object.entries(claims);
  const custom = entries.filter(([name]) => !standard.has(name));
  return {
    ...Object.fromEntries(entries.filter(isOwn)),
    ...Object.fromEntries(found),
    ...(custom.length > 0 && { custom_data: Object.fromEntries(custom) }),
  };
}

export const tellUser = (user: DirectoryUser) => ({
  ...documentOf(user),
  id: user.id,
  display_name: user.displayName,
  locked: !user.active,
  has_password: user.hasPassword,
  ...(user.role !== undefined && { role: user.role }),
  managed_by: user.managedBy,
  created_at: user.createdAt,
  updated_at: user.updatedAt,
});

export interface JudgedUser {
  readonly user: Pick<NewUser, 'identifiers' | 'claims'>;
  readonly password: ReturnType<typeof toUser>['password'];
}

/** Throws `InvalidMembers`; `when` says whether a password may come with it. */
export function judgeUser(document: JsonObject, when: 'new' | 'changed'): JudgedUser {
  const kept = ['sub', 'updated_at', ...(when === 'changed' ? ['password', 'password_hash'] : [])];
  const written = kept.filter(name => document[name] !== undefined);
  if (written.length > 0)
    throw new InvalidMembers(
      'admin-members',
      written.map(member => ({ member, message: 'cannot be written here' })),
    );
  const { identifiers, claims, customData, password: given } = toUser(judge(schema, document));
  return {
    user: {
      identifiers: identifiers.map(({ kind, value }) => ({
        kind,
        value: canonicalIdentifier(value) ?? value,
      })),
      claims: { ...customData, ...claims },
    },
    password: given,
  };
}
