/** THE TABLE of the roles of administrators and what each may do. */

const objects = [
  'applications',
  'resources',
  'access_keys',
  'users',
  // Locking, resetting, sessions and authorizations: what helps a user without changing who they are.
  'user_access',
  'keys',
  'audit_events',
  'pools',
  'settings',
  'administrators',
  'overview',
] as const;

type AdminObject = (typeof objects)[number];

export type Permission = `${AdminObject}:${'read' | 'write'}`;

const reading = objects.map((object): Permission => `${object}:read`);
const writing = objects.map((object): Permission => `${object}:write`);

export const permissions: readonly Permission[] = [...reading, ...writing];

const ofAdministrators = (permission: Permission) => permission.startsWith('administrators:');

export const roles = {
  owner: permissions,
  administrator: permissions.filter(name => !ofAdministrators(name) && name !== 'pools:write'),
  support: ['users:read', 'user_access:read', 'user_access:write', 'pools:read', 'overview:read'],
  auditor: reading,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof roles;

export const roleNames = ['owner', 'administrator', 'support', 'auditor'] as const satisfies readonly Role[];

export const isRole = (name: string | undefined): name is Role =>
  name !== undefined && Object.hasOwn(roles, name);

/** What stands in the pool of the administrators is theirs to change who may change administrators. */
export const inPoolOfAdministrators = (permission: Permission): Permission =>
  permission.endsWith(':write') ? 'administrators:write' : 'administrators:read';
