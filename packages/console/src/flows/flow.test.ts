/** What a token request decided, in words. */
import { expect, it } from 'vitest';
import { en } from '../words/en.ts';
import { speaker } from '../words/say.tsx';
import { decisionsOf, type FlowEvent } from './flow.ts';

const say = speaker('en');

const exchanged = (grant: string, details: NonNullable<FlowEvent['details']>): FlowEvent => ({
  type: 'token.requested',
  outcome: 'done',
  happened_at: 1_700_000_000,
  correlation_id: '018bcfe5-6800-7000-8000-000000000000',
  remote_address: '',
  reason: grant,
  details,
});

const textsOf = (event: FlowEvent) => decisionsOf(event, say).map(({ text }) => text);

it('says of a public client that PKCE is its only proof', () => {
  const texts = textsOf(exchanged('authorization_code', { client_authentication: 'none' }));
  expect(texts).toContain(en['flows.by.none']);
  expect(texts).not.toContain(en['flows.by']);
});

it('says that a refresh token is spent only where one was exchanged', () => {
  const first = textsOf(exchanged('authorization_code', { refresh_token: 'new' }));
  expect(first).toContain(en['flows.refresh_token.new']);
  const next = textsOf(exchanged('refresh_token', { refresh_token: 'new' }));
  expect(next).toContain(en['flows.refresh_token.exchanged']);
  expect(next).not.toContain(en['flows.refresh_token.new']);
});
