/** The playground in real Chromium: every mode run for real, and a refusal found by its id. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alice } from '../testkit/people.ts';
import { enter } from './console-stage.ts';
import { look } from './look.ts';
import {
  chooseMode,
  elsewhere,
  field,
  next,
  openPlaygroundStage,
  type PlaygroundStage,
  pool,
  privateKey,
  run,
  runWithSignIn,
  secret,
  step,
} from './playground-stage.ts';

let stage: PlaygroundStage;
beforeAll(async () => {
  stage = await openPlaygroundStage();
}, 60_000);
afterAll(() => stage.close());

/** An assertion is judged by the clock of the server, which stands still. */
const shareClock = (page: Page) => page.clock.setFixedTime(stage.world.clock.now() * 1000);

describe('the playground', () => {
  it('signs in by code with PKCE, shows and verifies the tokens, and refreshes them', {
    timeout: 40_000,
  }, async () => {
    const { page, faults, close } = await stage.openBench('pkce');
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
    const { page, faults, close } = await stage.openBench(mode);
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
    const { page, faults, close } = await stage.openBench('client_credentials');
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
    const { page, close } = await stage.openBench('client_credentials', 'every', { colorScheme: 'dark' });
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
    const { page, faults, close } = await stage.openBench('pkce', 'fresh', {
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
    const { page, close } = await stage.openBench('pkce');
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
    const { page, close } = await stage.openBench('pkce');
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
    const { page, faults, close } = await stage.openBench('pkce');
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
    const { page, close } = await stage.openBench('device');
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
    const { page, faults, close } = await stage.openBench('client_credentials', 'keyed');
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
    const { page, close } = await stage.openBench('client_credentials', 'signing');
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
    const { page, close } = await stage.openBench('implicit');
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
