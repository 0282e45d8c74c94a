/** Sign-in by code, sign-up and recovery in real Chromium: with and without JavaScript, small and large, light and dark — WCAG 2.2. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alice } from '../testkit/people.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { look } from './look.ts';
import { openStage, type Stage } from './stage.ts';

const pool = {
  sign_in: { methods: ['password', 'email_code'] },
  sign_up: { fields: ['email', 'name'] },
  agreements: [{ id: 'terms', title: 'Terms of use', url: 'https://rp.test/terms' }],
};

let stage: Stage;
let world: World;
beforeAll(async () => {
  stage = await openStage(async applications => {
    world = await createWorld({ applications, pool });
    return world;
  });
});
afterAll(() => stage.close());
// Nobody waits out what an earlier test has counted.
beforeEach(() => world.clock.advance(3600));

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const isAt = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

type Look = (page: Page) => Promise<void>;

async function signInByCode(page: Page, at: Look): Promise<void> {
  await page.goto(stage.authorizationUrl({ state: 'code' }));
  await at(page);
  await press(page, 'Use a code instead');
  await page.locator('#identifier-error').waitFor();
  await at(page);
  await page.getByLabel('Email', { exact: true }).fill(alice.email);
  await press(page, 'Send me a code');
  await isAt(page, 'Enter the code');
  await at(page);
  const code = await world.codeFor(alice.email);
  await page.getByLabel('Code', { exact: true }).fill('000000' === code ? '111111' : '000000');
  await press(page, 'Continue');
  await page.locator('#code-error').waitFor();
  await at(page);
  await page.getByLabel('Code', { exact: true }).fill(code);
  await press(page, 'Continue');
  expect((await stage.answerAt(page)).get('state')).toBe('code');
}

let made = 0;

async function signUp(page: Page, at: Look): Promise<void> {
  const email = `somebody${++made}@example.org`;
  await page.goto(stage.authorizationUrl({ state: 'up' }));
  await page.getByRole('link', { name: 'Create an account' }).click();
  await isAt(page, 'Create an account');
  await at(page);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await press(page, 'Send me a code');
  await page.getByLabel('Code', { exact: true }).fill(await world.codeFor(email));
  await press(page, 'Continue');
  await page.getByText(`Confirmed: ${email}`).waitFor();
  await at(page);
  await page.getByLabel('Name', { exact: true }).fill('Some Body');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('checkbox', { name: 'Terms of use' }).check();
  await press(page, 'Create account');
  await page.locator('#password-error').waitFor();
  await at(page);
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Some Body');
  await page.getByLabel('Password', { exact: true }).fill('a password of my own');
  await press(page, 'Create account');
  expect((await stage.answerAt(page)).get('state')).toBe('up');
}

let changed = 0;

async function recover(page: Page, at: Look): Promise<void> {
  const password = `a recovered password ${++changed}`;
  await page.goto(stage.authorizationUrl({ state: 'back', prompt: 'login' }));
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await isAt(page, 'Choose a new password');
  await at(page);
  await page.getByLabel('Email or phone').fill(alice.email);
  await press(page, 'Send me a code');
  await page.getByLabel('Code', { exact: true }).fill(await world.codeFor(alice.email));
  await press(page, 'Continue');
  await page.getByLabel('New password').waitFor();
  await at(page);
  await page.getByLabel('New password').fill(password);
  await press(page, 'Change password');
  await page.getByText('Your password has been changed').waitFor();
  await at(page);
  await page.getByLabel('Username, email or phone').fill(alice.username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
  expect((await stage.answerAt(page)).get('state')).toBe('back');
}

const flows = { signInByCode, signUp, recover } as const;

const small = { width: 390, height: 844 };
const large = { width: 1440, height: 900 };
const windows: readonly (readonly [string, BrowserContextOptions, Look])[] = [
  ['small and light', { colorScheme: 'light', viewport: small, reducedMotion: 'reduce' }, look],
  ['large and dark', { colorScheme: 'dark', viewport: large, reducedMotion: 'reduce' }, look],
  ['without JavaScript', { javaScriptEnabled: false, viewport: small }, async () => {}],
];

describe.each(Object.entries(flows))('%s', (_name, flow) => {
  it.each(windows)('%s', { timeout: 40_000 }, async (_how, options, at) => {
    const window = await stage.openWindow(options);
    await flow(window.page, at);
    expect(window.faults()).toEqual([]);
    await window.close();
  });
});

it('signs in by code with the keyboard alone', async () => {
  const { page, faults, close } = await stage.openWindow();
  await page.goto(stage.authorizationUrl({ login_hint: alice.email }));
  await page.getByRole('button', { name: 'Use a code instead' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('#code:focus').waitFor();
  await page.keyboard.type(await world.codeFor(alice.email));
  await page.keyboard.press('Enter');
  expect((await stage.answerAt(page)).has('code')).toBe(true);
  expect(faults()).toEqual([]);
  await close();
});

it('ends well in two tabs, with back and reload between', async () => {
  const { page: first, close } = await stage.openWindow();
  const second = await first.context().newPage();
  for (const [page, state] of [
    [first, 'first'],
    [second, 'second'],
  ] as const) {
    await page.goto(stage.authorizationUrl({ state, login_hint: alice.email }));
    await press(page, 'Use a code instead');
    await isAt(page, 'Enter the code');
  }
  // The code of the first tab was replaced by that of the second.
  await world.codeFor(alice.email);
  const code = await world.codeFor(alice.email);
  await second.reload();
  await second.goBack();
  await second.goForward();
  await second.getByLabel('Code', { exact: true }).fill(code);
  await press(second, 'Continue');
  expect((await stage.answerAt(second)).get('state')).toBe('second');
  await press(first, 'Send a new code');
  await first.getByText('a new code is on its way').waitFor();
  await first.getByLabel('Code', { exact: true }).fill(await world.codeFor(alice.email));
  await press(first, 'Continue');
  expect((await stage.answerAt(first)).get('state')).toBe('first');
  await close();
});

it('begins a recovery again where its page has expired', async () => {
  const { page, close } = await stage.openWindow();
  await page.goto(`${world.origin}/recover`);
  await page.getByLabel('Email or phone').fill(alice.email);
  await press(page, 'Send me a code');
  await page.getByLabel('Code', { exact: true }).fill(await world.codeFor(alice.email));
  await press(page, 'Continue');
  await page.getByLabel('New password').fill('a password that comes late');
  world.clock.advance(901);
  await press(page, 'Change password');
  await page.getByText('Please start again').waitFor();
  await look(page);
  await close();
});
