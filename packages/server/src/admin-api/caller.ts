/** Who calls: an administrator or a machine of theirs, by an access token in force — RFC 6750 §2.1. */
import type { HttpRequest } from '@symbolon/foundation';
import { type Client, OAuthError } from '@symbolon/protocol';
import { type AdminContext, adminAudience } from './admin-context.ts';
import { consoleClientId } from './console-client.ts';
import { isRole, type Permission, permissions, type Role, roles } from './roles.ts';

export interface Caller {
  readonly kind: 'user' | 'client' | 'operator';
  /** Of the user, or of the client that acts for itself. */
  readonly id: string;
  /** What people call them; undefined for a machine. */
  readonly name?: string;
  /** Undefined for a machine. */
  readonly role: Role | undefined;
  readonly permissions: ReadonlySet<Permission>;
}

/** Finds out who calls; throws `OAuthError`. */
export type Identify = (request: HttpRequest, api: AdminContext) => Promise<Caller>;

/** Whoever holds this machine's account: commands reach the server by a socket that nobody else can open. */
export const operator: Identify = async () => ({
  kind: 'operator',
  id: 'operator',
  role: undefined,
  permissions: new Set(permissions),
});

const bearer = /^bearer +(\S+)$/i;

/** Throws `OAuthError`. No cookie is looked at, and no other place than the header. */
export async function authenticate(request: HttpRequest, api: AdminContext): Promise<Caller> {
  const header = request.header('authorization');
  if (header === undefined)
    throw new OAuthError('bearer-missing', 'Send an access token: Authorization: Bearer …');
  const [, value] = bearer.exec(header) ?? [];
  const token = value === undefined ? undefined : await api.server.findBearerToken(value);
  const { authorization } = token ?? {};
  if (!token || !authorization?.audience.includes(adminAudience(api.origin))) throw refused();
  const { clientId, userId } = authorization;
  if (!(await api.registry.clients.find(api.administrators, clientId))) throw refused();
  const scoped = permissions.filter(name => token.scope.includes(name));
  if (userId === undefined)
    return { kind: 'client', id: clientId, role: undefined, permissions: new Set(scoped) };
  const user = await api.storage.directory.find(api.administrators, userId);
  if (!user?.active) throw refused();
  if (!isRole(user.role))
    throw new OAuthError('admin-permission', 'This user has no role: an owner gives one.');
  const allowed: readonly Permission[] = roles[user.role];
  // Another application of the administrators gets what its token says, and never more than the role allows.
  const own = clientId === consoleClientId ? allowed : scoped.filter(name => allowed.includes(name));
  return { kind: 'user', id: userId, name: user.displayName, role: user.role, permissions: new Set(own) };
}

/** A machine, by what it is registered with now: its tokens can have no more. */
export const mayMakeAdministrators = (machine: Client | undefined): boolean =>
  machine?.allowedScopes?.has('administrators:write' satisfies Permission) === true;

const refused = () =>
  new OAuthError(
    'admin-token',
    'The access token is unknown, expired or revoked, or was not made for the admin API by the issuer of the administrators.',
  );
