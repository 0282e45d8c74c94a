/** The browser SDK in Chromium against the real server: every way in, and the way out — OIDC Core §3, RP-Initiated Logout. */
import { AuthenticationClient } from '@symbolon/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hybridSecret, openSdkStage, type SdkStage } from './sdk-stage.ts';
import { signIn } from './stage.ts';

let stage: SdkStage;
beforeAll(async () => {
  stage = await openSdkStage();
});
afterAll(() => stage.close());

type Data = Readonly<Record<string, unknown>>;

const failureOf = (page: Page, call: string) => page.evaluate<Data>(`failure(${call})`);

describe('a login by redirect', () => {
  it('brings tokens, the end-user and what the application wanted back, and cleans the address', async () => {
    const { page, faults, close } = await stage.open('plain');
    expect(await page.evaluate('client.isAuthenticated()')).toBe(false);
    const result = await stage.signIn<Data>(page);
    expect(Object.keys(result).sort()).toEqual(['appState', 'tokens', 'user']);
    expect(result).toMatchObject({
      appState: { at: '/inbox' },
      tokens: { token_type: 'Bearer', expires_in: 3600, scope: 'openid profile' },
      user: { iss: stage.world.issuer, aud: 'plain', sub: expect.any(String) },
    });
    expect(page.url()).toBe(`${stage.site.origin}/plain/callback?kept=1`);
    expect(await page.evaluate('client.getUser()')).toEqual(result['user']);
    expect(await page.evaluate('client.isExpired()')).toBe(false);
    expect(await page.evaluate('changes.length')).toBe(1);
    expect(await page.evaluate('[sessionStorage.length, localStorage.length]')).toEqual([0, 0]);
    expect(faults()).toEqual([]);
    await close();
  });

  it('is finished once, also where a framework asks twice', async () => {
    const { page, close } = await stage.open('plain');
    await page.evaluate('client.loginWithRedirect()').catch(() => undefined);
    await signIn(page);
    await page.waitForURL(`${stage.site.origin}/plain/callback*`);
    const callback = page.url();
    const requests = await stage.tokenRequestsDuring(async () => {
      const both = 'Promise.all([client.handleRedirectCallback(), client.handleRedirectCallback()])';
      const [one, two] = await page.evaluate<Data[]>(both);
      expect(one).toEqual(two);
    });
    expect(requests).toBe(1);
    expect(await failureOf(page, `client.handleRedirectCallback(${JSON.stringify(callback)})`)).toMatchObject(
      {
        code: 'callback_mismatch',
      },
    );
    await close();
  });

  const tampered: readonly [string, (answer: URL) => void][] = [
    ['another state', answer => answer.searchParams.set('state', 'other')],
    ['no state', answer => answer.searchParams.delete('state')],
    ['another issuer', answer => answer.searchParams.set('iss', 'https://evil.test')],
  ];
  it.each(tampered)('is refused with %s, and asks for no token', async (_, tamper) => {
    const { page, close } = await stage.open('plain');
    await page.evaluate('client.loginWithRedirect()').catch(() => undefined);
    await signIn(page);
    await page.waitForURL(`${stage.site.origin}/plain/callback*`);
    const answer = new URL(page.url());
    tamper(answer);
    await page.goto(answer.href);
    const requests = await stage.tokenRequestsDuring(async () => {
      expect(await failureOf(page, 'client.handleRedirectCallback()')).toMatchObject({
        code: 'callback_mismatch',
      });
    });
    expect(requests).toBe(0);
    expect(await page.evaluate('client.isAuthenticated()')).toBe(false);
    expect(page.url()).not.toContain('code=');
    await close();
  });

  it('tells the refusal of the end-user in the words of the provider', async () => {
    const { page, close } = await stage.open('plain');
    await page.evaluate('client.loginWithRedirect()').catch(() => undefined);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(`${stage.site.origin}/plain/callback*`);
    expect(await failureOf(page, 'client.handleRedirectCallback()')).toMatchObject({
      name: 'RefusedError',
      error: 'access_denied',
    });
    expect(page.url()).toBe(`${stage.site.origin}/plain/callback?kept=1`);
    await close();
  });
});

