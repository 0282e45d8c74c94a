/** Forms of other sites, and what must become of them — OWASP CSRF, Fetch Metadata; row SC-05. */
import { expect } from 'vitest';
import { Browser, type Page, readForm } from '../testkit/browser.ts';

/** The five forgeries: from another site by each sign of it, and as no form. */
const forgeries: readonly Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' },
  { origin: 'https://evil.test' },
  { origin: 'null' },
  { 'sec-fetch-site': 'same-origin, cross-site' },
];

/** Another browser's form is one of them. */
export async function expectForgeriesRefused(
  browser: Browser,
  page: Page,
  typed: Record<string, string>,
): Promise<void> {
  const { action, hidden } = readForm(page);
  const fields = { ...Object.fromEntries(hidden), ...typed };
  for (const headers of forgeries) {
    const answer = await browser.post(action, fields, headers);
    expect([answer.status, answer.location, answer.headers.getSetCookie()], JSON.stringify(headers)).toEqual([
      403,
      undefined,
      [],
    ]);
  }
  const otherTypes = ['text/plain', 'multipart/form-data; boundary=x', 'application/json'];
  for (const type of otherTypes) {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = new URLSearchParams(fields).toString();
    const answer = await fetch(action, {
      method: 'POST',
      headers: { 'content-type': type, cookie },
      body,
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.getSetCookie()], type).toEqual([400, []]);
  }
  const withoutTicket = await browser.post(action, typed);
  expect([withoutTicket.status, withoutTicket.headers.getSetCookie()]).toEqual([400, []]);
  const inQuery = await browser.post(`${action}?ticket=${hidden.get('ticket') ?? ''}`, typed);
  expect([inQuery.status, inQuery.headers.getSetCookie()]).toEqual([400, []]);
  const ticket = hidden.get('ticket') ?? '';
  for (const altered of [
    ticket.slice(0, -2),
    `${ticket.startsWith('A') ? 'B' : 'A'}${ticket.slice(1)}`,
    'x',
    `${ticket}AAAA`,
  ])
    expect((await browser.post(action, { ...typed, ticket: altered })).status, altered).toBe(403);
  const stranger = new Browser();
  await stranger.get(`${new URL(action).origin}/login`);
  expect((await stranger.post(action, fields)).status).toBe(403);
  expect((await new Browser().post(action, fields)).status).toBe(403);
}
