/** The playground and the flow inspector in real Chromium: every mode run for real, and a refusal found by its id. */
import { generateKeyPairSync } from 'node:crypto';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alice } from '../testkit/people.ts';
import { type ConsoleStage, enter, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

const pool = '/pools/default';
const secret = 'a secret for the playground, of 32 bytes';
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
    grant_types: [
      ...['authorization_code', 'implicit', 'refresh_token', 'client_credentials', 'password'],
      deviceGrant,
    ],
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
  const machine = { grant_types: ['client_credentials'], response_types: [], scope: 'read' };
  await make({
    ...machine,
    client_id: 'keyed',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'first' }] },
  });
  await make({
    ...machine,
    client_id: 'signing',
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_jwt',
  });
  await make({ ...every, client_id: 'fresh', client_name: 'Fresh', redirect_uris: [elsewhere] });
}, 60_000);
afterAll(() => stage.close());

const openBench = (mode: string, clientId = 'every', options?: BrowserContextOptions) =>
  stage.openConsole(`${pool}/playground?client_id=${clientId}&mode=${mode}`, options);

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const step = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^(\\d · )?${name}$`) });
/** An assertion is judged by the clock of the server, which stands still. */
const shareClock = (page: Page) => page.clock.setFixedTime(stage.world.clock.now() * 1000);
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();
const next = (page: Page, name: string) => step(page, 'Next').getByRole('button', { name }).click();

async function chooseMode(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Mode' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

async function runWithSignIn(page: Page): Promise<void> {
  const opened = page.waitForEvent('popup');
  await run(page);
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
    await run(page);
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

    await next(page, 'Refresh the tokens');
    await step(page, 'Refresh').getByText('grant_type=refresh_token').waitFor();
    await step(page, 'Refresh').getByText('· 200').waitFor();
    await next(page, 'Ask for user info');
    await step(page, 'User info').getByRole('rowheader', { name: 'sub', exact: true }).waitFor();
    await next(page, 'Introspect the access token');
    await step(page, 'Introspection').getByText('true', { exact: true }).waitFor();
    await next(page, 'Revoke the access token');
    await step(page, 'Revocation').getByText('· 200').waitFor();
    expect(faults()).toEqual([]);
    await next(page, 'Ask for user info');
    await step(page, 'User info').last().getByText('invalid_token').first().waitFor();
    await look(page);
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
    await run(page);
    await step(page, 'Token request').getByText('Signature verified').waitFor();
    await chooseMode(page, 'Password');
    await field(page, 'username').fill(alice.username);
    await field(page, 'password').fill(alice.password);
    await field(page, 'scope').fill('openid');
    await run(page);
    await step(page, 'Token request').getByText('grant_type=password').waitFor();
    await expect.poll(() => step(page, 'Token request').getByText('Signature verified').count()).toBe(2);
    expect(await page.locator('#content').innerText()).not.toContain(alice.password);
    expect(faults()).toEqual([]);
    await close();
  });

  it('shows a refusal with its rule, and leads to its flow', { timeout: 40_000 }, async () => {
    const { page, close } = await openBench('client_credentials', 'every', { colorScheme: 'dark' });
    await field(page, 'Client secret').fill('wrong');
    await run(page);
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

  it('keeps what was typed for one mode out of those where it means something else', async () => {
    const { page, close } = await openBench('pkce');
    await field(page, 'login_hint').fill(alice.username);
    await field(page, 'response_mode').fill('query');
    await field(page, 'More parameters 1').fill('claims_locales=de');
    await chooseMode(page, 'Implicit');
    expect(await field(page, 'login_hint').inputValue()).toBe(alice.username);
    expect(await field(page, 'response_type').inputValue()).toBe('id_token token');
    await chooseMode(page, 'Client credentials');
    expect(await field(page, 'More parameters 1').inputValue()).toBe('');
    await field(page, 'scope').fill('read');
    await chooseMode(page, 'Password');
    expect(await field(page, 'scope').inputValue()).toBe('openid');
    await close();
  });

  it('leads from a refused redirect to the very request that was refused', {
    timeout: 40_000,
  }, async () => {
    const { page, close } = await openBench('pkce');
    await field(page, 'prompt').fill('none');
    await run(page);
    await page.getByRole('alert').getByText('login_required').waitFor();
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Look at it in the flow inspector' }).click();
    const flow = await opened;
    await flow.getByRole('heading', { name: 'Authorization', level: 1 }).waitFor();
    await flow.getByText('login-required:').waitFor();
    await close();
  });

  it('signs in in its own window, and goes on from there without having kept the secret', {
    timeout: 40_000,
  }, async () => {
    const { page, faults, close } = await openBench('pkce');
    await field(page, 'Client secret').fill(secret);
    await field(page, 'scope').fill('openid email');
    await page.getByRole('button', { name: 'Sign in in this window' }).click();
    await enter(page, alice);
    await step(page, 'Authorization').getByText('state is the one that was sent').waitFor();
    expect(await page.evaluate('sessionStorage.getItem("symbolon-playground")')).toBe(null);
    expect(page.url()).not.toContain('code=');
    expect(await field(page, 'scope').inputValue()).toBe('openid email');
    expect(await field(page, 'Client secret').inputValue()).toBe('');
    await look(page);
    await field(page, 'Client secret').fill(secret);
    await next(page, 'Exchange the code');
    await step(page, 'Token request').getByText('Signature verified').first().waitFor();
    await step(page, 'Token request').getByText('nonce of the ID token is the one that was sent').waitFor();
    expect(faults()).toEqual([]);
    await close();
  });

  it('waits as a device until the end-user has decided elsewhere', { timeout: 40_000 }, async () => {
    const { page, close } = await openBench('device');
    await page.clock.install();
    await field(page, 'Client secret').fill(secret);
    await run(page);
    const device = step(page, 'Device authorization');
    await device.getByText('Asks again in 5 s').waitFor();
    await look(page);
    const turn = async () => {
      stage.world.clock.advance(6);
      await page.clock.runFor(6000);
    };
    await turn();
    await step(page, 'Token request').getByText('authorization_pending').first().waitFor();
    const opened = page.waitForEvent('popup');
    await device.getByRole('link', { name: 'Open the page with the code' }).click();
    const popup = await opened;
    await popup.getByRole('button', { name: 'Continue' }).click();
    await enter(popup, alice);
    await popup.getByRole('button', { name: 'Allow', exact: true }).click();
    await popup.getByText('Your device is connected').first().waitFor();
    await turn();
    await step(page, 'Token request').getByText('· 200').waitFor();
    expect(await device.getByText('Asks again').count()).toBe(0);
    await close();
  });

  it.each([
    ['a pasted JWK', JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'first' })],
    ['a pasted PEM', String(privateKey.export({ type: 'pkcs8', format: 'pem' }))],
    ['a key pair that it made and registered', undefined],
  ])('proves an application by an assertion, with %s', { timeout: 40_000 }, async (_, pasted) => {
    const { page, faults, close } = await openBench('client_credentials', 'keyed');
    await shareClock(page);
    if (pasted === undefined) {
      await field(page, 'Private key').fill('{"kty":"RSA"}');
      await page.getByText('This is no private key').waitFor();
      await look(page);
      await page.getByRole('button', { name: 'Make a key pair' }).click();
      await page.getByRole('button', { name: 'Register the public key' }).click();
    } else await field(page, 'Private key').fill(pasted);
    await page.getByText('Its public half is registered').waitFor();
    await look(page);
    await run(page);
    await step(page, 'Token request').getByText('· 200').waitFor();
    expect(await step(page, 'Token request').locator('pre').innerText()).toContain(
      'client_assertion=********',
    );
    await next(page, 'Introspect the access token');
    await step(page, 'Introspection').getByText('true', { exact: true }).waitFor();
    const { d } = privateKey.export({ format: 'jwk' });
    expect(
      await page.evaluate('document.body.outerHTML + JSON.stringify({ ...sessionStorage })'),
    ).not.toContain(d);
    expect(faults()).toEqual([]);
    await close();
  });

  it('signs an assertion with the client secret', { timeout: 40_000 }, async () => {
    const { page, close } = await openBench('client_credentials', 'signing');
    await shareClock(page);
    await field(page, 'Client secret').fill(secret);
    await run(page);
    await step(page, 'Token request').getByText('· 200').waitFor();
    await page.getByLabel('Show secrets').check();
    const sent = await step(page, 'Token request').locator('pre').innerText();
    expect(sent).toContain('client_assertion=ey');
    expect(sent).not.toContain(secret);
    await close();
  });

  it('takes no answer of another request', { timeout: 40_000 }, async () => {
    const { page, close } = await openBench('implicit');
    const opened = page.waitForEvent('popup');
    await run(page);
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
