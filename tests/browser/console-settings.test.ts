/** The settings of a pool in the console, in real Chromium: written at once, and shown as the file says them where it does. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage({
    pool: { sign_up: { fields: ['email'] }, sign_in: { methods: ['password'] } },
    pools: [{ name: 'declared', invitation_lifetime: 86_400 }],
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

it('says how long an invitation waits, and leaves that to the default again', {
  timeout: 40_000,
}, async () => {
  const lifetimeOf = async () =>
    (await stage.owner.call('GET', '/pools/default/settings')).json['invitation_lifetime'];
  const { page, faults, close } = await stage.openConsole('/pools/default/settings');
  const field = page.getByRole('textbox', { name: 'How long the link works' });
  const save = async (text: string) => {
    await field.fill(text);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Discard' }).waitFor({ state: 'detached' });
  };
  await save('3600');
  expect(await lifetimeOf()).toBe(3600);
  expect(await field.inputValue()).toBe('3600 s');
  await save('5');
  expect(await lifetimeOf()).toBe(60);
  await save('');
  expect(await lifetimeOf()).toBeUndefined();
  expect(await field.getAttribute('placeholder')).toBe('604800');
  expect(faults()).toEqual([]);
  await close();
});

it('shows how long the file says, and leaves it', { timeout: 40_000 }, async () => {
  const { page, close } = await stage.openConsole('/pools/declared/settings');
  const field = page.getByRole('textbox', { name: 'How long the link works' });
  expect([await field.inputValue(), await field.isDisabled()]).toEqual(['86400 s', true]);
  await close();
});
