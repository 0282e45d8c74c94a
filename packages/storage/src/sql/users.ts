/** Users and what they type to be found. */
import type { PoolId } from '@symbolon/foundation';
import type { AddressStanding, Ending, LoginUser, NewUser, UserStore } from '@symbolon/login';
import type { Engine, Row, Step } from '../engines/engine.ts';
import { act, readOne } from './acts.ts';
import { removeCredentialsOf } from './credentials.ts';
import { flag, number, optionalText, text } from './rows.ts';
import { endSessionsOf } from './sessions.ts';
import { indexUser } from './user-search.ts';

const columns = 'u.id, u.display_name, u.active, u.password_hash, u.secrets_version';

const find = `SELECT ${columns} FROM users u WHERE u.pool = ? AND u.id = ?`;

const findByIdentifier = `SELECT ${columns} FROM user_identifiers i
  JOIN users u ON u.pool = i.pool AND u.id = i.user_id
  WHERE i.pool = ? AND i.canonical = ?`;

const insert = `INSERT INTO users (pool, id, display_name, password_hash, claims, active, managed_by,
  role, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

const findKeeping = 'SELECT password_hash, managed_by FROM users WHERE pool = ? AND id = ?';

/**
 * `updated_at` is the claim: it moves only where what is said of the end-user does (OIDC Core §5.1). What decides whether
 * anything ends with it is part of the condition.
 */
const update = `UPDATE users SET display_name = ?, password_hash = ?, claims = ?, managed_by = ?, version = version + 1,
  secrets_version = secrets_version + CAST(? AS BIGINT),
  updated_at = CASE WHEN claims = ? THEN updated_at ELSE CAST(? AS BIGINT) END
  WHERE pool = ? AND id = ? AND password_hash IS NOT DISTINCT FROM ? AND managed_by = ?`;

const release = `UPDATE users SET managed_by = 'console', version = version + 1
  WHERE pool = ? AND id = ? AND managed_by = 'file'`;

export const removeIdentifiers = 'DELETE FROM user_identifiers WHERE pool = ? AND user_id = ?';

const insertIdentifier = `INSERT INTO user_identifiers (pool, canonical, kind, user_id) VALUES (?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;

const rehash = 'UPDATE users SET password_hash = ? WHERE pool = ? AND id = ? AND password_hash = ?';

const findByAddress = `SELECT ${columns}, u.claims, u.managed_by FROM user_identifiers i
  JOIN users u ON u.pool = i.pool AND u.id = i.user_id
  WHERE i.pool = ? AND i.canonical = ? AND i.kind = ?`;

const insertAgreement = `INSERT INTO user_agreements (pool, user_id, agreement, agreed_at) VALUES (?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;

const findClaims = 'SELECT claims, managed_by FROM users WHERE pool = ? AND id = ?';

/** The claims that were judged are part of the condition, so that of two who judge the same one writes. */
const prove = `UPDATE users SET claims = ?, password_hash = NULL, version = version + 1,
  secrets_version = secrets_version + 1, updated_at = ?
  WHERE pool = ? AND id = ? AND active = 1 AND claims = ?`;

const changePassword = `UPDATE users SET password_hash = ?, version = version + 1, secrets_version = secrets_version + 1
  WHERE pool = ? AND id = ? AND active = 1 AND password_hash IS NOT DISTINCT FROM ?`;

const revokeAll =
  'UPDATE authorizations SET revoked_at = ? WHERE pool = ? AND user_id = ? AND revoked_at IS NULL';

/** What was begun with a secret that is worth nothing any more. */
const endEverything = (pool: PoolId, id: string, ending: Ending): readonly Step[] => [
  ...endSessionsOf(pool, id, ending),
  { sql: revokeAll, values: [ending.at, pool, id] },
];

const agreeTo = (pool: PoolId, { id, agreements = [] }: NewUser, at: number): readonly Step[] =>
  agreements.map(agreement => ({ sql: insertAgreement, values: [pool, id, agreement, at] }));

/** Each is refused by the primary key where another user has it, and undoes the unit. */
export function claimIdentifiers(
  pool: PoolId,
  { id, identifiers }: Pick<NewUser, 'id' | 'identifiers'>,
): readonly Step[] {
  const kinds = new Map(identifiers.map(({ value, kind }) => [value, kind]));
  // In one order, so that two units never wait for each other.
  return [...kinds]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([value, kind]) => ({ sql: insertIdentifier, values: [pool, value, kind, id], expect: 1 }));
}

export function displayName({
  id,
  identifiers,
  claims,
}: Pick<NewUser, 'id' | 'identifiers' | 'claims'>): string {
  const names = [claims['name'], claims['preferred_username'], identifiers[0]?.value];
  const texts = names.filter(name => typeof name === 'string').map(name => name.replaceAll('\0', ''));
  return texts.find(name => name !== '') ?? id;
}

/** Refused, and undone with its unit, where an identifier belongs to another. */
export function newUserSteps(pool: PoolId, user: NewUser, at: number): readonly Step[] {
  const { id, passwordHash = null, claims, managedBy, role = null } = user;
  const said = [displayName(user), passwordHash, JSON.stringify(claims)];
  return [
    { sql: insert, values: [pool, id, ...said, managedBy, role, at, at], expect: 1 },
    ...claimIdentifiers(pool, user),
    ...indexUser(pool, user, displayName(user)),
    ...agreeTo(pool, user, at),
  ];
}

export function createUserStore(engine: Engine): UserStore {
  const replace: UserStore['replace'] = async (pool, user, ending) => {
    const { id, passwordHash = null, managedBy } = user;
    const row = await readOne(engine, findKeeping, [pool, id]);
    if (row === undefined) return 'unknown';
    const seen = [optionalText(row, 'password_hash') ?? null, text(row, 'managed_by')] as const;
    const isTakenOver = managedBy === 'file' && seen[1] !== 'file';
    const ends = isTakenOver || seen[0] !== passwordHash;
    const claims = JSON.stringify(user.claims);
    const said = [displayName(user), passwordHash, claims, managedBy, ends ? 1 : 0, claims, ending.at];
    const result = await engine.write([
      { sql: update, values: [...said, pool, id, ...seen], expect: 1 },
      { sql: removeIdentifiers, values: [pool, id] },
      ...claimIdentifiers(pool, user),
      ...indexUser(pool, user, displayName(user)),
      ...(isTakenOver ? removeCredentialsOf(pool, id) : []),
      ...(ends ? endEverything(pool, id, ending) : []),
    ]);
    if (result.kind === 'done') return 'replaced';
    // The password was changed meanwhile, or its hash: what ends is decided anew.
    return result.step === 0 ? replace(pool, user, ending) : 'taken';
  };
  return {
    async findByIdentifier(pool, canonical) {
      const row = await readOne(engine, findByIdentifier, [pool, canonical]);
      return row && readUser(row);
    },

    async findByAddress(pool, kind, canonical) {
      const row = await readOne(engine, findByAddress, [pool, canonical, kind]);
      return row && { user: readUser(row), standing: standingOf(row, kind) };
    },

    async find(pool, id) {
      const row = await readOne(engine, find, [pool, id]);
      return row && readUser(row);
    },

    async create(pool, user, at) {
      const result = await engine.write(newUserSteps(pool, user, at));
      return result.kind === 'done' ? 'created' : 'taken';
    },

    replace,

    async release(pool, id) {
      await act(engine, release, [pool, id]);
    },

    async rehash(pool, id, from, to) {
      await act(engine, rehash, [to, pool, id, from]);
    },

    async proveAddress(pool, id, kind, ending) {
      const row = await readOne(engine, findClaims, [pool, id]);
      if (row === undefined || standingOf(row, kind) !== 'claimed') return 'refused';
      const seen = text(row, 'claims');
      const claims = JSON.stringify({ ...JSON.parse(seen), [verifiedClaims[kind]]: true });
      const result = await engine.write([
        { sql: prove, values: [claims, ending.at, pool, id, seen], expect: 1 },
        ...removeCredentialsOf(pool, id),
        ...endEverything(pool, id, ending),
      ]);
      return result.kind === 'done' ? 'proven' : 'refused';
    },

    async changePassword(pool, id, { from = null, to }, ending) {
      const result = await engine.write([
        { sql: changePassword, values: [to, pool, id, from], expect: 1 },
        ...endEverything(pool, id, ending),
      ]);
      return result.kind === 'done' ? 'changed' : 'refused';
    },
  };
}

const verifiedClaims = { email: 'email_verified', phone: 'phone_number_verified' } as const;

function standingOf(row: Row, kind: keyof typeof verifiedClaims): AddressStanding {
  const claims: Readonly<Record<string, unknown>> = JSON.parse(text(row, 'claims'));
  if (claims[verifiedClaims[kind]] === true || text(row, 'managed_by') === 'file') return 'proven';
  return Object.values(verifiedClaims).some(claim => claims[claim] === true) ? 'shadowed' : 'claimed';
}

const readUser = (row: Row): LoginUser => ({
  id: text(row, 'id'),
  displayName: text(row, 'display_name'),
  active: flag(row, 'active'),
  passwordHash: optionalText(row, 'password_hash'),
  secretsVersion: number(row, 'secrets_version'),
});
