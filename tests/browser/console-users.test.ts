/** Users in the console: brought along in a file, and helped when they lost what they sign in with. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enrolApp } from '../testkit/authenticator-app.ts';
import { defaultPool } from '../testkit/messages.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());

const pool = '/pools/default';
const small = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const;
const bcrypt = '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW';

/** Two hundred and fifty users, two of whom cannot be sent, and one whom the server refuses. */
const csv = [
  'Login;E-Mail;Full name;Password hash;Plan;note',
  ...Array.from({ length: 247 }, (_, at) => `moved${at};moved${at}@example.org;Moved ${at};${bcrypt};gold;`),
  ';;Nobody;;;',
  'broken;not an address;;;;',
  'alice;;Another Alice;;;=1+1',
].join('\n');

it('imports a file, goes on after a failure, and gives the refused rows back', {
  timeout: 60_000,
}, async () => {
  const { page, faults, close } = await stage.openConsole(`${pool}/users`);
  await page.getByRole('link', { name: 'Import users' }).click();
  await page.getByRole('heading', { name: 'Import users' }).waitFor();
  const choose = (name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('broken.csv', 'username\n"open');
  await page.getByText('This file cannot be read: a quoted field does not end.').waitFor();
  await choose('users.csv', csv);
  const becomes = (column: string) => page.getByLabel(`${column} becomes`, { exact: true });
  await becomes('Login').waitFor();
  expect(
    await Promise.all(
      ['Login', 'E-Mail', 'Full name', 'Password hash', 'Plan'].map(name => becomes(name).inputValue()),
    ),
  ).toEqual(['username', 'email', 'name', 'password_hash', '']);
  expect(await page.locator('#content').innerText()).not.toContain(bcrypt.slice(0, 12));
  await becomes('Plan').selectOption('custom_data.Plan');
  await page.getByText('User 248: has no username, email or phone to sign in with').waitFor();
  await page.getByText('User 249: email is not in the form that is needed').waitFor();
  await look(page);

  let batches = 0;
  await page.route('**/users/import', route => (++batches === 2 ? route.abort() : route.continue()));
  await page.getByRole('button', { name: 'Import users: 248' }).click();
  await page.getByRole('heading', { name: 'Importing' }).waitFor();
  await page.getByText('The import has stopped').waitFor();
  await page.getByText('100 of 248 sent, 100 imported').waitFor();
  await look(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'The import is done' }).waitFor();
  await page.getByText('248 of 248 sent, 247 imported, 3 refused or left out').waitFor();
  await look(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download refused rows' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines.map(line => line.split(',')[0])).toEqual(['"row"', '"248"', '"249"', '"250"']);
  expect(lines[3]).toContain(`"'=1+1"`);
  expect(lines[3]).toContain('belongs to another user');

  const found = (await stage.owner.call('GET', `${pool}/users?search=moved246`)).json['items'];
  expect(found).toMatchObject([
    { username: 'moved246', name: 'Moved 246', has_password: true, custom_data: { Plan: 'gold' } },
  ]);
  expect(faults().filter(fault => !fault.includes('net::ERR_FAILED'))).toEqual([]);
  await close();
});

it('goes on with an import after the page was loaded again, behind what was done', {
  timeout: 60_000,
}, async () => {
  const { page, close } = await stage.openConsole(`${pool}/users/import`);
  const again = [
    'Login,note',
    ...Array.from({ length: 150 }, (_, at) => `again${at},${at}`),
    'again0,once more',
  ].join('\n');
  const choose = () =>
    page.locator('input[type=file]').setInputFiles({
      ...{ name: 'again.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(again),
    });
  const keys: string[] = [];
  let isBroken = true;
  await page.route('**/admin/v1/**/users/import', async route => {
    keys.push(route.request().headers()['idempotency-key'] ?? '');
    // The answer is lost, not the request: the server has carried it out.
    if (keys.length === 2 && isBroken) await route.fetch();
    await (keys.length === 2 && isBroken ? route.abort() : route.continue());
  });
  await choose();
  await page.getByLabel('note becomes', { exact: true }).selectOption('nickname');
  await page.getByRole('button', { name: 'Import users: 150' }).click();
  await page.getByText('The import has stopped').waitFor();
  isBroken = false;
  await page.reload();
  await page.getByRole('heading', { name: 'Import users' }).waitFor();
  await choose();
  await page.getByRole('heading', { name: 'This file was begun before' }).waitFor();
  await page.getByText('100 of 150 sent, 100 imported').waitFor();
  expect(await page.getByLabel('note becomes', { exact: true }).inputValue()).toBe('nickname');
  await look(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'The import is done' }).waitFor();
  await page.getByText('150 of 150 sent, 150 imported, 1 refused or left out').waitFor();
  expect(keys.map(key => key.split('-').at(-1))).toEqual(['0', '100', '100']);
  expect(keys[2]).toBe(keys[1]);
  await page.reload();
  await page.getByRole('heading', { name: 'Import users' }).waitFor();
  await choose();
  await page.getByRole('button', { name: 'Import users: 150' }).waitFor();
  await close();
});

it('removes a lost authenticator app and one of two passkeys', { timeout: 40_000 }, async () => {
  const { userId } = await enrolApp(stage.world, 'bob');
  for (const [credentialId, name] of [
    ['bG9zdA', 'Lost telephone'],
    ['a2VwdA', 'Laptop'],
  ] as const)
    await stage.world.storage.credentials.addPasskey(
      defaultPool,
      {
        ...{ credentialId, userId, name, publicKey: 'a2V5', counter: 0, transports: [] },
        createdAt: stage.world.clock.now(),
      },
      { secretsVersion: 1 },
    );
  const { page, faults, close } = await stage.openConsole(`${pool}/users/by-id/${userId}?tab=access`, small);
  await page.getByText('Lost telephone').waitFor();
  await look(page);
  const removeIn = async (row: string) => {
    await page.getByRole('row').filter({ hasText: row }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByText('Sessions end, tokens stop working').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('row').filter({ hasText: row }).waitFor({ state: 'detached' });
  };
  await removeIn('Lost telephone');
  await removeIn('Authenticator app');
  await page.getByText('Laptop').waitFor();
  const left = await stage.world.storage.credentials.of(defaultPool, userId);
  expect([left.totp, left.passkeys.map(({ name }) => name)]).toEqual([undefined, ['Laptop']]);
  expect(faults()).toEqual([]);
  await close();
});
