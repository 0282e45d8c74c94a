/** Tokens that live on in the browser SDK: many tabs, lost answers, no network, and the end of it — RFC 6749 §6. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSdkStage, type SdkStage } from './sdk-stage.ts';

let stage: SdkStage;
beforeAll(async () => {
  stage = await openSdkStage();
});
afterAll(() => stage.close());

type Data = Readonly<Record<string, unknown>>;
interface Result {
  readonly tokens: { readonly access_token: string; readonly refresh_token: string };
  readonly user: { readonly sub: string };
}

const failureOf = (page: Page, call: string) => page.evaluate<Data>(`failure(${call})`);
const tokenEndpoint = '**/oidc/token';

/** What one side waits for, and the other lets pass. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

/** As the provider's administrator, or a thief's discovery, would. */
const revoke = (refreshToken: string) =>
  fetch(`${stage.world.issuer}/token/revocation`, {
    method: 'POST',
    body: new URLSearchParams({ token: refreshToken, client_id: 'offline' }),
  });

describe('one renewal for all', () => {
  it('two tabs with many calls each make one token request, and all get its tokens', async () => {
    const { page, faults, close } = await stage.open('offline');
    const { tokens } = await stage.signIn<Result>(page);
    const other = await stage.openTab(page.context(), 'offline');
    await stage.pass(3599, page, other);
    const three = 'Promise.all([1, 2, 3].map(() => client.getAccessToken()))';
    let got: string[] = [];
    const requests = await stage.tokenRequestsDuring(async () => {
      const both = [page, other].map(tab => tab.evaluate<string[]>(three));
      got = (await Promise.all(both)).flat();
    });
    expect(requests).toBe(1);
    expect(got).toHaveLength(6);
    expect(new Set(got).size).toBe(1);
    expect(got[0]).not.toBe(tokens.access_token);
    for (const tab of [page, other])
      await tab.waitForFunction('changes.some(change => change.startsWith("renewed"))');
    expect(faults()).toEqual([]);
    await close();
  });

  it('a tab that keeps its tokens to itself gets a set of its own, by a frame', async () => {
    const { page, close } = await stage.open('plain');
    const { tokens, user } = await stage.signIn<Result>(page);
    const other = await stage.openTab(page.context(), 'plain');
    const own = await other.evaluate<Data>('client.getTokens()');
    expect(own['access_token']).not.toBe(tokens.access_token);
    expect(await other.evaluate('client.getUser()')).toMatchObject({ sub: user.sub });
    expect(await page.evaluate('client.getAccessToken()')).toBe(tokens.access_token);
    await close();
  });

  it('nothing is asked for while the token lives as long as is wished', async () => {
    const { page, close } = await stage.open('offline');
    const { tokens } = await stage.signIn<Result>(page);
    await stage.pass(3000, page);
    const requests = await stage.tokenRequestsDuring(async () => {
      expect(await page.evaluate('client.getAccessToken()')).toBe(tokens.access_token);
      expect(await page.evaluate('client.getAccessToken({ minimumLifetime: 500 })')).toBe(
        tokens.access_token,
      );
    });
    expect(requests).toBe(0);
    expect(await page.evaluate('client.getAccessToken({ minimumLifetime: 700 })')).not.toBe(
      tokens.access_token,
    );
    await close();
  });
});

