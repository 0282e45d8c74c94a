/** What users are searched by: the beginnings of their identifiers, of their name, and of the words of it. */
import type { PoolId } from '@symbolon/foundation';
import type { NewUser } from '@symbolon/login';
import type { Engine, Step } from '../engines/engine.ts';
import type { UserPage, UserQuery } from '../registry/user-directory.ts';
import { newestPageOf, pageOf, type Rows, readCursor, readNewest } from './cursor.ts';
import { text } from './rows.ts';
import { directoryColumns, readDirectoryUser } from './user-rows.ts';

const longest = 128;
const mostKeys = 10;

/** Hexadecimal, so that a range of keys is a range of beginnings whatever the collation of the database. */
export function searchKey(typed: string): string {
  const plain = typed.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
  return Buffer.from(plain).toString('hex').slice(0, longest);
}

/** Comes after every key that begins with it, and before all others that do. */
export const endOfRange = (key: string): string => `${key}g`;

const remove = 'DELETE FROM user_search_keys WHERE pool = ? AND user_id = ?';
const insert = `INSERT INTO user_search_keys (pool, search_key, user_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`;

export function indexUser(
  pool: PoolId,
  { id, identifiers }: Pick<NewUser, 'id' | 'identifiers'>,
  name: string,
): readonly Step[] {
  const texts = [...identifiers.map(({ value }) => value), name, ...name.split(/\s+/)];
  const keys = new Set(texts.map(searchKey).filter(key => key !== ''));
  return [
    { sql: remove, values: [pool, id] },
    ...[...keys].slice(0, mostKeys).map(key => ({ sql: insert, values: [pool, key, id] })),
  ];
}

const newest = `SELECT ${directoryColumns} FROM users u
  WHERE u.pool = ? AND (u.created_at, u.id) < (?, ?) ORDER BY u.created_at DESC, u.id DESC LIMIT ?`;

/** Who is found by several keys comes once, at the first of them. The pair alone says where to begin, so that the index is entered there. */
const beginning = `SELECT ${directoryColumns}, k.search_key FROM user_search_keys k
  JOIN users u ON u.pool = k.pool AND u.id = k.user_id
  WHERE k.pool = ? AND k.search_key < ? AND (k.search_key, k.user_id) > (?, ?)
  AND NOT EXISTS (SELECT 1 FROM user_search_keys e WHERE e.pool = k.pool AND e.user_id = k.user_id
    AND e.search_key >= ? AND e.search_key < k.search_key)
  ORDER BY k.search_key, k.user_id LIMIT ?`;

export async function searchUsers(engine: Engine, pool: PoolId, query: UserQuery): Promise<UserPage> {
  const key = query.beginning === undefined ? '' : searchKey(query.beginning);
  return key === '' ? listNewest(engine, pool, query) : findBeginning(engine, pool, key, query);
}

async function listNewest(engine: Engine, pool: PoolId, { after, limit }: UserQuery): Promise<UserPage> {
  const rows = await engine.read(newest, [pool, ...readNewest(after), limit + 1]);
  return usersOf(newestPageOf(rows, limit));
}

async function findBeginning(
  engine: Engine,
  pool: PoolId,
  key: string,
  { after, limit }: UserQuery,
): Promise<UserPage> {
  const cursor = readCursor(after);
  const [seen, id] = cursor && cursor[0] >= key ? cursor : [key, ''];
  const values = [pool, endOfRange(key), seen, id, key, limit + 1];
  const rows = await engine.read(beginning, values);
  return usersOf(pageOf(rows, limit, row => [text(row, 'search_key'), text(row, 'id')]));
}

const usersOf = ({ rows, next }: Rows): UserPage => ({ users: rows.map(readDirectoryUser), next });
