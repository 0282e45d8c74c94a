/** Whether a session is strong enough — OIDC Core §5.5.1.1. */
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../interactions.ts';
import { decide } from './decision.ts';

const session = (acr: string | undefined) => ({
  sid: 's',
  userId: 'u',
  authTime: 1000,
  acr,
  amr: ['pwd'],
  expiresAt: 9000,
  persistent: false,
});

const decideWith = (
  essential: readonly string[] | undefined,
  reached: string | undefined,
  { progress = {}, prompt = [] }: { progress?: Progress; prompt?: readonly 'none'[] } = {},
) =>
  decide({
    request: {
      prompt: new Set(prompt),
      claims: { userinfo: [], idToken: [], sub: undefined, acr: essential },
      hintedSubject: undefined,
      maxAge: undefined,
      consentScope: [],
      client: { skipConsent: true },
    },
    session: session(reached),
    subject: 'u',
    consented: new Set(),
    progress,
    now: 1000,
  });

describe('an essential acr', () => {
  it('is answered from a session that reached it', () => {
    expect(decideWith(['gold', 'silver'], 'silver').kind).toBe('approve');
    expect(decideWith(undefined, undefined).kind).toBe('approve');
  });

  it.each(['bronze', undefined])('asks for another sign-in where the session reached %s', reached => {
    expect(decideWith(['gold', 'silver'], reached)).toEqual({ kind: 'interact', step: 'login' });
    expect(() => decideWith(['gold'], reached, { prompt: ['none'] })).toThrow('must sign in');
  });

  it('is refused where the sign-in for this very request did not reach it', () => {
    const progress = { signedInAs: 's' };
    expect(() => decideWith(['gold'], 'bronze', { progress })).toThrow(
      expect.objectContaining({ code: 'unmet_authentication_requirements' }),
    );
    expect(decideWith(['gold'], 'gold', { progress }).kind).toBe('approve');
  });
});
