/** Users read from CSV and JSON — RFC 4180, RFC 8259. */
import { describe, expect, it } from 'vitest';
import { membersOf } from './members.ts';
import { readUserFile, type UserDocument, userOf } from './user-table.ts';

function usersIn(name: string, text: string): readonly UserDocument[] {
  const read = readUserFile(name, text);
  if (read.kind === 'unreadable') throw new Error(read.reason);
  const members = membersOf(read.columns);
  return read.rows.map(row => userOf(row, members));
}

const reasonOf = (name: string, text: string) => {
  const read = readUserFile(name, text);
  return read.kind === 'unreadable' ? read.reason : undefined;
};

describe('CSV', () => {
  it('holds separators, quotes and line breaks in quotes', () => {
    const text = 'username,name,custom_data.note\r\nada,"Lovelace, ""Ada""","two\nlines"\r\n\r\nbob,,\r\n';
    expect(usersIn('users.csv', text)).toEqual([
      { username: 'ada', name: 'Lovelace, "Ada"', custom_data: { note: 'two\nlines' } },
      { username: 'bob' },
    ]);
  });

  it.each([';', '\t'])('is separated by %j as well', separator => {
    const text = ['\uFEFFE-Mail', 'First Name', 'email confirmed'].join(separator);
    expect(usersIn('users.csv', `${text}\na@b.test${separator}Ann, Lee${separator}Yes`)).toEqual([
      { email: 'a@b.test', given_name: 'Ann, Lee', email_verified: true },
    ]);
  });

  it('is refused where it cannot be read', () => {
    expect(reasonOf('users.csv', 'username\n"open')).toMatch(/does not end/);
    expect(reasonOf('users.csv', 'username,name\nada')).toMatch(/^row 2 has another number/);
    expect(reasonOf('users.csv', 'email,email\na,b')).toMatch(/twice/);
    expect(reasonOf('users.csv', 'name\nZo\uFFFD')).toMatch(/UTF-8/);
  });
});

describe('JSON', () => {
  it('is a list or one object a line, and keeps what is no text', () => {
    const custom_data = { tier: 1 };
    const users = [{ username: 'ada', email_verified: false, custom_data }, { email: 'b@c.test' }];
    expect(usersIn('users.json', JSON.stringify(users))).toEqual(users);
    expect(usersIn('users.jsonl', users.map(user => JSON.stringify(user)).join('\n'))).toEqual(users);
  });

  it.each(['{"users":[]} x', '[1]', '"x"', 'username: ada\n', '- &a [*a]'])('is not %j', text => {
    expect(reasonOf('users.json', text)).toBeDefined();
  });

  it('reaches no prototype by a name', () => {
    const [user = {}] = usersIn(
      'users.json',
      '[{"username":"ada","__proto__":{"role":"owner"},"custom_data":{"__proto__":{"polluted":1}}}]',
    );
    expect(Reflect.get(user, 'role')).toBeUndefined();
    expect(Object.hasOwn(user, '__proto__')).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

it('gives a member to one column: to the one that is called so, else to the first', () => {
  expect(membersOf(['mail', 'email', 'user_id', 'sub', 'Login', 'user'])).toEqual([
    undefined,
    'email',
    undefined,
    undefined,
    'username',
    undefined,
  ]);
});
