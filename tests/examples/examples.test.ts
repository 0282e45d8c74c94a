/** The examples as `npm run examples` starts them, each used once in Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, openChromium } from '../testkit/chromium.ts';

const root = join(import.meta.dirname, '../..');
/** Beside whatever runs here at their own ports. */
const shift = 21_000;
const at = (port: number) => `http://localhost:${port + shift}`;

let examples: ChildProcess;
let ended: Promise<unknown>;
let chromium: Chromium;
const data = mkdtempSync(join(tmpdir(), 'symbolon-examples-'));

beforeAll(async () => {
  const words = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'examples/main.ts')];
  examples = spawn(process.execPath, words, {
    env: { PATH: process.env['PATH'], EXAMPLES_PORT_SHIFT: String(shift), EXAMPLES_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ended = new Promise(resolve => examples.once('close', resolve));
  const { stdout } = examples;
  if (stdout === null) throw new Error('no output of the examples');
  await new Promise<void>((resolve, reject) => {
    createInterface(stdout).on('line', line => line.includes('Sign in as alice') && resolve());
    examples.once('exit', code => reject(new Error(`the examples ended with ${code}`)));
  });
  chromium = await openChromium();
}, 60_000);
afterAll(async () => {
  await chromium.close();
  examples.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
});

async function signIn(page: Page): Promise<void> {
  await page.locator('#identifier').fill('alice');
  await page.locator('#password').fill('wonderland for the examples');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const shown = async (page: Page, name: string): Promise<string> =>
  page.locator(`[data-value="${name}"]`).first().innerText();

it('authorization code: signs in, refreshes, calls the API, signs out', async () => {
  const { page, faults, close } = await chromium.openWindow();
  await page.goto(at(4001));
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page);
  await page.getByRole('link', { name: 'Refresh' }).waitFor();
  expect(JSON.parse(await shown(page, 'id_token')).payload).toMatchObject({ aud: 'web-app' });
  expect(JSON.parse(await shown(page, 'AuthResult'))).toMatchObject({ expires_in: 3600 });
  expect(await page.locator('body').innerText()).not.toContain('web-app-secret');
  const before = await shown(page, 'refresh_token');
  await page.getByRole('link', { name: 'Refresh' }).click();
  expect(await shown(page, 'refresh_token')).not.toBe(before);
  await page.getByRole('link', { name: 'Call the API' }).click();
  await page.getByText('The token is good.').waitFor();
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(page.url()).toBe(`${at(4001)}/`);
  expect(faults()).toEqual([]);
  await close();
});

it('code + PKCE: the browser itself signs in, refreshes and calls the API', async () => {
  const { page, faults, close } = await chromium.openWindow();
  await page.goto(at(4002));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await signIn(page);
  await page.getByRole('button', { name: 'Refresh' }).waitFor();
  expect(JSON.parse(await shown(page, 'user'))).toMatchObject({ sub: expect.any(String) });
  const before = await shown(page, 'refresh_token');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.locator('[data-value="refresh_token"]').waitFor();
  expect(await shown(page, 'refresh_token')).not.toBe(before);
  await page.getByRole('button', { name: 'Call the API' }).click();
  await page.getByText('The token is good.').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  expect(faults()).toEqual([]);
  await close();
});

it('implicit: tokens come in the fragment, and no refresh token', async () => {
  const { page, faults, close } = await chromium.openWindow();
  await page.goto(at(4003));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signIn(page);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  expect(JSON.parse(await shown(page, 'access_token')).payload).toMatchObject({ client_id: 'implicit' });
  expect(await page.locator('[data-value="refresh_token"]').count()).toBe(0);
  expect(page.url()).toBe(`${at(4003)}/`);
  // An answer works once, and nobody has to sign in again for loading the page again.
  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  expect(faults()).toEqual([]);
  await close();
});

it('hybrid: tokens for the browser, and a refresh token for the back end', async () => {
  const { page, faults, close } = await chromium.openWindow();
  await page.goto(at(4004));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signIn(page);
  const told = await shown(page, 'what the back end got for the code');
  expect(JSON.parse(told)).toMatchObject({ hasRefreshToken: true });
  expect(JSON.parse(await shown(page, 'id_token')).payload).toMatchObject({
    c_hash: expect.any(String),
    at_hash: expect.any(String),
  });
  expect(faults()).toEqual([]);
  await close();
});

it('client credentials: what the rules allow is granted, the rest is named', async () => {
  const { page, faults, close } = await chromium.openWindow();
  await page.goto(at(4005));
  await page.getByRole('button', { name: 'Get a token' }).click();
  expect(await shown(page, 'scope')).toBe('book:1:read');
  expect(await shown(page, 'rejected_scope')).toBe('book:1:write');
  await page.getByText('The token is good.').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('access-key-secret');
  expect(faults()).toEqual([]);
  await close();
});

it('password: tokens for the right one, the words of the provider for a wrong one', async () => {
  const { page, faults, close } = await chromium.openWindow();
  await page.goto(at(4006));
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(JSON.parse(await shown(page, 'id_token')).payload).toMatchObject({ aud: 'password-migration' });
  await page.getByLabel('password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('invalid_grant');
  expect(faults()).toEqual([]);
  await close();
});

it('the protected API takes no ID token, and says so', async () => {
  const api = `${at(5000)}/api/protected`;
  const unasked = await fetch(api);
  expect(unasked.status).toBe(401);
  const challenge = unasked.headers.get('www-authenticate') ?? '';
  expect(challenge).toMatch(/^Bearer /);
  expect(challenge).not.toContain('error=');
  const response = await fetch(`${at(3000)}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'password-migration',
      client_secret: 'password-secret-for-the-examples-only',
      username: 'alice',
      password: 'wonderland for the examples',
      scope: 'openid',
    }),
  });
  const { id_token: idToken } = await response.json();
  const refused = await fetch(api, { headers: { authorization: `Bearer ${idToken}` } });
  expect(refused.status).toBe(401);
  expect((await refused.json()).error_description).toMatch(/ID token/);
});
