/** The flow inspector in real Chromium: a request found by its id, told in words. */
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from './look.ts';
import {
  elsewhere,
  field,
  openPlaygroundStage,
  type PlaygroundStage,
  pool,
  runWithSignIn,
  secret,
  step,
} from './playground-stage.ts';

let stage: PlaygroundStage;
beforeAll(async () => {
  stage = await openPlaygroundStage();
}, 60_000);
afterAll(() => stage.close());

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
    const { page, faults, close } = await stage.openBench('pkce');
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
