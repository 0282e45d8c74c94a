/** The check of a history finds what must never happen, and nothing in a history where it did not. */
import { describe, expect, it } from 'vitest';
import { findFaults, type Observation, type TokenOutcome } from './history.ts';

const lost = { kind: 'lost' } as const;
const refused = { kind: 'refused' } as const;
const tokens = (number: number): TokenOutcome => ({
  kind: 'tokens',
  accessToken: `access-${number}`,
  refreshToken: `refresh-${number}`,
});

const killed: Observation = { kind: 'killed' };
const delivered: Observation = { kind: 'code delivered', code: 'the-code' };
const redeemed = (outcome: TokenOutcome): Observation => ({
  kind: 'code redeemed',
  code: 'the-code',
  outcome,
});
const refreshed = (number: number, outcome: TokenOutcome): Observation => ({
  kind: 'refreshed',
  refreshToken: `refresh-${number}`,
  outcome,
});
const used = (number: number, outcome: 'accepted' | 'refused'): Observation => ({
  kind: 'access token used',
  accessToken: `access-${number}`,
  outcome,
});
const session = (outcome: 'signed in' | 'signed out'): Observation => ({ kind: 'session used', outcome });

const start = [delivered, redeemed(tokens(1))];
const looked = [used(1, 'accepted'), refreshed(1, tokens(2))];

describe('a history in which everything was kept', () => {
  it.each<[string, readonly Observation[]]>([
    ['tokens work after the kill', [...start, killed, session('signed in'), ...looked]],
    ['an unspent code works after the kill', [delivered, killed, redeemed(tokens(1))]],
    ['a code whose answer was lost was spent', [delivered, redeemed(lost), killed, redeemed(refused)]],
    ['a code whose answer was lost was not spent', [delivered, redeemed(lost), killed, redeemed(tokens(1))]],
    [
      'a refresh whose answer was lost is repeated',
      [...start, refreshed(1, lost), killed, used(1, 'accepted'), refreshed(1, tokens(2))],
    ],
    [
      'a code that comes back ends everything it had led to',
      [...start, killed, ...looked, redeemed(refused), refreshed(2, refused), used(2, 'refused')],
    ],
  ])('has no fault: %s', (_, history) => {
    expect(findFaults(history)).toEqual([]);
  });
});

describe('a history in which something was broken', () => {
  it.each<[string, readonly Observation[], string]>([
    [
      'a lost refresh token',
      [...start, killed, used(1, 'accepted'), refreshed(1, refused)],
      'refresh token …efresh-1 was lost',
    ],
    [
      'a lost access token',
      [...start, killed, used(1, 'refused'), refreshed(1, tokens(2))],
      'access token …access-1 was lost',
    ],
    ['a lost code', [delivered, killed, redeemed(refused)], 'code …the-code was lost'],
    [
      'a code redeemed twice',
      [...start, killed, ...looked, redeemed(tokens(7))],
      'code …the-code was redeemed twice',
    ],
    [
      'a refresh token with two successors',
      [...start, refreshed(1, tokens(2)), refreshed(1, tokens(3))],
      'refresh token …efresh-1 has two successors',
    ],
    [
      'a token that outlives its authorization',
      [...start, redeemed(refused), used(1, 'accepted')],
      'access token …access-1 outlived its authorization',
    ],
    ['an end-user who was signed out', [killed, session('signed out')], 'an end-user was signed out'],
    [
      'a token at which nobody looked',
      [...start, killed, used(1, 'accepted')],
      '…efresh-1 was never tried after the kill',
    ],
  ])('has one fault: %s', (_, history, fault) => {
    expect(findFaults(history)).toEqual([fault]);
  });
});
