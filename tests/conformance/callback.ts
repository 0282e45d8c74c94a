/** What reaches the redirect URI, judged as the suite judges it — OIDC Core §3.1.2.5, §3.1.2.6, §3.2.2.5, §3.3.2.5. */
import { expect } from 'vitest';
import { type Page, readForm } from '../testkit/browser.ts';
import type { Run } from './run.ts';

type Channel = 'query' | 'fragment' | 'form_post';

export interface Callback {
  readonly channel: Channel;
  readonly members: URLSearchParams;
}

/** Reads an answer wherever it travels; nothing of it may be anywhere else. */
export function readCallback({ client }: Run, page: Page): Callback {
  if (page.location === undefined) {
    const form = readForm(page);
    expect([page.status, form.action]).toEqual([200, client.redirectUri]);
    return { channel: 'form_post', members: new URLSearchParams([...form.hidden]) };
  }
  const url = new URL(page.location);
  expect([page.status, `${url.origin}${url.pathname}`]).toEqual([303, client.redirectUri]);
  expect(url.search === '' || url.hash === '').toBe(true);
  const isFragment = url.hash !== '';
  const members = new URLSearchParams(isFragment ? url.hash.slice(1) : url.search);
  return { channel: isFragment ? 'fragment' : 'query', members };
}

export function channelOf({ plan }: Run): Channel {
  if (plan.byFormPost) return 'form_post';
  return plan.responseType === 'code' ? 'query' : 'fragment';
}

/** An answer that grants: exactly what the response type names, in its channel. */
export function granted(run: Run, page: Page, state: string): URLSearchParams {
  const { channel, members } = readCallback(run, page);
  expect([...members.keys()]).not.toContain('error');
  expect(channel).toBe(channelOf(run));
  expect([members.get('state'), members.get('iss')]).toEqual([state, run.world.issuer]);
  const words = run.plan.responseType.split(' ').map(word => (word === 'token' ? 'access_token' : word));
  const tokens = ['code', 'id_token', 'access_token'].filter(name => members.has(name));
  expect(tokens.toSorted()).toEqual(words.toSorted());
  return members;
}

const ofErrors = ['error', 'error_description', 'error_uri', 'state', 'session_state', 'iss'];

/** An answer that refuses, with the state as it was sent; the error. */
export function refused(run: Run, page: Page, channel: Channel, state: string): string {
  const callback = readCallback(run, page);
  const { members } = callback;
  expect(callback.channel).toBe(channel);
  expect(members.get('state')).toBe(state);
  expect([...members.keys()].filter(name => !ofErrors.includes(name))).toEqual([]);
  expect(members.get('error_description') ?? '').toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/);
  return members.get('error') ?? '';
}

/** A page of the provider instead of an answer: nothing leads back to the client. */
export function refusedOnPage(page: Page): void {
  expect([page.status, page.location]).toEqual([400, undefined]);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.body).toContain('This sign-in cannot go on');
}
