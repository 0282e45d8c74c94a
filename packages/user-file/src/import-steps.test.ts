/** What happens to rows on their way: judged, put together, and written out where they were refused. */
import { expect, it } from 'vitest';
import { batchesOf } from './batches.ts';
import { refusedFile } from './refused-rows.ts';
import { rowProblems } from './row-problems.ts';

const bcrypt = '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

it('says of each row what is wrong with it', () => {
  const problems = rowProblems([
    { username: 'ada', password_hash: bcrypt },
    { name: 'Nobody' },
    { username: 'two', password: 'x', password_hash: bcrypt },
    { email: 'not an address' },
    { phone: '0151 234' },
    { username: 'md5', password_hash: '5f4dcc3b5aa765d61d8327deb882cf99' },
    { email: 'ADA' },
    { email: 'ada@b.test', username: 'Ada' },
    { username: 'maybe', email_verified: 'perhaps' },
  ]);
  expect(problems).toEqual([
    undefined,
    { kind: 'nothing_to_sign_in_with' },
    { kind: 'two_passwords' },
    { kind: 'malformed', member: 'email' },
    { kind: 'malformed', member: 'phone' },
    { kind: 'malformed', member: 'password_hash' },
    { kind: 'malformed', member: 'email' },
    { kind: 'repeated', member: 'username', row: 0 },
    { kind: 'malformed', member: 'email_verified' },
  ]);
});

it('sends every user once, in batches that the API reads', () => {
  const users = Array.from({ length: 250 }, (_, at) => ({ username: `u${at}` }));
  expect(batchesOf(users).map(({ from, users: some }) => [from, some.length])).toEqual([
    [0, 100],
    [100, 100],
    [200, 50],
  ]);
  const large = Array.from({ length: 5 }, (_, at) => ({ username: `u${at}`, name: 'x'.repeat(200_000) }));
  expect(batchesOf(large).map(({ users: some }) => some.length)).toEqual([1, 1, 1, 1, 1]);
  expect(batchesOf([])).toEqual([]);
});

it('writes what was refused with its reason, and no formula', () => {
  const table = {
    kind: 'read',
    columns: ['username', 'phone', 'custom_data'],
    rows: [
      ['fine', undefined, undefined],
      ['=HYPERLINK("x")', '+15550100', { a: 1 }],
    ],
  } as const;
  expect(refusedFile(table, [{ row: 1, problem: 'is taken' }])).toBe(
    '"row","problem","username","phone","custom_data"\r\n' +
      '"2","is taken","\'=HYPERLINK(""x"")","+15550100","{""a"":1}"\r\n',
  );
});
