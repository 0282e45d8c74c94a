/** The commands of an operator on the program as it is shipped: while its server runs, and while it does not. */
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alice } from '../testkit/people.ts';
import { type Ended, runProgram } from '../testkit/program.ts';
import { basic, post } from '../testkit/relying-party.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';

let folder: string;
let server: StartedServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-commands-'));
  const declared = {
    client_id: 'declared',
    client_secret: 'a secret of the file, as long as it must be',
    grant_types: ['password'],
    response_types: [],
  };
  server = await startServer({ applications: [declared], users: [alice] });
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const symbolon = (...words: string[]): Promise<Ended> =>
  runProgram([...words, '--data', server.dataFolder], { folder });

const valueIn = ({ standardOutput }: Ended, name: string): string =>
  new RegExp(`^${name}: (.+)$`, 'm').exec(standardOutput)?.[1] ?? '';

/** Tokens for somebody's password, by the application that the file declares. */
const signIn = (username: string, password: string) =>
  post(
    `${server.issuer}/token`,
    { grant_type: 'password', username, password },
    basic('declared', 'a secret of the file, as long as it must be'),
  );

it('registers an application that works at once, and refuses one that is wrong', async () => {
  const made = await symbolon('app', 'create', '--type', 'machine', '--name', 'Machine');
  expect([made.exitCode, made.standardError]).toEqual([0, '']);
  const proof = basic(valueIn(made, 'client_id'), valueIn(made, 'client_secret'));
  expect((await post(`${server.issuer}/token`, { grant_type: 'client_credentials' }, proof)).status).toBe(
    200,
  );
  const wrong = await symbolon('app', 'create', '--redirect-uri', 'javascript:alert(1)');
  expect([wrong.exitCode, wrong.standardOutput]).toEqual([1, '']);
  expect(wrong.standardError).toContain('redirect_uris[0]');
  const unknown = await symbolon('app', 'create', '--type', 'wed');
  expect([unknown.exitCode, unknown.standardError]).toEqual([
    2,
    'symbolon app create: --type must be one of web, spa, native, machine\n',
  ]);
});

/** Made by another implementation: `correct horse`. */
const hashes = {
  bcrypt: '$2b$10$I7EHnTbUSvmxNqJgcArI7e6ORG9lvRQo9q0.4KwTNtBNzMzY1Rv0a',
};

it('imports users from CSV and JSON, names those that it cannot take, and goes on', async () => {
  writeFileSync(
    join(folder, 'users.csv'),
    [
      'username,email,email_verified,name,password,custom_data.aws',
      'dora,dora@example.org,TRUE,"Dora ""the"" Example, Jr.",dora has a long one,demo',
      'wrong,not an address,,,,',
      'alice,,,,alice is taken here,',
      '',
    ].join('\r\n'),
  );
  const csv = await symbolon('user', 'import', 'users.csv');
  expect([csv.exitCode, csv.standardOutput]).toEqual([1, '1 of 3 users imported.\n']);
  expect(csv.standardError).toMatch(
    /user 2: email must be an e-mail address[\s\S]*user 3: .*belongs to another user/,
  );
  expect((await signIn('dora', 'dora has a long one')).status).toBe(200);

  const users = Array.from({ length: 250 }, (_, index) => ({
    username: `user-${index}`,
    password_hash: hashes.bcrypt,
  }));
  writeFileSync(join(folder, 'users.json'), JSON.stringify(users));
  const json = await symbolon('user', 'import', 'users.json');
  expect([json.exitCode, json.standardOutput]).toEqual([0, '250 of 250 users imported.\n']);
  expect((await symbolon('user', 'import', 'users.json')).exitCode).toBe(1);
  writeFileSync(join(folder, 'wrong.json'), '{"users": ');
  expect((await symbolon('user', 'import', 'wrong.json')).standardError).toContain('wrong.json');
  expect(await symbolon('user', 'import')).toMatchObject({
    exitCode: 2,
    standardError: expect.stringContaining('user import needs FILE'),
  });
});

it('backs up while the server runs, restores while it does not, and keeps what was there', async () => {
  const copy = join(folder, 'copy.db');
  const backup = await symbolon('backup', copy);
  expect([backup.exitCode, statSync(copy).mode & 0o777]).toEqual([0, 0o600]);
  expect((await symbolon('backup', copy)).standardError).toContain('exists already');
  const late = await symbolon('app', 'create', '--type', 'machine', '--id', 'late');
  expect(late.exitCode).toBe(0);
  const early = await symbolon('restore', copy);
  expect([early.exitCode, early.standardError]).toEqual([1, expect.stringContaining('in use')]);

  await server.stop();
  const damaged = join(folder, 'damaged.db');
  writeFileSync(damaged, 'this is no database');
  expect((await symbolon('restore', damaged)).exitCode).toBe(1);
  const restored = await symbolon('restore', copy);
  expect([restored.exitCode, restored.standardOutput]).toEqual([0, expect.stringContaining('.before-')]);
  // Without the server the database itself is asked, and what its own file declares stays as it is.
  const made = await symbolon('app', 'create', '--type', 'machine', '--id', 'alone');
  expect([made.exitCode, made.standardError]).toEqual([0, '']);
  await server.start();
  const known = (id: string, secret: string) =>
    post(`${server.issuer}/token`, { grant_type: 'client_credentials' }, basic(id, secret));
  expect((await known('alone', valueIn(made, 'client_secret'))).status).toBe(200);
  expect((await known('late', valueIn(late, 'client_secret'))).status).toBe(401);
  expect((await signIn('dora', 'dora has a long one')).status).toBe(200);
  expect((await signIn('alice', alice.password)).status).toBe(200);
}, 60_000);

it('looks for what is wrong, and fails where something is', async () => {
  const fine = await symbolon('doctor');
  expect(fine.exitCode).toBe(0);
  expect(fine.standardOutput).toMatch(/^ok {6}database: .* is sound$/m);
  expect(fine.standardOutput).toMatch(/^ok {6}audit trail: \d+ events are as they were written/m);
  expect(fine.standardOutput).toMatch(
    /^better {2}application declared: takes passwords of end-users itself/m,
  );
  await server.stop();
  const key = join(server.dataFolder, 'master.key');
  copyFileSync(key, join(folder, 'master.key'));
  writeFileSync(key, Buffer.alloc(32, 9).toString('base64url'));
  const wrong = await symbolon('doctor');
  expect([wrong.exitCode, wrong.standardOutput]).toEqual([
    1,
    expect.stringMatching(/^BAD {5}server: .*another master key/m),
  ]);
  copyFileSync(join(folder, 'master.key'), key);
  await server.start();
}, 60_000);
