/** User pools in the console, in real Chromium: one is made, switched to, and signs somebody in. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());

it('makes a pool, goes to it, and finds it in the rail', { timeout: 40_000 }, async () => {
  const small = { viewport: { width: 390, height: 844 } };
  const { page, faults, close } = await stage.openConsole('/user-pools', small);
  await page.getByRole('button', { name: 'New user pool' }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByRole('textbox', { name: /^Name/ });
  await name.fill('default');
  await dialog.getByText('There is a pool of this name already.').waitFor();
  await name.fill('Staff');
  await dialog.getByText('Use 1 to 40 of a-z, 0-9 and -').waitFor();
  await name.fill('login');
  await dialog.getByRole('button', { name: 'Create user pool' }).click();
  await dialog.getByText(/is where the server has pages of its own/).waitFor();
  await look(page);
  await name.fill('staff');
  await dialog.getByRole('button', { name: 'Create user pool' }).click();
  await page.waitForURL('**/pools/staff/overview');
  await page.getByText(`${stage.world.origin}/staff/oidc`).waitFor();
  expect((await fetch(`${stage.world.origin}/staff/oidc/.well-known/openid-configuration`)).status).toBe(200);
  await page.setViewportSize({ width: 1440, height: 900 });
  const choice = page.getByRole('combobox', { name: 'User pool' });
  await expect.poll(() => choice.inputValue()).toBe('staff');
  expect(faults().filter(fault => !fault.includes('400'))).toEqual([]);
  await close();
});