describe('an answer that is lost', () => {
  it('is asked for again, and nobody is signed out', async () => {
    const { page, close } = await stage.open('offline');
    const { tokens } = await stage.signIn<Result>(page);
    await stage.pass(3600, page);
    await page.route(
      tokenEndpoint,
      async route => {
        expect((await route.fetch()).status()).toBe(200);
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    const requests = await stage.tokenRequestsDuring(async () => {
      expect(await page.evaluate('client.getAccessToken()')).not.toBe(tokens.access_token);
    });
    expect(requests).toBe(2);
    // The successor is in force, not a fork of it.
    await stage.pass(3600, page);
    const next = await page.evaluate<Data>('client.getTokens()');
    expect(next['refresh_token']).not.toBe(tokens.refresh_token);
    await close();
  });

  it('leaves the refresh token where it is, however often it is lost', async () => {
    const { page, close } = await stage.open('offline');
    await stage.signIn<Result>(page);
    await stage.pass(3600, page);
    await page.route(tokenEndpoint, async route => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    expect(await failureOf(page, 'client.getTokens()')).toMatchObject({ code: 'network' });
    expect(await page.evaluate('client.isAuthenticated()')).toBe(true);
    await page.unroute(tokenEndpoint);
    // Without a session at the provider only the refresh token is left to sign in by.
    await page.context().clearCookies();
    expect(await page.evaluate('client.getTokens().then(() => client.isExpired())')).toBe(false);
    await close();
  });

  it('does no harm while the old token lives', async () => {
    const { page, close } = await stage.open('offline');
    const { tokens } = await stage.signIn<Result>(page);
    await stage.pass(3590, page);
    await page.route(tokenEndpoint, route => route.abort('connectionrefused'));
    expect(await page.evaluate('client.getAccessToken()')).toBe(tokens.access_token);
    expect(await failureOf(page, 'client.getAccessToken({ minimumLifetime: 60 })')).toMatchObject({
      code: 'network',
    });
    await close();
  });
});

describe('without a network', () => {
  it('an application starts with who was signed in, and renews by itself once it is back', async () => {
    const { page, close } = await stage.open('offline');
    const { user } = await stage.signIn<Result>(page);
    await stage.pass(7200, page);
    await page.context().setOffline(true);
    await page.evaluate('client.close(); client = start("offline"); void 0');
    expect(await page.evaluate('client.getUser()')).toEqual(user);
    expect(await page.evaluate('Promise.all([client.isAuthenticated(), client.isExpired()])')).toEqual([
      true,
      true,
    ]);
    expect(await failureOf(page, 'client.getTokens()')).toMatchObject({ code: 'network' });
    await page.context().setOffline(false);
    await page.waitForFunction(`changes.includes("renewed ${user.sub}")`);
    const requests = await stage.tokenRequestsDuring(async () => {
      expect(await page.evaluate('client.getTokens().then(() => client.isExpired())')).toBe(false);
    });
    expect(requests).toBe(0);
    await close();
  });

  it('an AuthResult that the application kept is enough to start from', async () => {
    const { page, close } = await stage.open('offline');
    const { user } = await stage.signIn<Result>(page);
    const kept = await page.evaluate<Data>('client.getTokens().then(symbolon.toAuthResult)');
    expect(kept).toMatchObject({ expires_in: 3600, profile: { sub: user.sub } });
    await stage.pass(3600, page);
    await page.context().setOffline(true);
    await page.evaluate(
      'client.close(); indexedDB.deleteDatabase("symbolon"); client = start("offline"); void 0',
    );
    expect(await page.evaluate('client.getUser().then(user => user === undefined)')).toBe(true);
    await page.evaluate(`client.restore(${JSON.stringify(kept)})`);
    expect(await page.evaluate('client.getUser()')).toEqual(user);
    expect(await page.evaluate('client.isExpired()')).toBe(true);
    await page.context().setOffline(false);
    await page.waitForFunction(`changes.includes("renewed ${user.sub}")`);
    const renewed = await page.evaluate<Data>('client.getTokens()');
    // What is kept is newer, and stays.
    await page.evaluate(`client.restore(${JSON.stringify(kept)})`);
    expect(await page.evaluate('client.getTokens()')).toEqual(renewed);
    await close();
  });
});

describe('the end', () => {
  it('a revoked refresh token is dropped, and a frame signs in again where the session lives', async () => {
    const { page, close } = await stage.open('offline');
    const { tokens, user } = await stage.signIn<Result>(page);
    await revoke(tokens.refresh_token);
    await stage.pass(3600, page);
    const renewed = await page.evaluate<Data>('client.getTokens()');
    expect(renewed['refresh_token']).not.toBe(tokens.refresh_token);
    expect(await page.evaluate('client.getUser()')).toMatchObject({ sub: user.sub });
    await close();
  });

  it('where the session is over too, the application is told, and nothing is kept', async () => {
    const { page, close } = await stage.open('offline');
    const { tokens } = await stage.signIn<Result>(page);
    await revoke(tokens.refresh_token);
    await page.context().clearCookies();
    await stage.pass(3600, page);
    expect(await failureOf(page, 'client.getTokens()')).toMatchObject({
      name: 'RefusedError',
      error: 'login_required',
    });
    expect(await page.evaluate('changes.at(-1)')).toBe('signed-out');
    expect(await page.evaluate('client.isAuthenticated()')).toBe(false);
    await close();
  });

  it('a renewal that was under way does not bring back who signed out', async () => {
    const { page, close } = await stage.open('offline');
    await stage.signIn<Result>(page);
    await stage.pass(3600, page);
    const reached = gate();
    const left = gate();
    await page.route(tokenEndpoint, async route => {
      const response = await route.fetch();
      reached.open();
      await left.passed;
      await route.fulfill({ response });
    });
    const renewal = failureOf(page, 'client.getTokens()');
    await reached.passed;
    await page.evaluate('client.forget()');
    left.open();
    expect(await renewal).toMatchObject({ error: 'login_required' });
    expect(await page.evaluate('client.isAuthenticated()')).toBe(false);
    await close();
  });

  it('a provider that does not answer is given up after five seconds', async () => {
    const { page, close } = await stage.open('plain');
    await stage.signIn<Result>(page);
    await page.clock.install();
    await stage.pass(3600, page);
    const asked = gate();
    await page.route('**/oidc/auth?**', () => asked.open());
    const renewal = failureOf(page, 'client.getTokens()');
    await asked.passed;
    await page.clock.fastForward(5001);
    expect(await renewal).toMatchObject({ code: 'timeout' });
    expect(await page.evaluate('document.querySelectorAll("iframe").length')).toBe(0);
    expect(await page.evaluate('client.isAuthenticated()')).toBe(true);
    await close();
  });
});
