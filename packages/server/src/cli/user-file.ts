/** Users in a file: JSON (a list, or one object a line), or CSV with the names of the members in its first row — RFC 4180, RFC 8259. */
import { isJsonObject, type JsonObject } from '@symbolon/foundation';

export type UserRecord = JsonObject;

export type UserFile =
  | { readonly kind: 'read'; readonly users: readonly UserRecord[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

const unreadable = (reason: string): UserFile => ({ kind: 'unreadable', reason });

export function readUsers(name: string, text: string): UserFile {
  const content = text.replace(/^\uFEFF/, '');
  return /\.csv$/i.test(name) ? readCsv(content) : readJson(content);
}

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
    const wrong = users.findIndex(user => !isJsonObject(user));
    if (wrong !== -1) return unreadable(`user ${wrong + 1} is not an object`);
    return { kind: 'read', users: users.filter(isJsonObject) };
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : 'it is not JSON');
  }
}

function readCsv(text: string): UserFile {
  const rows = rowsOf(text);
  if (rows === undefined) return unreadable('a quoted field does not end');
  const [names = [], ...records] = rows;
  const short = records.findIndex(record => record.length !== names.length);
  if (short !== -1) return unreadable(`row ${short + 2} has another number of fields than the first`);
  return { kind: 'read', users: records.map(record => userOf(names, record)) };
}

/** `custom_data.NAME` is a member of `custom_data`; an empty field is left out. */
function userOf(names: readonly string[], record: readonly string[]): UserRecord {
  const user = new Map<string, unknown>();
  const customData = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const value = record[index] ?? '';
    if (value === '') continue;
    const [, custom] = /^custom_data\.(.+)$/.exec(name) ?? [];
    if (custom !== undefined) customData.set(custom, value);
    else user.set(name, name.endsWith('_verified') ? value.toLowerCase() === 'true' : value);
  }
  if (customData.size > 0) user.set('custom_data', Object.fromEntries(customData));
  const object: unknown = Object.fromEntries(user);
  return isJsonObject(object) ? object : {};
}

/** Fields may be quoted, and then hold commas, quotes written twice, and line breaks. Undefined where a quote is left open. */
function rowsOf(text: string): readonly (readonly string[])[] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (field.lastIndex < text.length) {
    const [whole, quoted, plain = '', end] = field.exec(text) ?? [];
    if (whole === undefined) return undefined;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') {
      if (field.lastIndex < text.length) continue;
      row.push('');
    }
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
