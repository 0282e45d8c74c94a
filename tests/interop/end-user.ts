/** An end-user at a browser, on the way from an application to the hosted login and back. */
import { type Browser, type Page, readForm } from '../testkit/browser.ts';
import { alice } from '../testkit/people.ts';

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Follows the redirects of the server, signs in where it asks, agrees where it asks, and stops at what leaves it: a
 * redirect, or a form.
 */
export async function signInAt(
  browser: Browser,
  authorizationUrl: URL | string,
  who: Credentials = alice,
): Promise<Page> {
  const { origin } = new URL(authorizationUrl);
  let page = await browser.follow(await browser.get(String(authorizationUrl)), origin);
  if (page.body.includes('id="password"')) {
    const submitted = await browser.submit(page, { identifier: who.username, password: who.password });
    page = await browser.follow(submitted, origin);
  }
  if (page.body.includes('id="allow"'))
    page = await browser.follow(await browser.submit(page, { decision: 'allow' }), origin);
  return page;
}

/** What reaches the application's redirect URI: the address, or the form that the browser posts there by itself. */
export async function callbackOf(
  browser: Browser,
  authorizationUrl: URL | string,
  who?: Credentials,
): Promise<URL | Request> {
  const page = await signInAt(browser, authorizationUrl, who);
  if (page.location !== undefined) return new URL(page.location);
  const { action, hidden } = readForm(page);
  return new Request(action, { method: 'POST', body: new URLSearchParams([...hidden]) });
}

/** The same, where the answer must come as an address. */
export async function callbackUrlOf(
  browser: Browser,
  authorizationUrl: URL | string,
  who?: Credentials,
): Promise<URL> {
  const callback = await callbackOf(browser, authorizationUrl, who);
  if (callback instanceof Request) throw new Error('the answer came as a form');
  return callback;
}
