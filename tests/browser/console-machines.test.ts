/** API resources and access keys in the console: made, changed as they were seen, removed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());

const pool = '/pools/default';
const small = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const;

it('changes an API resource, and tells where somebody else was faster', { timeout: 40_000 }, async () => {
  const body = { identifier: 'book', audience: 'https://api.test/', actions: ['read'] };
  await stage.owner.call('POST', `${pool}/resources`, { body });
  const { page, faults, close } = await stage.openConsole(`${pool}/resources`, small);
  const read = () => stage.owner.call('GET', `${pool}/resources/book`);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit book' });
  expect(await dialog.getByLabel('Identifier').isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Add another' }).click();
  await dialog.getByLabel('Actions 2', { exact: true }).fill('not an action');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.getByText('must be letters, digits').waitFor();
  await look(page);
  await dialog.getByLabel('Actions 2', { exact: true }).fill('write');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await read()).json).toMatchObject({ actions: ['read', 'write'] });

  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByLabel('Audience').fill('https://late.test/');
  await stage.owner.call('PUT', `${pool}/resources/book`, {
    body: { ...body, audience: 'https://early.test/' },
    etag: (await read()).etag,
  });
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Changed by someone else').waitFor();
  await page.getByText('https://early.test/').waitFor();
  expect(await dialog.count()).toBe(0);
  expect(faults().filter(fault => !/status of 4(?:00|12)/.test(fault))).toEqual([]);
  await close();
});

it('changes what an access key may do, its key and secret staying', { timeout: 40_000 }, async () => {
  const film = { identifier: 'film', audience: 'https://films.test/', actions: ['read', 'write'] };
  await stage.owner.call('POST', `${pool}/resources`, { body: film });
  const made = await stage.owner.call('POST', `${pool}/access-keys`, {
    body: { application: 'web', allow: ['film:*:read'], remark: 'Nightly' },
  });
  const key = String(made.json['access_key']);
  const { page, close } = await stage.openConsole(`${pool}/access-keys`);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: `Edit ${key}` });
  expect(await dialog.getByLabel('Remark').inputValue()).toBe('Nightly');
  await dialog.getByLabel('Rules 1', { exact: true }).fill('film:*:sing');
  await dialog.getByLabel('Access token').fill('600');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.getByText('must be resource:id:action').waitFor();
  await look(page);
  await dialog.getByLabel('Rules 1', { exact: true }).fill('film:7:write');
  await dialog.getByLabel('Remark').fill('');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { json } = await stage.owner.call('GET', `${pool}/access-keys/${key}`);
  expect(json).toMatchObject({
    application: 'web',
    allow: ['film:7:write'],
    access_token_lifetime: 600,
  });
  expect(json).not.toHaveProperty('remark');
  expect(json).not.toHaveProperty('secret_key');
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(key);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText(`${key} was deleted`).waitFor();
  await close();
});
