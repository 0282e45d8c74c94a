/** The playground and the flow inspector in real Chromium: every mode run for real, and a refusal found by its id. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alice } from '../testkit/people.ts';
import { type ConsoleStage, enter, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

const pool = '/pools/default';
const secret = 'a secret for the playground';
const elsewhere = 'https://rp.test/cb';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage();
  const make = async (body: object) => {
    const reply = await stage.owner.call('POST', `${pool}/applications`, { body });
    expect(reply.status, reply.text).toBe(201);
  };
  const every = {
    client_secret: secret,
    grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials', 'password'],
    response_types: ['code', 'id_token token', 'code id_token'],
    skip_consent: true,
    scope: 'openid profile email offline_access read',
  };
  const callback = `${stage.world.origin}/console/playground/callback`;
  await make({
    ...every,
    client_id: 'every',
    client_name: 'Every mode',
    redirect_uris: [elsewhere, callback],
  });
  await make({ ...every, client_id: 'fresh', client_name: 'Fresh', redirect_uris: [elsewhere] });
}, 60_000);
afterAll(() => stage.close());

const openBench = (mode: string, clientId = 'every', options?: BrowserContextOptions) =>
  stage.openConsole(`${pool}/playground?client_id=${clientId}&mode=${mode}`, options);

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const step = (page: Page, name: string) => page.getByRole('region', { name });

async function runWithSignIn(page: Page): Promise<void> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const popup = await opened;
  await enter(popup, alice);
}

describe('the playground', () => {
  it('signs in by code with PKCE, shows and verifies the tokens, and refreshes them', {
    timeout: 40_000,
  }, async () => {
    const { page, faults, close } = await openBench('pkce');
    await field(page, 'Client secret').fill(secret);
    await field(page, 'scope').fill('openid profile offline_access');
    await field(page, 'prompt').fill('consent');
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const popup = await opened;
    await enter(popup, alice);
    await popup.getByRole('button', { name: 'Allow', exact: true }).click();
    await step(page, 'Token request').getByText('Signature verified').first().waitFor();
    await expect.poll(() => step(page, 'Token request').getByText('Signature verified').count()).toBe(2);
    await expect.poll(() => popup.isClosed()).toBe(true);
    const text = await page.locator('#content').innerText();
    for (const said of [
      'state is the one that was sent',
      'iss is this issuer',
      'Whom it is meant for',
      'How strong the sign-in was',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain(secret);
    await look(page);
    await page.getByLabel('Show secrets').check();
    expect(await step(page, 'Token request').locator('pre').innerText()).toContain(secret);
    expect(page.url()).not.toContain(secret);
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(
      secret,
    );

    await page.getByRole('button', { name: 'Use the refresh token' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await step(page, 'Token request').getByText('grant_type=refresh_token').waitFor();
    await step(page, 'Token request').getByText('· 200').waitFor();
    expect(faults()).toEqual([]);
    await close();
  });

  it.each([
    ['implicit', ['id_token', 'access_token']],
    ['hybrid', ['id_token', 'code']],
  ])('reads what comes in the fragment: %s', { timeout: 40_000 }, async (mode, members) => {
    const { page, faults, close } = await openBench(mode);
    await field(page, 'Client secret').fill(secret);
    await runWithSignIn(page);
    const authorization = step(page, 'Authorization');
    await authorization.getByText('Signature verified').first().waitFor();
    await authorization.getByText('nonce of the ID token is the one that was sent').waitFor();
    for (const name of members) await authorization.getByRole('rowheader', { name, exact: true }).waitFor();
    if (mode === 'hybrid') await step(page, 'Token request').getByText('· 200').waitFor();
    expect(faults()).toEqual([]);
    await close();
  });

  it('asks for tokens without a browser: client credentials and password', { timeout: 40_000 }, async () => {
    const { page, faults, close } = await openBench('client_credentials');
    await field(page, 'Client secret').fill(secret);
    await field(page, 'scope').fill('read');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await step(page, 'Token request').getByText('Signature verified').waitFor();
    await page.getByRole('combobox', { name: 'Mode' }).click();
    await page.getByRole('option', { name: 'Password', exact: true }).click();
    await field(page, 'username').fill(alice.username);
    await field(page, 'password').fill(alice.password);
    await field(page, 'scope').fill('openid');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await step(page, 'Token request').getByText('grant_type=password').waitFor();
    await expect.poll(() => step(page, 'Token request').getByText('Signature verified').count()).toBe(2);
    expect(await page.locator('#content').innerText()).not.toContain(alice.password);
    expect(faults()).toEqual([]);
    await close();
  });

  it('shows a refusal with its rule, and leads to its flow', { timeout: 40_000 }, async () => {
    const { page, close } = await openBench('client_credentials', 'every', { colorScheme: 'dark' });
    await field(page, 'Client secret').fill('wrong');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('alert').getByText('invalid_client').waitFor();
    await look(page);
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Look at it in the flow inspector' }).click();
    const flow = await opened;
    await flow.getByRole('heading', { name: 'Tokens', level: 1 }).waitFor();
    await flow.getByText('client-authentication: wrong credentials').waitFor();
    await close();
  });

  it('registers its own address with an application, and takes it away again', {
    timeout: 40_000,
  }, async () => {
    const { page, faults, close } = await openBench('pkce', 'fresh', {
      viewport: { width: 390, height: 844 },
    });
    await look(page);
    await page.getByRole('button', { name: 'Register it' }).click();
    await page.getByRole('button', { name: 'Remove the playground' }).click();
    await page.getByRole('button', { name: 'Register it' }).waitFor();
    const { json } = await stage.owner.call('GET', `${pool}/applications/fresh`);
    expect(json['redirect_uris']).toEqual([elsewhere]);
    expect(faults()).toEqual([]);
    await close();
  });

  it('takes no answer of another request', { timeout: 40_000 }, async () => {
    const { page, close } = await openBench('implicit');
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const popup = await opened;
    await popup.getByLabel('Username').waitFor();
    const forged = `${stage.world.origin}/console/playground/callback#state=another&id_token=x.y.z`;
    const stranger = await page.context().newPage();
    await stranger.goto(forged);
    await stranger.getByText('You may close this window').waitFor();
    expect(stranger.url()).not.toContain('id_token');
    await page.getByText('Waiting for the sign-in').waitFor();
    expect(await page.locator('#content').innerText()).not.toContain('x.y.z');
    await close();
  });
});

describe('the flow inspector', () => {
  const windows: readonly BrowserContextOptions[] = [
    { colorScheme: 'light', viewport: { width: 390, height: 844 } },
    { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  ];

  it.each(windows)(
    'finds a refused redirect by the id of its page, and shows what differs: %j',
    {
      timeout: 40_000,
    },
    async options => {
      const stranger = await stage.openWindow();
      const asked = {
        client_id: 'fresh',
        redirect_uri: `${elsewhere}/`,
        response_type: 'code',
        scope: 'openid',
      };
      await stranger.page.goto(`${stage.world.issuer}/auth?${new URLSearchParams(asked)}`);
      const id = await stranger.page.locator('#correlation-id').innerText();
      await stranger.close();

      const { page, faults, close } = await stage.openConsole(`${pool}/flows`, options);
      await look(page);
      await page.getByLabel('Correlation id').fill(` ${id.toUpperCase()} `);
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      await page.getByRole('heading', { name: 'Authorization', level: 1 }).waitFor();
      const nearest = page.getByRole('group', { name: 'The nearest registered addresses' });
      await nearest.getByText('trailing slash').waitFor();
      expect(await nearest.locator('del').first().innerText()).toBe('/');
      await page.getByText('redirect-uri-unregistered:').waitFor();
      await page.getByRole('link', { name: 'Application fresh' }).waitFor();
      await look(page);
      expect(faults()).toEqual([]);
      await close();
    },
  );

  it('tells the decisions of a sign-in in words, and keeps its filters in the address', {
    timeout: 40_000,
  }, async () => {
    const { page, faults, close } = await openBench('pkce');
    await field(page, 'Client secret').fill(secret);
    await runWithSignIn(page);
    await step(page, 'Token request').getByText('· 200').waitFor();
    await page.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: 'Flows' }).click();
    await page.getByLabel('Client id').fill('every');
    await page.waitForURL('**client_id=every**');
    await page.getByRole('link', { name: 'Tokens' }).first().click();
    await page.getByRole('heading', { name: 'Tokens', level: 1 }).waitFor();
    const line = page.getByRole('list').filter({ hasText: 'Sign-in' }).first();
    for (const said of [
      ...['The user signed in for this request', 'No consent is needed: the application is trusted'],
      ...['The code verifier fits the challenge: S256', 'The access token is a JWT'],
    ])
      await line.getByText(said).waitFor();
    expect(faults()).toEqual([]);
    await close();
  });

  it('says so where there is no such request', async () => {
    const { page, close } = await stage.openConsole(`${pool}/flows`);
    await page.getByLabel('Correlation id').fill('019ac000-0000-7000-8000-000000000000');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByText('There is no such request here.').waitFor();
    await close();
  });
});
