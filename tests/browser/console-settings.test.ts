/** The settings of a pool in the console, in real Chromium: written at once, and shown as the file says them where it does. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage({
    pool: { sign_up: { fields: ['email'] }, sign_in: { methods: ['password'] } },
  });
});
afterAll(() => stage.close());

it('asks everybody for a second factor, and leaves what the file says', { timeout: 40_000 }, async () => {
  const { page, faults, close } = await stage.openConsole('/pools/default/settings');
  expect(await page.getByRole('switch', { name: 'People may sign up' }).isChecked()).toBe(true);
  expect(await page.getByRole('switch', { name: 'People may sign up' }).isDisabled()).toBe(true);
  expect(await page.getByText('The configuration file declares this').count()).toBe(2);
  expect(await page.getByRole('radio', { name: 'Optional', exact: true }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: 'Required', exact: true }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved').waitFor();
  await look(page);
  const { json } = await stage.owner.call('GET', '/pools/default/settings');
  expect(json).toEqual({ sign_in: { second_factor: 'required' } });
  expect(faults()).toEqual([]);
  await close();
});
