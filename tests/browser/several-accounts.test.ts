/** Choosing an account in real Chromium: with and without JavaScript, small and large, by keyboard, with back and reload — WCAG 2.2. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alice, bob } from '../testkit/people.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { look } from './look.ts';
import { openStage, type Stage, signIn } from './stage.ts';

let stage: Stage;
let world: World;
beforeAll(async () => {
  stage = await openStage(async applications => {
    world = await createWorld({ applications });
    return world;
  });
});
afterAll(() => stage.close());
// Nobody waits out what an earlier test has counted.
beforeEach(() => world.clock.advance(3600));

async function signInBoth(page: Page): Promise<void> {
  for (const who of [alice, bob]) {
    await page.goto(stage.authorizationUrl({ prompt: 'login' }));
    await signIn(page, who);
    await stage.answerAt(page);
  }
}

const isAtChooser = (page: Page) => page.getByRole('heading', { name: 'Choose an account' }).waitFor();
const accountOf = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });

const windows: readonly (readonly [string, BrowserContextOptions, (page: Page) => Promise<void>])[] = [
  ['small and light', { colorScheme: 'light', viewport: { width: 390, height: 844 } }, look],
  ['large and dark', { colorScheme: 'dark', viewport: { width: 1440, height: 900 } }, look],
  ['without JavaScript', { javaScriptEnabled: false }, async () => {}],
];

describe('the account chooser', () => {
  it.each(windows)('%s', { timeout: 40_000 }, async (_how, options, at) => {
    const { page, faults, close } = await stage.openWindow({ ...options, reducedMotion: 'reduce' });
    await signInBoth(page);
    await page.goto(stage.authorizationUrl({ state: 'chosen' }));
    await isAtChooser(page);
    await at(page);
    await page.reload();
    await accountOf(page, 'Alice Example').click();
    expect((await stage.answerAt(page)).get('state')).toBe('chosen');
    await page.goBack();
    await isAtChooser(page);
    await page.getByRole('button', { name: 'Sign out: Alice Example' }).click();
    await page.getByRole('button', { name: 'Sign out: Alice Example' }).waitFor({ state: 'detached' });
    await isAtChooser(page);
    await at(page);
    await accountOf(page, 'Bob Example').click();
    expect((await stage.answerAt(page)).get('state')).toBe('chosen');
    await page.goto(`${world.origin}/u`);
    await page.getByRole('link', { name: 'Switch account' }).click();
    await isAtChooser(page);
    await page.getByRole('button', { name: 'Use another account' }).click();
    await signIn(page, alice);
    await page.getByText('You are signed in as Alice Example').waitFor();
    expect(faults()).toEqual([]);
    await close();
  });

  it('is used by keyboard alone', async () => {
    const { page, close } = await stage.openWindow();
    await signInBoth(page);
    await page.goto(stage.authorizationUrl({ state: 'typed' }));
    await page.keyboard.press('Tab');
    await page.locator('#account-0:focus').waitFor();
    await page.keyboard.press('Enter');
    expect((await stage.answerAt(page)).get('state')).toBe('typed');
    await close();
  });
});