describe('a login in a popup', () => {
  const begin = async (page: Page) => {
    const opened = page.waitForEvent('popup');
    await page.evaluate('void (login = client.loginWithPopup().catch(({ code }) => code))');
    const popup = await opened;
    await popup.getByRole('button', { name: 'Sign in' }).waitFor();
    return popup;
  };

  it('signs in without leaving the page, and listens to nobody but the provider in that window', async () => {
    const { page, close } = await stage.open('plain');
    await page.evaluate('var login');
    const popup = await begin(page);
    const forged = { type: 'authorization_response', response: { state: 'x', error: 'access_denied' } };
    await page.evaluate(`window.postMessage(${JSON.stringify(forged)}, '*')`);
    // The provider's own words, but to somebody else's request.
    const foreign = new URLSearchParams({
      client_id: 'plain',
      redirect_uri: `${stage.site.origin}/plain/callback?kept=1`,
      response_type: 'code',
      response_mode: 'web_message',
      prompt: 'none',
      state: 'x',
    });
    await page.evaluate(`new Promise(heard => {
      addEventListener('message', heard, { once: true });
      const frame = document.createElement('iframe');
      frame.src = '${stage.world.issuer}/auth?${foreign}';
      document.body.append(frame);
    })`);
    await popup.goto(`${stage.site.origin}/plain`);
    await popup.evaluate(`window.opener.postMessage(${JSON.stringify(forged)}, '*')`);
    await popup.goBack();
    await signIn(popup);
    const result = await page.evaluate<Data>('login');
    expect(result).toMatchObject({ user: { aud: 'plain' }, tokens: { token_type: 'Bearer' } });
    expect(popup.isClosed()).toBe(true);
    expect(page.url()).toBe(`${stage.site.origin}/plain`);
    expect(await page.evaluate('client.getTokens()')).toEqual(result['tokens']);
    await close();
  });

  it('says that the end-user closed it, and that the browser let none open', async () => {
    const { page, close } = await stage.open('plain');
    await page.evaluate('var login');
    await (await begin(page)).close();
    expect(await page.evaluate('login')).toBe('popup_closed');
    await page.evaluate('window.open = () => null');
    expect(await failureOf(page, 'client.loginWithPopup()')).toMatchObject({ code: 'popup_blocked' });
    await close();
  });
});

describe('response types with tokens', () => {
  it('implicit: tokens of the fragment, checked; a frame renews them', async () => {
    const { page, faults, close } = await stage.open('implicit');
    const result = await stage.signIn<Data>(page);
    expect(Object.keys(result).sort()).toEqual(['appState', 'tokens', 'user']);
    expect(result['tokens']).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(page.url()).toBe(`${stage.site.origin}/implicit/callback?kept=1`);
    await stage.pass(3599, page);
    const renewed = await page.evaluate<Data>('client.getTokens()');
    expect(renewed['access_token']).not.toBe(Reflect.get(Object(result['tokens']), 'access_token'));
    expect(await page.evaluate('document.querySelectorAll("iframe").length')).toBe(0);
    expect(faults()).toEqual([]);
    await close();
  });

  it('implicit: an access token that was put in place of the right one is refused (at_hash)', async () => {
    const { page, close } = await stage.open('implicit');
    await page.evaluate('client.loginWithRedirect()').catch(() => undefined);
    await signIn(page);
    await page.waitForURL(`${stage.site.origin}/implicit/callback*`);
    const other = page.url().replace(/access_token=[^&]+/, 'access_token=of-somebody-else');
    expect(await failureOf(page, `client.handleRedirectCallback(${JSON.stringify(other)})`)).toMatchObject({
      code: 'invalid_token',
      message: expect.stringContaining('at_hash'),
    });
    expect(await page.evaluate('client.isAuthenticated()')).toBe(false);
    await close();
  });

  it('hybrid: the code is handed on with all that the back end needs to exchange it', async () => {
    const { page, close } = await stage.open('hybrid');
    const result = await stage.signIn<Record<'code' | 'codeVerifier' | 'nonce', string> & Data>(page);
    expect(result).toMatchObject({ user: { aud: 'hybrid' }, tokens: { token_type: 'Bearer' } });
    const backEnd = new AuthenticationClient({
      appId: 'hybrid',
      appSecret: hybridSecret,
      issuer: stage.world.issuer,
      redirectUri: `${stage.site.origin}/hybrid/callback?kept=1`,
      clock: stage.world.clock.now,
    });
    const { code, codeVerifier, nonce } = result;
    const tokens = await backEnd.getAccessTokenByCode(code, { codeVerifier, nonce });
    expect(tokens.refresh_token).toEqual(expect.any(String));
    await close();
  });
});

describe('a logout', () => {
  it('ends the session at the provider, the refresh token, and the sign-in of every tab', async () => {
    const { page, close } = await stage.open('offline');
    const { tokens } = await stage.signIn<{ tokens: { refresh_token: string } }>(page);
    const other = await stage.openTab(page.context(), 'offline');
    expect(await other.evaluate('client.isAuthenticated()')).toBe(true);
    await page.evaluate('client.logout({ state: "bye" })').catch(() => undefined);
    await page.waitForURL(`${stage.site.origin}/offline/bye?state=bye`);
    await other.waitForFunction('changes.includes("signed-out")');
    expect(await other.evaluate('client.isAuthenticated()')).toBe(false);
    expect(await failureOf(other, 'client.getTokens()')).toMatchObject({
      name: 'RefusedError',
      error: 'login_required',
    });
    const answer = await fetch(`${stage.world.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token,
        client_id: 'offline',
      }),
    });
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
    await close();
  });

  it('reaches tabs that keep their tokens to themselves', async () => {
    const { page, close } = await stage.open('plain');
    await stage.signIn(page);
    const other = await stage.openTab(page.context(), 'plain');
    await other.evaluate('client.getTokens()');
    expect(await other.evaluate('client.isAuthenticated()')).toBe(true);
    await page.evaluate('client.forget()');
    await other.waitForFunction('changes.includes("signed-out")');
    expect(await other.evaluate('client.isAuthenticated()')).toBe(false);
    // The session at the provider goes on.
    expect(await other.evaluate('client.getTokens().then(() => client.getUser())')).toMatchObject({
      aud: 'plain',
    });
    await close();
  });
});
