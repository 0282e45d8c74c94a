/** Every page of the server, small and large, light and dark: nothing in the console, nothing cut off, nothing that axe finds. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../testkit/chromium.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { breadthBeyond, violationsOn } from './look.ts';
import { signIn } from './stage.ts';

let server: StartedServer;
let chromium: Chromium;
let setupLink: string;
let user: { readonly username: string; readonly password: string };
beforeAll(async () => {
  [server, chromium] = await Promise.all([startServer('demo'), openChromium()]);
  setupLink = /http\S+\/setup\?ticket=[\w-]+/.exec(await server.lineOfLog(/\/setup\?/))?.[0] ?? '';
  const [, username = '', password = ''] =
    /demo user: (\S+), password ([\w-]+)/.exec(await server.lineOfLog(/demo user/)) ?? [];
  user = { username, password };
});
afterAll(async () => {
  await chromium.close();
  await server.close();
});

/** Stops at each page, and tells its name. */
async function visitAll(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const goAndLook = async (name: string, path: string) => {
    await page.goto(new URL(path, server.origin).href);
    await look(name);
  };
  await goAndLook('welcome', '/');
  await goAndLook('no such page', '/nowhere');
  await goAndLook('rule', '/errors/redirect-uri-unregistered');
  await goAndLook('error', '/oidc/auth?client_id=nobody');
  await goAndLook('setup', setupLink);
  await page.getByLabel('Username').fill('root');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByLabel('Password again').fill('short');
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.locator('[aria-invalid]').first().waitFor();
  await look('setup refused');
  await goAndLook('sign-in', '/demo/start');
  await signIn(page, { ...user, password: 'wrong' });
  await page.locator('#password-error').waitFor();
  await look('sign-in refused');
  await signIn(page, user);
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor();
  await look('demo');
  const consent = new URLSearchParams({
    client_id: 'demo',
    redirect_uri: `${server.origin}/demo/callback`,
    response_type: 'code',
    scope: 'openid profile email phone address offline_access',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
    prompt: 'consent',
  });
  await goAndLook('consent', `/oidc/auth?${consent}`);
  await goAndLook('sign-out', '/oidc/session/end');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await look('signed out');
}

const small = { width: 390, height: 844 };
const large = { width: 1440, height: 900 };

it.each([
  { colorScheme: 'light', viewport: large, axe: true },
  { colorScheme: 'dark', viewport: small, axe: true },
  { colorScheme: 'dark', viewport: large, axe: false },
  { colorScheme: 'light', viewport: small, axe: false },
] as const)('$colorScheme at $viewport.width pixels', { timeout: 40_000 }, async ({ axe, ...options }) => {
  const { page, faults, close } = await chromium.openWindow({ ...options, reducedMotion: 'reduce' });
  await visitAll(page, async name => {
    expect(faults(), name).toEqual([]);
    expect(await page.evaluate(breadthBeyond), `${name} is broader than the window`).toBeLessThanOrEqual(0);
    if (axe) expect(await violationsOn(page), name).toEqual([]);
  });
  await close();
});
