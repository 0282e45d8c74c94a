/** Branding in the console, in real Chromium: of the pool and of one application, on the pages at once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { authorizationUrl } from '../testkit/relying-party.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage();
  const body = { client_id: 'shop', client_name: 'Shop', redirect_uris: ['https://rp.test/cb'] };
  await stage.owner.call('POST', '/pools/default/applications', { body });
});
afterAll(() => stage.close());

/** The sign-in page on the way to an application. */
const loginPage = async (client_id: string) => {
  const browser = new Browser();
  const asked = await browser.get(authorizationUrl(stage.world, { client_id }));
  return (await browser.follow(asked, stage.world.origin)).body;
};

it('brands the pool, and one application above it', { timeout: 60_000 }, async () => {
  const { page, faults, close } = await stage.openConsole('/pools/default/branding');
  const saved = page.getByRole('alert').filter({ hasText: 'Saved' });
  await page.getByLabel('Title').fill('Welcome to Acme');
  await page.getByLabel('Name', { exact: true }).fill('Acme');
  const slider = page.getByRole('slider');
  await slider.focus();
  for (let step = 0; step < 4; step++) await slider.press('ArrowLeft');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Logo' }).click();
  await (await chooser).setFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: svg });
  await page.getByRole('img', { name: 'Logo' }).waitFor();
  await page.frameLocator('.preview').getByRole('heading', { name: 'Welcome to Acme' }).waitFor();
  await look(page);
  const preview = page.frameLocator('.preview');
  const document = () => page.locator('.preview').getAttribute('srcdoc');
  const pages = page.getByRole('combobox', { name: 'Page' });
  expect(await document()).toContain('color-scheme:light;');
  for (const [name, heading] of [
    ...[['Sign-up', 'Create an account'] as const, ['One-time code', 'Enter the code'] as const],
    ...[['Second factor', 'One more step'] as const, ['Consent', 'Give access to'] as const],
  ]) {
    await pages.click();
    await page.getByRole('option', { name, exact: true }).click();
    await preview.getByRole('heading', { name: heading }).waitFor();
  }
  await page.getByRole('radiogroup', { name: 'Appearance' }).getByText('Dark').click();
  await expect.poll(document).toContain('color-scheme:dark;');
  await page.getByRole('radiogroup', { name: 'Size' }).getByText('Phone').click();
  expect(await page.locator('.preview').getAttribute('width')).toBe('390');
  await look(page);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await saved.first().waitFor();
  const { json } = await stage.owner.call('GET', '/pools/default/settings');
  expect(json['branding']).toEqual({
    name: 'Acme',
    radius: 4,
    logo: `data:image/svg+xml;base64,${svg.toString('base64')}`,
    texts: { en: { login_title: 'Welcome to Acme' } },
  });

  await page.getByRole('combobox', { name: 'Branding of' }).click();
  await page.getByRole('option', { name: 'Shop' }).click();
  await page.waitForURL('**/branding?application=shop');
  await page.getByLabel('Title').fill('The shop');
  await page.frameLocator('.preview').getByRole('heading', { name: 'The shop' }).waitFor();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => loginPage('shop')).toContain('The shop');
  expect(await loginPage('web')).toContain('Welcome to Acme');
  await page.reload();
  await page.getByLabel('Title').waitFor();
  expect(await page.getByLabel('Title').inputValue()).toBe('The shop');
  expect(faults().filter(fault => !fault.includes("'allow-scripts' permission is not set"))).toEqual([]);
  await close();
});
