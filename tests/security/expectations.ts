/** How a refusal looks: a page that leads nowhere, a redirect with an error, or a JSON error. */
import { expect } from 'vitest';
import type { Page } from '../testkit/browser.ts';
import { type Answer, responseOf } from '../testkit/relying-party.ts';

/** A page of our own, and no way to the redirect URI that was named. */
export function expectPage(page: Page, error: string, what = page.url): void {
  expect(page.location, what).toBeUndefined();
  expect(page.status, what).toBe(400);
  expect(page.headers.get('content-type'), what).toBe('text/html; charset=utf-8');
  expect(page.body, what).toContain(`<code>${error}</code>`);
}

/** An error for the client, and nothing that it asked for. */
export function expectRedirect(page: Page, error: string, what = page.url): URLSearchParams {
  expect(page.status, what).toBe(303);
  const response = responseOf(page);
  expect(response.get('error'), what).toBe(error);
  for (const name of ['code', 'access_token', 'id_token']) expect(response.has(name), what).toBe(false);
  return response;
}

export function expectRefused(answer: Answer, status: number, error: string, what?: string): void {
  expect([answer.status, answer.json['error']], what).toEqual([status, error]);
  for (const name of ['access_token', 'id_token', 'refresh_token'])
    expect(answer.json[name], what).toBeUndefined();
}
