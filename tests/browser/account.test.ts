/** The account page in real Chromium: with and without JavaScript, small and large, light and dark — WCAG 2.2. */
import { createSystemRandom } from '@symbolon/foundation';
import { createPasswordHasher } from '@symbolon/login';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../testkit/chromium.ts';
import { defaultPool } from '../testkit/messages.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { look } from './look.ts';

const password = 'carol knows a long one';

let world: World;
let chromium: Chromium;
let passwordHash: string;
beforeAll(async () => {
  [world, chromium] = await Promise.all([createWorld(), openChromium()]);
  const hashed = await createPasswordHasher({ random: createSystemRandom() }).hash(password);
  if (hashed.kind === 'hashed') passwordHash = hashed.hash;
});
afterAll(async () => {
  await chromium.close();
  await world.close();
});

type Look = typeof look;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Axe is a script: where there are none it cannot look. */
const windows: readonly (readonly [string, BrowserContextOptions, Look])[] = [
  ['phone-dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, look],
  ['desktop-light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }, look],
  ['plain', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }, async () => {}],
];

it.each(windows)('is looked at, changed and ended: %s', { timeout: 60_000 }, async (name, options, at) => {
  const id = `carol-${name}`;
  const identifiers = [
    { kind: 'username' as const, value: id },
    { kind: 'email' as const, value: `${id}@example.org` },
  ];
  const claims = { name: 'Carol <b>Danvers</b>', email: `${id}@example.org`, email_verified: true };
  const user = { id, identifiers, passwordHash, claims, managedBy: 'self' as const };
  await world.storage.users.create(defaultPool, user, world.clock.now());
  const window = await chromium.openWindow(options);
  const { page } = window;
  await page.goto(`${world.origin}/u`);
  await page.getByLabel('Username, email or phone').fill(id);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  await at(page, `account-${name}`);

  await page.getByLabel('Nickname').fill('Captain');
  await press(page, 'Save');
  await page.getByText('Your profile was saved.').waitFor();
  expect(await page.getByLabel('Nickname').inputValue()).toBe('Captain');
  expect(await page.getByText('Chrome, Linux · this browser').count()).toBe(1);

  await page.getByRole('link', { name: 'Change your password' }).click();
  await page.getByLabel('Present password').fill('not it, alas');
  await page.getByLabel('New password', { exact: true }).fill('carol has a better one');
  await press(page, 'Change password');
  await page.getByText('That password is not right.').waitFor();
  await at(page, `account-password-${name}`);
  await page.getByRole('link', { name: 'Back to your account' }).press('Enter');

  await page.getByRole('link', { name: 'Delete your account' }).click();
  await at(page, `account-delete-${name}`);
  await page.getByLabel('Present password').fill(password);
  await press(page, 'Delete the account for good');
  await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
  await page.goto(`${world.origin}/u`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(window.faults()).toEqual([]);
  await window.close();
});
