/** The admin console in real Chromium: from the set-up link to an application that works, users, and what a role may see. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as client from '../interop/clients/openid-client.ts';
import { root } from '../testkit/administrator.ts';
import { alice } from '../testkit/people.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { type ConsoleStage, enter, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
let site: Site;
beforeAll(async () => {
  site = await openSite(() => (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      '<!doctype html><html lang="en"><title>Application</title><link rel="icon" href="data:,">Here',
    );
  });
  stage = await openConsoleStage();
});
afterAll(async () => {
  await stage.close();
  await site.close();
});

const pool = '/pools/default';

it('makes an application that works with openid-client', { timeout: 40_000 }, async () => {
  const { page, faults, close } = await stage.openConsole(`${pool}/applications`);
  await page.getByRole('link', { name: 'New application' }).click();
  await page.getByRole('heading', { name: 'New application' }).waitFor();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop');
  const uri = page.getByLabel('Redirect URIs 1', { exact: true });
  await uri.fill('http://shop.example.com/cb');
  await page.getByText('Use https; http is for localhost only.').waitFor();
  await uri.fill(`${site.origin}/callback`);
  await page.getByRole('button', { name: 'Create application' }).click();
  await page.getByRole('heading', { name: 'Shop is ready' }).waitFor();
  const [clientId = '', secret = ''] = await page.locator('#content .copyable code').allInnerTexts();
  expect(await page.locator('.sample').innerText()).toContain(clientId);
  await page.getByRole('link', { name: 'Go to the application' }).click();
  await page.getByRole('heading', { name: 'Shop', exact: true }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain(secret);

  const config = await client.discovery(
    new URL(stage.world.issuer),
    clientId,
    undefined,
    client.ClientSecretBasic(secret),
    { execute: [client.allowInsecureRequests] },
  );
  const verifier = client.randomPKCECodeVerifier();
  const user = await stage.openWindow();
  await user.page.goto(
    client.buildAuthorizationUrl(config, {
      redirect_uri: `${site.origin}/callback`,
      scope: 'openid profile',
      state: 'here',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href,
  );
  await enter(user.page, alice);
  await user.page.waitForURL(`${site.origin}/callback**`);
  const tokens = await client.authorizationCodeGrant(config, new URL(user.page.url()), {
    pkceCodeVerifier: verifier,
    expectedState: 'here',
  });
  expect(tokens.claims()?.aud).toBe(clientId);
  expect(faults()).toEqual([]);
  await user.close();
  await close();
});

it('goes from the set-up page to the console, stays signed in over a reload, and signs out', {
  timeout: 40_000,
}, async () => {
  // Another than root: the session that ends here is nobody else's.
  const leaver = { username: 'leaver', password: 'a password for one who leaves' };
  await stage.owner.call('POST', '/administrators', { body: { ...leaver, role: 'owner' } });
  const { page, faults, close } = await stage.openConsole(`${pool}/overview`, {}, leaver);
  await page.reload();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.getByRole('button', { name: 'leaver Owner' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await look(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await enter(page, leaver);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  expect(faults()).toEqual([]);
  await close();
});

it('shows one secret at a time, and lets the older one go', async () => {
  const body = { client_id: 'rotating', client_name: 'Rotating', redirect_uris: ['https://rp.test/cb'] };
  await stage.owner.call('POST', `${pool}/applications`, { body });
  const { page, close } = await stage.openConsole(`${pool}/applications/by-id/rotating?tab=secrets`);
  await page.getByRole('button', { name: 'Add a secret' }).click();
  const dialog = page.getByRole('dialog', { name: 'A new secret' });
  expect((await dialog.locator('code').innerText()).length).toBeGreaterThan(30);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The secret was removed').waitFor();
  const { json } = await stage.owner.call('GET', `${pool}/applications/rotating`);
  expect(json['secrets']).toHaveLength(1);
  await close();
});

it('tells of a change that somebody else made first, and loses neither', async () => {
  const body = { client_id: 'shared', client_name: 'Before', redirect_uris: ['https://rp.test/cb'] };
  const { etag } = await stage.owner.call('POST', `${pool}/applications`, { body });
  const { page, close } = await stage.openConsole(`${pool}/applications/by-id/shared`);
  await stage.owner.call('PATCH', `${pool}/applications/shared`, { body: { client_name: 'Theirs' }, etag });
  await page.getByLabel('Name', { exact: true }).fill('Mine');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Changed by someone else').waitFor();
  await page.getByRole('heading', { name: 'Theirs' }).waitFor();
  expect((await stage.owner.call('GET', `${pool}/applications/shared`)).json['client_name']).toBe('Theirs');
  await close();
});

it('leaves a page as it is until the next one has come', async () => {
  const { page, close } = await stage.openConsole(`${pool}/users/new`);
  const name = page.getByLabel('Username', { exact: true });
  await name.fill('half');
  let release: () => void = () => undefined;
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  const asked = page.waitForRequest('**/console/assets/**');
  await page.route('**/console/assets/**', async route => {
    await released;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.waitForURL(`**${pool}/audit`);
  await asked;
  expect(await name.inputValue()).toBe('half');
  release();
  await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
  await close();
});

it('deletes only what was named', async () => {
  const body = { client_id: 'gone', client_name: 'Gone soon', redirect_uris: ['https://rp.test/cb'] };
  await stage.owner.call('POST', `${pool}/applications`, { body });
  const { page, close } = await stage.openConsole(`${pool}/applications/by-id/gone`);
  await page.getByRole('button', { name: 'Delete application' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Delete application' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Gone soon');
  await dialog.getByRole('button', { name: 'Delete application' }).click();
  await page.getByText('Gone soon was deleted').waitFor();
  await page.waitForURL('**/pools/default/applications');
  expect((await stage.owner.call('GET', `${pool}/applications/gone`)).status).toBe(404);
  await close();
});

