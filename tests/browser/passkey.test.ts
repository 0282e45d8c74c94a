/** Passkeys and the second factor in real Chromium — WebAuthn Level 3 §7, WCAG 2.2; rows WA-02, WA-05, WA-08. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authenticatorApp, enrolApp, removeApp } from '../testkit/authenticator-app.ts';
import { alice, bob } from '../testkit/people.ts';
import { addAuthenticator } from '../testkit/virtual-authenticator.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { look } from './look.ts';
import { openStage, type Stage, signIn } from './stage.ts';

const multi = 'urn:symbolon:acr:multi-factor';
const claims = JSON.stringify({ id_token: { acr: { essential: true, value: multi } } });
const pool = { sign_in: { methods: ['password', 'passkey'] } };

let stage: Stage;
let world: World;
beforeAll(async () => {
  stage = await openStage(async applications => {
    world = await createWorld({ applications, pool, hostname: 'localhost' });
    return world;
  });
});
afterAll(() => stage.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isAt = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

const small = { width: 390, height: 844 };
const large = { width: 1440, height: 900 };
const looks: readonly BrowserContextOptions[] = [
  { colorScheme: 'light', viewport: small, reducedMotion: 'reduce' },
  { colorScheme: 'dark', viewport: large, reducedMotion: 'reduce' },
];

it.each(looks)(
  'a passkey is made after a password, and signs in alone: %j',
  { timeout: 60_000 },
  async options => {
    const { page, faults, close } = await stage.openWindow(options);
    const authenticator = await addAuthenticator(page);
    await page.goto(stage.authorizationUrl({ state: 'made' }));
    await page.locator('[data-passkey-capable][value=yes]').waitFor({ state: 'attached' });
    await signIn(page);
    await isAt(page, 'Sign in faster next time');
    await look(page);
    await press(page, 'Create a passkey');
    expect((await stage.answerAt(page)).get('state')).toBe('made');
    expect(await authenticator.passkeys()).toBe(1);
    await page.context().clearCookies();
    // Offered by the browser itself, or by the button where it does not.
    await page.goto(stage.authorizationUrl({ state: 'used', claims }));
    expect((await stage.answerAt(page)).get('state')).toBe('used');
    expect(faults()).toEqual([]);
    for (const { credentialId } of await passkeysOf(alice.username))
      await world.storage.credentials.removePasskey(await poolOf(), await idOf(alice.username), credentialId);
    await close();
  },
);

const poolOf = async () => {
  const found = (await world.storage.pools.list()).find(name => name === 'default');
  if (found === undefined) throw new Error('there is no default pool');
  return found;
};
const idOf = async (username: string) =>
  (await world.storage.users.findByIdentifier(await poolOf(), username))?.id ?? '';
const passkeysOf = async (username: string) =>
  (await world.storage.credentials.of(await poolOf(), await idOf(username))).passkeys;

it('is declined for 30 days, and then offered again', { timeout: 60_000 }, async () => {
  const { page, close } = await stage.openWindow();
  await addAuthenticator(page);
  const visit = async () => {
    await page.goto(stage.authorizationUrl({ prompt: 'login' }));
    await page.locator('[data-passkey-capable][value=yes]').waitFor({ state: 'attached' });
    await signIn(page, bob);
  };
  await visit();
  await isAt(page, 'Sign in faster next time');
  await press(page, 'Not now');
  await stage.answerAt(page);
  const declined = (await page.context().cookies()).find(({ name }) => name.includes('no-passkey'));
  expect(Math.round(((declined?.expires ?? 0) - Date.now() / 1000) / 86_400)).toBe(30);
  await visit();
  await stage.answerAt(page);
  await close();
});

it('WA-02: one answer signs in once, and only in its browser', { timeout: 60_000 }, async () => {
  const { page, close } = await stage.openWindow();
  const authenticator = await addAuthenticator(page);
  await page.goto(stage.authorizationUrl());
  await page.locator('[data-passkey-capable][value=yes]').waitFor({ state: 'attached' });
  await signIn(page, bob);
  await press(page, 'Create a passkey');
  await stage.answerAt(page);
  expect(await authenticator.passkeys()).toBe(1);
  await page.context().clearCookies();
  const sent = page.waitForRequest(request => request.method() === 'POST');
  await page.goto(stage.authorizationUrl());
  const { url, body, cookie } = await sent.then(async request => ({
    url: request.url(),
    body: request.postData() ?? '',
    cookie: (await request.allHeaders())['cookie'] ?? '',
  }));
  await stage.answerAt(page);
  const post = (text: string) =>
    fetch(url, {
      method: 'POST',
      body: text,
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    });
  expect(new URLSearchParams(body).get('passkey')).toContain('clientDataJSON');
  for (const { status } of await Promise.all(Array.from({ length: 5 }, () => post(body))))
    expect(status).toBe(400);
  await close();
});

it.each(looks)(
  'a second factor is asked for, and read aloud well: %j',
  { timeout: 60_000 },
  async options => {
    const app = await enrolApp(world, bob.username);
    const { page, faults, close } = await stage.openWindow(options);
    await page.goto(stage.authorizationUrl({ state: 'two' }));
    await signIn(page, bob);
    await isAt(page, 'One more step');
    await look(page);
    await press(page, 'Use a recovery code');
    await look(page);
    await press(page, 'Use the authenticator app');
    await page.getByLabel('Code', { exact: true }).fill('000000' === app.code() ? '111111' : '000000');
    await press(page, 'Continue');
    await page.locator('#code-error').waitFor();
    await look(page);
    await page.keyboard.type(app.code());
    await page.keyboard.press('Enter');
    expect((await stage.answerAt(page)).get('state')).toBe('two');
    expect(faults()).toEqual([]);
    await removeApp(world, bob.username);
    await close();
  },
);

it.each([...looks, { javaScriptEnabled: false, viewport: small }])(
  'an app is set up where it is demanded: %j',
  { timeout: 60_000 },
  async options => {
    const strict = await createWorld({ pool: { sign_in: { second_factor: 'required' } }, users: [bob] });
    const { page, faults, close } = await stage.openWindow(options);
    const read = options.javaScriptEnabled === false ? async () => {} : look;
    await page.goto(`${strict.origin}/login`);
    await signIn(page, bob);
    await isAt(page, 'Set up an authenticator app');
    await read(page);
    const app = authenticatorApp(strict, (await page.locator('#secret').textContent()) ?? '');
    await page.getByLabel('Code', { exact: true }).fill(app.code());
    await press(page, 'Confirm');
    await isAt(page, 'Keep your recovery codes');
    await read(page);
    expect((await page.locator('#recovery-codes').textContent())?.trim().split('\n')).toHaveLength(10);
    await press(page, 'I have kept them');
    await page.waitForURL(`${strict.origin}/u`);
    expect(faults()).toEqual([]);
    await close();
    await strict.close();
  },
);

it('a passkey is added at the account page, and removed there', { timeout: 60_000 }, async () => {
  const { page, faults, close } = await stage.openWindow({ viewport: small, colorScheme: 'dark' });
  const authenticator = await addAuthenticator(page);
  await page.goto(`${world.origin}/u`);
  await signIn(page);
  const decline = page.getByRole('button', { name: 'Not now' });
  const account = page.getByRole('heading', { name: 'Your account' });
  await decline.or(account).first().waitFor();
  if (await decline.isVisible()) await decline.click();
  await account.waitFor();
  await look(page);
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await press(page, 'Create a passkey');
  await page.getByText('The passkey was added.').waitFor();
  expect(await authenticator.passkeys()).toBe(1);
  await look(page);
  await page.getByRole('button', { name: 'Remove: Passkey' }).last().click();
  await page.getByText('The passkey was removed.').waitFor();
  expect(faults()).toEqual([]);
  await close();
});
