/** Accepting an invitation in real Chromium, and inviting from the console: with and without JavaScript, small and large, light and dark — WCAG 2.2. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anotherAdministrator } from '../testkit/administrator.ts';
import { invite, lastLink } from '../testkit/invitation.ts';
import { alice } from '../testkit/people.ts';
import { addAuthenticator } from '../testkit/virtual-authenticator.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';
import { signIn } from './stage.ts';

const password = 'a password that a guest has chosen';
const small = { viewport: { width: 390, height: 844 } } as const;
const large = { viewport: { width: 1440, height: 900 } } as const;

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage({
    hostname: 'localhost',
    pools: [
      { name: 'keys', sign_in: { methods: ['email_code', 'passkey'] } },
      { name: 'phones', sign_in: { methods: ['phone_code', 'passkey'] } },
    ],
  });
}, 60_000);
afterAll(() => stage.close());

let made = 0;
const guest = () => `visitor${++made}@example.org`;
const isAt = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

describe.each<[string, BrowserContextOptions]>([
  ['large and light', { ...large, colorScheme: 'light' }],
  ['small and dark', { ...small, colorScheme: 'dark' }],
  ['small, without JavaScript', { ...small, javaScriptEnabled: false }],
])('an invitation, %s', (_name, options) => {
  const at = async (page: Page, name: string) => {
    if (options.javaScriptEnabled !== false) await look(page, name);
  };

  it('leads to an account, by the keyboard alone', { timeout: 40_000 }, async () => {
    const email = guest();
    const { link } = await invite(stage.world, stage.owner, { email, name: 'Grace' });
    const { page, faults, close } = await stage.openWindow(options);
    await page.goto(link);
    await isAt(page, 'You are invited to default');
    await at(page, `invitation-${made}`);
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.keyboard.press('Enter');
    await page.locator('#password-error').waitFor();
    await at(page, `invitation-refused-${made}`);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await isAt(page, 'Your account');
    await page.getByText(email).waitFor();
    await page.goto(link);
    await isAt(page, 'This invitation cannot be used');
    await at(page, `invitation-dead-${made}`);
    expect(faults().filter(fault => !/4\d\d/.test(fault))).toEqual([]);
    await close();
  });

  it('is not for one who is signed in, until they sign out', { timeout: 40_000 }, async () => {
    const email = guest();
    const { link } = await invite(stage.world, stage.owner, { email });
    const { page, close } = await stage.openWindow(options);
    await page.goto(`${stage.world.origin}/login`);
    await signIn(page, alice);
    await isAt(page, 'Your account');
    await page.goto(link);
    await isAt(page, 'This invitation is for somebody else');
    await at(page, `invitation-other-${made}`);
    await page.getByRole('button', { name: 'Sign out and go on' }).click();
    await page.goto(link);
    await isAt(page, 'You are invited to default');
    await close();
  });
});

it('offers a passkey once it is accepted, as after any sign-in without one', {
  timeout: 40_000,
}, async () => {
  const email = guest();
  const { link } = await invite(stage.world, stage.owner, { email }, 'keys');
  const { page, faults, close } = await stage.openWindow(small);
  const authenticator = await addAuthenticator(page);
  await page.goto(link);
  await page.locator('[data-passkey-capable][value=yes]').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await isAt(page, 'Sign in faster next time');
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await isAt(page, 'Your account');
  expect(await authenticator.passkeys()).toBe(1);
  await page.context().clearCookies();
  await page.goto(`${stage.world.origin}/keys/login`);
  await isAt(page, 'Your account');
  expect(faults()).toEqual([]);
  await close();
});

it('is not written in the console where nobody signs in by e-mail, which says what to change', {
  timeout: 40_000,
}, async () => {
  const sent = stage.world.messages.length;
  const { page, close } = await stage.openConsole('/pools/phones/users', small);
  await page.getByRole('button', { name: 'Invite', exact: true }).first().click();
  await page.getByRole('dialog').getByLabel('Email').fill(guest());
  await page.getByRole('dialog').getByRole('button', { name: 'Send invitation' }).click();
  await page.getByText('add password or email_code to its sign-in methods').waitFor();
  await look(page, 'console-invite-refused');
  expect(stage.world.messages).toHaveLength(sent);
  await close();
});

it('of an owner who is none any more is marked in the console, until somebody else sends it again', {
  timeout: 60_000,
}, async () => {
  const email = guest();
  const { owner, world } = stage;
  const author = await anotherAdministrator(world, owner, { username: 'leaver', role: 'owner' });
  await invite(world, author, { email, role: 'auditor' }, 'administrators');
  const { etag } = await owner.call('GET', `/administrators/${author.id}`);
  const changed = { body: { role: 'support' }, etag };
  expect((await owner.call('PATCH', `/administrators/${author.id}`, changed)).status).toBe(200);
  const { page, faults, close } = await stage.openConsole('/administrators', small);
  const row = page.getByRole('row').filter({ hasText: email });
  await row.getByText('Refused', { exact: true }).waitFor();
  await look(page, 'console-invitation-orphaned');
  await row.getByRole('button', { name: 'Send again' }).click();
  await row.getByText('Refused', { exact: true }).waitFor({ state: 'detached' });
  expect(faults()).toEqual([]);
  await close();
});

describe.each([
  ['users', '/pools/default/users', undefined],
  ['administrators', '/administrators', 'Support'],
] as const)('the console invites %s', (name, path, role) => {
  it('by e-mail, lists who was invited, sends again and revokes', { timeout: 60_000 }, async () => {
    const email = guest();
    const { page, faults, close } = await stage.openConsole(path, small);
    await page.getByRole('button', { name: 'Invite', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Email').fill('nobody');
    await dialog.getByLabel('Name').fill('Grace Hopper');
    await look(page, `console-invite-${name}`);
    await dialog.getByLabel('Email').fill(email);
    await dialog.getByRole('button', { name: 'Send invitation' }).click();
    const row = page.getByRole('row').filter({ hasText: email });
    await row.waitFor();
    await row.getByText('Grace Hopper').waitFor();
    if (role !== undefined) await row.getByText(role, { exact: true }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    // Whoever points at a time is shown it in full.
    await page.mouse.move(0, 0);
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await look(page, `console-invitations-${name}`);
    const first = lastLink(stage.world);
    await row.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => lastLink(stage.world)).not.toBe(first);
    // What was said of the sending may lie over it.
    await page.getByRole('button', { name: 'Close' }).last().click();
    await row.getByRole('button', { name: 'Revoke' }).click();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await row.waitFor({ state: 'detached' });
    expect(faults()).toEqual([]);
    await close();
  });
});
