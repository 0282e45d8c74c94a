/** The local inbox in real Chromium: from the welcome page to a code, small and large, light and dark. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../testkit/chromium.ts';
import { codeMessage, defaultPool } from '../testkit/messages.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { look } from './look.ts';

let world: World;
let chromium: Chromium;
beforeAll(async () => {
  [world, chromium] = await Promise.all([createWorld(), openChromium()]);
});
afterAll(async () => {
  await chromium.close();
  await world.close();
});

it('leads by keyboard from the welcome page to a message and to what it links', {
  timeout: 60_000,
}, async () => {
  const light = await chromium.openWindow({ colorScheme: 'light', viewport: { width: 1440, height: 900 } });
  const { page } = light;
  await page.goto(world.origin);
  await page.getByRole('link', { name: 'Local inbox' }).press('Enter');
  await page.getByText('There is nothing here yet.').waitFor();
  await look(page, 'empty inbox');

  const send = world.delivery.courier.send;
  const at = world.clock.now();
  await send(defaultPool, codeMessage(at, { senderName: 'Acme <b>& Söhne</b>' }));
  await send(defaultPool, codeMessage(at, { tidings: { kind: 'already_signed_up' } }));
  await world.delivery.sendMessages();
  await page.reload();
  await look(page, 'inbox');
  await page.getByRole('link', { name: 'Your sign-in code for Acme <b>& Söhne</b>' }).press('Enter');
  await page.getByRole('button', { name: 'Copy: Code' }).click();
  await page.getByText('Copied').waitFor();
  expect(await page.locator('#code').innerText()).toBe('493817');
  await look(page, 'code');
  expect(light.faults()).toEqual([]);
  await light.close();

  const dark = await chromium.openWindow({
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: true,
  });
  await dark.page.goto(`${world.origin}/inbox`);
  await look(dark.page, 'inbox, small and dark');
  await dark.page.getByRole('link', { name: 'You already have an account at Acme' }).click();
  await look(dark.page, 'notice, small and dark');
  const link = dark.page.getByRole('link', { name: `${world.origin}/login` });
  expect(await link.getAttribute('href')).toBe(`${world.origin}/login`);
  expect(dark.faults()).toEqual([]);
  await dark.close();
});
