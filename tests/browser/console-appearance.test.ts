/** Every page of the console: axe in light and dark, small and large, and no script of what others wrote — WCAG 2.2, AD-09. */
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConsoleStage, openConsoleStage, turnTo } from './console-stage.ts';
import { look } from './look.ts';

/** Text that runs wherever it is taken for markup, an attribute or a script. */
const polyglot = `"'><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>`;

const pool = '/pools/default';
let stage: ConsoleStage;
let pages: readonly string[];

beforeAll(async () => {
  stage = await openConsoleStage();
  const make = async (path: string, body: object) => {
    const reply = await stage.owner.call('POST', path, { body });
    expect(reply.status, reply.text).toBe(201);
    return reply.json;
  };
  await make(`${pool}/applications`, {
    client_id: 'hostile',
    client_name: polyglot,
    redirect_uris: ['https://rp.test/cb'],
    contacts: [polyglot],
  });
  const user = await make(`${pool}/users`, {
    username: 'mallory',
    name: polyglot,
    nickname: polyglot,
    given_name: polyglot,
    locale: polyglot,
    custom_data: { [polyglot]: polyglot },
  });
  await make(`${pool}/resources`, {
    identifier: 'book',
    audience: 'https://api.test/',
    actions: ['read'],
  });
  await make(`${pool}/access-keys`, { application: 'hostile', allow: ['book:*:read'], remark: polyglot });
  await make('/administrators', { username: 'eve', name: polyglot, role: 'auditor' });
  const settings = await stage.owner.call('PUT', `${pool}/settings`, {
    etag: '"0"',
    body: {
      agreements: [{ id: 'terms', title: polyglot, url: 'https://rp.test/terms' }],
      sign_up: true,
      claims: [{ name: 'team', from: `custom_data.${polyglot.replaceAll('.', '')}` }],
      scopes: [{ name: 'staff', claims: ['team'] }],
    },
  });
  expect(settings.status, settings.text).toBe(200);
  // A reason in the audit trail that others wrote.
  const asked = { client_id: 'hostile', redirect_uri: polyglot, scope: polyglot, prompt: polyglot };
  const refused = await fetch(`${stage.world.issuer}/auth?${new URLSearchParams(asked)}`);
  await fetch(`${stage.world.issuer}/auth?client_id=${encodeURIComponent(polyglot)}`);
  const application = `${pool}/applications/by-id/hostile`;
  const person = `${pool}/users/by-id/${user['id']}`;
  pages = [
    `${pool}/overview`,
    `${pool}/applications`,
    `${pool}/applications?search=${encodeURIComponent(polyglot)}`,
    `${pool}/applications/new`,
    ...['settings', 'tokens', 'secrets', 'samples'].map(tab => `${application}?tab=${tab}`),
    `${pool}/users`,
    `${pool}/users/new`,
    ...['profile', 'access', 'sessions', 'authorizations'].map(tab => `${person}?tab=${tab}`),
    `${pool}/resources`,
    `${pool}/access-keys`,
    `${pool}/claims`,
    `${pool}/keys`,
    `${pool}/playground`,
    `${pool}/playground?client_id=hostile`,
    `${pool}/flows`,
    `${pool}/flows?client_id=${encodeURIComponent(polyglot)}`,
    `${pool}/flows/by-id/${refused.headers.get('x-correlation-id')}`,
    `${pool}/audit`,
    `${pool}/audit?type=${encodeURIComponent(polyglot)}`,
    `${pool}/branding`,
    `${pool}/branding?application=hostile`,
    `${pool}/settings`,
    '/user-pools',
    '/administrators',
    '/nowhere',
  ];
}, 60_000);
afterAll(() => stage.close());

const small = { width: 390, height: 844 };
const large = { width: 1440, height: 900 };
const windows: readonly (readonly [string, BrowserContextOptions])[] = [
  ['small and light', { colorScheme: 'light', viewport: small, reducedMotion: 'reduce' }],
  ['large and dark', { colorScheme: 'dark', viewport: large, reducedMotion: 'reduce' }],
];

it.each(windows)('%s', { timeout: 120_000 }, async (_how, options) => {
  const { page, faults, close } = await stage.openConsole(`${pool}/overview`, options);
  const dialogs: string[] = [];
  page.on('dialog', dialog => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const path of pages) {
    await turnTo(page, path);
    await look(page);
  }
  expect(dialogs).toEqual([]);
  // The frame of the preview runs nothing, and the browser says so.
  expect(faults().filter(fault => !fault.includes("'allow-scripts' permission is not set"))).toEqual([]);
  await close();
});

it('shows what others wrote as text', async () => {
  const { page, close } = await stage.openConsole(`${pool}/applications`);
  await page.getByRole('link', { name: polyglot }).waitFor();
  expect(await page.locator('img').count()).toBe(0);
  await close();
});

it('cuts no text and makes none too small to read in a small window', async () => {
  const { page, close } = await stage.openConsole(`${pool}/playground?client_id=hostile`, {
    viewport: small,
  });
  // It has to break an address that is longer than the window.
  const notice = page.locator('[role=alert]').filter({ has: page.locator('code') });
  await notice.waitFor();
  const beyond = `[...document.querySelectorAll('[role=alert] *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth).map(({ className }) => className)`;
  expect(await page.evaluate(beyond)).toEqual([]);
  await turnTo(page, `${pool}/overview`);
  await page.locator('.chart text').first().waitFor();
  const heights = await page.evaluate<number[]>(
    "[...document.querySelectorAll('.chart text')].map(text => text.getBoundingClientRect().height)",
  );
  expect(Math.min(...heights)).toBeGreaterThan(11);
  await close();
});

it('says of what is gone that it is, with a way on', async () => {
  const { page, close } = await stage.openConsole(`${pool}/applications/by-id/gone`);
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  await page.getByText('There is no such application here.').waitFor();
  await look(page);
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await close();
});
