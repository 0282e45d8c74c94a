/** The browser SDK in trouble that is not its own: a provider under load, a listener that throws, a store that is full. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSdkStage, type SdkStage } from './sdk-stage.ts';

let stage: SdkStage;
beforeAll(async () => {
  stage = await openSdkStage();
});
afterAll(() => stage.close());

type Data = Readonly<Record<string, unknown>>;

const failureOf = (page: Page, call: string) => page.evaluate<Data>(`failure(${call})`);
const tokenEndpoint = '**/oidc/token';

it.each([
  ['overload', 503],
  ['too many requests', 429],
])('a provider in trouble (%s) sends nobody to the login', async (_, status) => {
  const { page, close } = await stage.open('offline');
  await stage.signIn<Data>(page);
  await stage.pass(3600, page);
  const body = { error: 'temporarily_unavailable', error_description: 'so many requests' };
  const headers = { 'access-control-allow-origin': stage.site.origin };
  await page.route(tokenEndpoint, route => route.fulfill({ status, headers, json: body }));
  expect(await failureOf(page, 'client.getTokens()')).toMatchObject({
    name: 'UnavailableError',
    code: 'unavailable',
  });
  await page.unroute(tokenEndpoint);
  expect(await page.evaluate('client.getTokens().then(() => client.isExpired())')).toBe(false);
  await close();
});

it('a listener that throws costs nobody the tokens', async () => {
  const { page, close } = await stage.open('offline');
  const { tokens } = await stage.signIn<{ tokens: Data }>(page);
  const heard = page.waitForEvent('pageerror');
  await page.evaluate('client.onChange(() => { throw new Error("of the application"); })');
  await page.evaluate('client.onChange(() => changes.push("the next one"))');
  await stage.pass(3600, page);
  expect(await page.evaluate('client.getAccessToken()')).not.toBe(tokens['access_token']);
  expect((await heard).message).toBe('of the application');
  expect(await page.evaluate('changes.at(-1)')).toBe('the next one');
  await close();
});

it('a store that is full leaves no spent token behind, and this page goes on', async () => {
  const { page, close } = await stage.open('offline');
  await stage.signIn<Data>(page);
  await page.evaluate(`void (window.put = IDBObjectStore.prototype.put, IDBObjectStore.prototype.put = () => {
    throw new DOMException('full', 'QuotaExceededError');
  })`);
  // Without a session at the provider only the refresh token is left to sign in by.
  await page.context().clearCookies();
  await stage.pass(3600, page);
  const complaint = page.waitForEvent('pageerror');
  const second = await page.evaluate<Data>('client.getTokens()');
  expect((await complaint).name).toBe('QuotaExceededError');
  expect(await page.evaluate('client.getTokens()')).toEqual(second);
  const other = await stage.openTab(page.context(), 'offline');
  expect(await other.evaluate('client.isAuthenticated()')).toBe(false);
  await page.evaluate('void (IDBObjectStore.prototype.put = put)');
  await stage.pass(3600, page);
  const third = await page.evaluate<Data>('client.getTokens()');
  expect(third['refresh_token']).not.toBe(second['refresh_token']);
  expect(await other.evaluate('client.getTokens()')).toMatchObject({
    refresh_token: third['refresh_token'],
  });
  await close();
});
