/** A server started without any configuration: the demo application, and the link that makes the administrator. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../testkit/chromium.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { signIn } from './stage.ts';

let server: StartedServer;
let chromium: Chromium;
beforeAll(async () => {
  [server, chromium] = await Promise.all([startServer('demo'), openChromium()]);
});
afterAll(async () => {
  await chromium.close();
  await server.close();
});

it('leads from the welcome page to the decoded tokens, refreshes them, and signs out', async () => {
  const { page, faults } = await chromium.openWindow();
  await page.goto(server.origin);
  const user = {
    username: await page.locator('#demo-username').innerText(),
    password: await page.locator('#demo-password').innerText(),
  };
  await page.getByRole('button', { name: 'Experience the login' }).click();
  await signIn(page, user);
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
  expect(page.url()).toBe(`${server.origin}/demo`);
  for (const claim of ['iss', 'sub', 'aud', 'nonce', 'at_hash'])
    expect(await page.locator('dt', { hasText: new RegExp(`^${claim}$`) }).count()).toBeGreaterThan(0);
  await page.getByText('demo@symbolon.local').first().waitFor();

  const tokens = () => page.locator('#access-token, #id-token, #refresh-token').allInnerTexts();
  const before = await tokens();
  expect(before).toHaveLength(3);
  await page.getByRole('button', { name: 'Refresh the tokens' }).click();
  await page.getByText(/tokens are new/).waitFor();
  const after = await tokens();
  expect(after.filter(token => before.includes(token))).toEqual([]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Experience the login' }).click();
  await page.getByRole('heading', { name: 'Sign in to Demo application' }).waitFor();
  expect(faults()).toEqual([]);
});

it('copies a value by one click', async () => {
  const { page, faults } = await chromium.openWindow({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.goto(server.origin);
  await page.getByRole('button', { name: 'Copy: Issuer' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(server.issuer);
  expect(faults()).toEqual([]);
});

it('makes the first administrator by the link in the log, once', async () => {
  const { page, faults } = await chromium.openWindow();
  const link = /http\S+\/setup\?ticket=[\w-]+/.exec(await server.lineOfLog(/\/setup\?/))?.[0] ?? '';
  const create = async (password: string, again = password) => {
    await page.getByLabel('Username').fill('root');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(again);
    await page.getByRole('button', { name: 'Create administrator' }).click();
  };
  await page.goto(link);
  await create('a long enough password', 'another one altogether');
  await page.locator('#password_again-error').waitFor();
  await create('a long enough password');
  // The console asks who it is.
  await page.waitForURL(/\/administrators\/login\?ticket=/);
  await page.getByLabel('Username').fill('root');
  await page.getByLabel('Password', { exact: true }).fill('a long enough password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.goto(server.origin);
  expect(await page.getByText('There is no administrator yet').count()).toBe(0);
  await page.goto(link);
  await page.getByRole('heading', { name: 'This page has expired' }).waitFor();
  expect(faults()).toEqual([]);
});
