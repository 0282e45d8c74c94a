/** Rows of users as administrators see them, and of what stands in their name. */
import type { IdentifierKind } from '@symbolon/login';
import type { Session } from '@symbolon/protocol';
import type { Row } from '../engines/engine.ts';
import type {
  DirectoryUser,
  UserAuthorization,
  UserConsent,
  UserSession,
} from '../registry/user-directory.ts';
import { flag, number, oneOf, optionalText, text } from './rows.ts';

const identifierKinds: readonly IdentifierKind[] = ['username', 'email', 'phone'];

/** Identifiers as lines of `kind` and `value`: neither holds a line break. */
export const directoryColumns = `u.id, u.display_name, u.claims, u.active, u.managed_by, u.role, u.created_at,
  u.updated_at, u.version, CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
  (SELECT string_agg(i.kind || ' ' || i.canonical, '
') FROM user_identifiers i WHERE i.pool = u.pool AND i.user_id = u.id) AS identifiers`;

export const findUser = `SELECT ${directoryColumns} FROM users u WHERE u.pool = ? AND u.id = ?`;

export const usersWithRole = `SELECT ${directoryColumns} FROM users u
  WHERE u.pool = ? AND u.role IS NOT NULL ORDER BY u.id`;

export function readDirectoryUser(row: Row): DirectoryUser {
  const claims: DirectoryUser['claims'] = JSON.parse(text(row, 'claims'));
  return {
    id: text(row, 'id'),
    displayName: text(row, 'display_name'),
    identifiers: readIdentifiers(optionalText(row, 'identifiers')),
    claims,
    active: flag(row, 'active'),
    hasPassword: flag(row, 'has_password'),
    managedBy: oneOf(row, 'managed_by', ['file', 'console', 'self']),
    role: optionalText(row, 'role'),
    createdAt: number(row, 'created_at'),
    updatedAt: number(row, 'updated_at'),
    version: number(row, 'version'),
  };
}

function readIdentifiers(lines: string | undefined): DirectoryUser['identifiers'] {
  const stored = (lines ?? '').split('\n').flatMap(line => {
    const kind = identifierKinds.find(name => line.startsWith(`${name} `));
    return kind === undefined ? [] : [{ kind, value: line.slice(kind.length + 1) }];
  });
  return stored.toSorted((a, b) => identifierKinds.indexOf(a.kind) - identifierKinds.indexOf(b.kind));
}

export function readSessionOf(row: Row): UserSession {
  const amr: Session['amr'] = JSON.parse(text(row, 'amr'));
  return {
    sid: text(row, 'sid'),
    authTime: number(row, 'auth_time'),
    acr: optionalText(row, 'acr'),
    amr,
    device: optionalText(row, 'device'),
    lastUsedAt: number(row, 'touched_at'),
    endsAt: number(row, 'ends_at'),
  };
}

export function readAuthorizationOf(row: Row): UserAuthorization {
  const { scope }: Pick<UserAuthorization, 'scope'> = JSON.parse(text(row, 'granted'));
  return {
    id: text(row, 'id'),
    clientId: text(row, 'client_id'),
    scope,
    grantedAt: number(row, 'granted_at'),
    offline: flag(row, 'offline'),
    expiresAt: number(row, 'expires_at'),
  };
}

/** From a row for each scope, those of an application together. */
export function readConsents(rows: readonly Row[]): readonly UserConsent[] {
  const byClient = new Map<string, UserConsent>();
  for (const row of rows) {
    const clientId = text(row, 'client_id');
    const grantedAt = number(row, 'granted_at');
    const known = byClient.get(clientId);
    byClient.set(clientId, {
      clientId,
      scope: [...(known?.scope ?? []), text(row, 'scope')],
      grantedAt: Math.max(known?.grantedAt ?? 0, grantedAt),
    });
  }
  return [...byClient.values()];
}
