/** A file of users as a table: JSON (a list, or one object a line), or CSV with names in its first row — RFC 4180, RFC 8259. */
import { parseCsv } from './csv.ts';
import type { Member } from './members.ts';

/** What a user has in a column: text in CSV, anything in JSON, undefined where there is nothing. */
export type Cell = unknown;

export interface UserTable {
  readonly kind: 'read';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type UserFile = UserTable | { readonly kind: 'unreadable'; readonly reason: string };

/** A document as the admin API takes it. */
export type UserDocument = Readonly<Record<string, unknown>>;

const unreadable = (reason: string): UserFile => ({ kind: 'unreadable', reason });

export function readUserFile(name: string, text: string): UserFile {
  const content = text.replace(/^\uFEFF/, '');
  if (content.includes('\uFFFD') || content.includes('\0')) return unreadable('it is not UTF-8 text');
  return /\.(?:csv|tsv|txt)$/i.test(name) ? readCsv(content) : readJson(content);
}

const isObject = (value: unknown): value is UserDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readJson(text: string): UserFile {
  try {
    const trimmed = text.trim();
    const list: unknown = trimmed.startsWith('[')
      ? JSON.parse(trimmed)
      : trimmed
          .split('\n')
          .filter(line => line.trim() !== '')
          .map(line => JSON.parse(line));
    if (!Array.isArray(list)) return unreadable('it must hold a list of users');
    const users: unknown[] = list;
    const wrong = users.findIndex(user => !isObject(user));
    if (wrong !== -1) return unreadable(`user ${wrong + 1} is not an object`);
    return tableOf(users.filter(isObject));
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : 'it is not JSON');
  }
}

function tableOf(users: readonly UserDocument[]): UserTable {
  const columns = [...new Set(users.flatMap(user => Object.keys(user)))];
  const rows = users.map(user =>
    columns.map(name => (Object.hasOwn(user, name) ? Reflect.get(user, name) : undefined)),
  );
  return { kind: 'read', columns, rows };
}

function readCsv(text: string): UserFile {
  const rows = parseCsv(text);
  if (rows === undefined) return unreadable('a quoted field does not end');
  const [columns = [], ...records] = rows;
  const short = records.findIndex(record => record.length !== columns.length);
  if (short !== -1) return unreadable(`row ${short + 2} has another number of fields than the first`);
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) return unreadable(`the column ${repeated} is there twice`);
  return {
    kind: 'read',
    columns,
    rows: records.map(record => record.map(cell => (cell === '' ? undefined : cell))),
  };
}

/** The user that a row makes, where each column is the member at its place, or is left out. */
export function userOf(row: readonly Cell[], members: readonly (Member | undefined)[]): UserDocument {
  const user = new Map<string, unknown>();
  const customData = new Map<string, unknown>();
  for (const [index, member] of members.entries()) {
    const cell = row[index];
    if (member === undefined || cell === undefined || cell === null) continue;
    const [, custom] = /^custom_data\.(.+)$/.exec(member) ?? [];
    if (custom !== undefined) customData.set(custom, cell);
    else user.set(member, cellValue(member, cell));
  }
  const own = user.get('custom_data');
  if (customData.size > 0)
    user.set('custom_data', { ...(isObject(own) && own), ...Object.fromEntries(customData) });
  return Object.fromEntries(user);
}

const truths = new Map([
  ...['true', '1', 'yes', 'y', 't'].map(word => [word, true] as const),
  ...['false', '0', 'no', 'n', 'f'].map(word => [word, false] as const),
]);

/** What is not text in a user is read from the text of CSV; what cannot be is left for the one who judges. */
function cellValue(member: string, cell: Cell): unknown {
  if (typeof cell !== 'string') return cell;
  if (member.endsWith('_verified')) return truths.get(cell.trim().toLowerCase()) ?? cell;
  if (member !== 'custom_data' && member !== 'address') return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
