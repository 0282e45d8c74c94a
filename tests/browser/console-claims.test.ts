/** Claims and scopes in the console, in real Chromium: made, in force at once, refused beside their fields, removed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alice } from '../testkit/people.ts';
import { freshCode, redeem, userinfo } from '../testkit/relying-party.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage({ users: [{ ...alice, custom_data: { department: 'red' } }] });
});
afterAll(() => stage.close());

it('makes a claim and a scope that tokens know at once, and takes them away', {
  timeout: 40_000,
}, async () => {
  const { page, faults, close } = await stage.openConsole('/pools/default/claims');
  await page.getByRole('button', { name: 'New claim' }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByRole('textbox', { name: /^Claim/ });
  await name.fill('two words');
  await dialog.getByText('Use letters, digits and _ . : / -, without spaces.').waitFor();
  await name.fill('iss');
  await dialog.getByRole('textbox', { name: /^Member of custom data/ }).fill('department');
  await dialog.getByRole('button', { name: 'Create claim' }).click();
  await dialog.getByText(/is the name of a claim that tokens use themselves/).waitFor();
  await look(page);
  await name.fill('team');
  await dialog.getByRole('button', { name: 'Create claim' }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'New scope' }).click();
  await dialog.getByRole('textbox', { name: /^Scope/ }).fill('staff');
  await dialog.getByRole('textbox', { name: 'Claims it opens 1' }).fill('team');
  await dialog.getByRole('button', { name: 'Create scope' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { json } = await redeem(stage.world, await freshCode(stage.world, { scope: 'openid staff' }));
  expect((await userinfo(stage.world, json['access_token'])).json).toMatchObject({ team: 'red' });

  const scopes = page.getByRole('table', { name: 'Your scopes' });
  await scopes.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByRole('textbox', { name: /^Scope/ }).fill('crew');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await scopes.getByText('crew', { exact: true }).waitFor();
  await scopes.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'No scopes of your own yet' }).waitFor();
  const { json: settings } = await stage.owner.call('GET', '/pools/default/settings');
  expect(settings).toEqual({ claims: [{ name: 'team', from: 'custom_data.department' }], scopes: [] });
  // Refusals of the API are told by the browser, too.
  expect(faults().filter(fault => !fault.includes('400'))).toEqual([]);
  await close();
});