it('makes, finds, locks, resets and deletes a user', { timeout: 40_000 }, async () => {
  const { page, faults, close } = await stage.openConsole(`${pool}/users/new`);
  await page.getByLabel('Username').fill('ada');
  await page.getByLabel('Full name').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Create user' }).click();
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
  await page.getByLabel('Nickname').fill('Countess');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved').waitFor();
  await page.getByRole('link', { name: 'Users', exact: true }).first().click();
  await page.getByLabel('Search by name, email, phone or username').fill('lovel');
  await page.waitForURL('**/users?search=lovel');
  await page.getByRole('link', { name: 'Ada Lovelace' }).click();
  await page.getByRole('tab', { name: 'Access' }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByText('The user may sign in again').waitFor();
  await page.getByRole('button', { name: 'Reset password' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
  const made = page.getByRole('dialog', { name: 'The new password' });
  expect((await made.locator('code').innerText()).length).toBe(20);
  await made.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('tab', { name: 'Profile' }).click();
  expect(await page.getByLabel('Nickname').inputValue()).toBe('Countess');
  await page.getByRole('button', { name: 'Delete user' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Ada Lovelace');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete user' }).click();
  await page.getByText('Ada Lovelace was deleted').waitFor();
  expect(faults()).toEqual([]);
  await close();
});

it('shows support no more than support may do', async () => {
  const password = 'a password for administrators';
  await stage.owner.call('POST', '/administrators', { body: { username: 'sam', role: 'support', password } });
  const who = { username: 'sam', password };
  const { page, close } = await stage.openConsole(`${pool}/users`, {}, who);
  const nouns = await page.getByRole('navigation', { name: 'Navigation' }).getByRole('link').allInnerTexts();
  expect(nouns).toEqual(['Overview', 'Users', 'User pools']);
  expect(await page.getByRole('link', { name: 'New user' }).count()).toBe(0);
  await page.goto(`${stage.world.origin}/console${pool}/applications`);
  await page.getByRole('heading', { name: 'Your role does not include this' }).waitFor();
  await close();
});

describe('⌘K', () => {
  it('finds a user by the keyboard alone', async () => {
    const { page, faults, close } = await stage.openConsole(`${pool}/overview`);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').locator('input:focus').waitFor();
    await page.keyboard.type(alice.username);
    await page.getByRole('dialog').getByText(alice.name).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: alice.name }).waitFor();
    expect(faults()).toEqual([]);
    await close();
  });
});

it('speaks Chinese to who wants it', async () => {
  const { page, close } = await stage.openWindow({ locale: 'zh-CN' }).then(async window => {
    await window.page.goto(`${stage.world.origin}/console/`);
    await window.page.locator('input[name="identifier"], input[name="username"]').first().fill(root.username);
    await window.page.locator('input[type="password"]').fill(root.password);
    await window.page.keyboard.press('Enter');
    return window;
  });
  await page.getByRole('heading', { name: '概览' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('zh-Hans');
  await close();
});
