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
  {
    progress = {},
    prompt = [],
    acrValues = [],
  }: { progress?: Progress; prompt?: readonly 'none'[]; acrValues?: readonly string[] } = {},
) =>
  decide({
    request: {
      prompt: new Set(prompt),
      claims: { userinfo: [], idToken: [], sub: undefined, acr: essential },
      acrValues,
      hintedSubject: undefined,
      maxAge: undefined,
      consentScope: [],
      client: { skipConsent: true },
    },
    session: session(reached),
    choice: 'made',
    subject: 'u',
    consented: new Set(),
    progress,
    levels: ['bronze', 'silver', 'gold'],
    now: 1000,
  });

describe('an essential acr', () => {
  it('is answered from a session that reached it', () => {
    expect(decideWith(['gold', 'silver'], 'silver').kind).toBe('approve');
    expect(decideWith(undefined, undefined).kind).toBe('approve');
  });

  it('is answered from a stronger session, too', () => {
    expect(decideWith(['silver'], 'gold').kind).toBe('approve');
    expect(decideWith(['unheard-of', 'bronze'], 'silver').kind).toBe('approve');
  });

  it.each(['bronze', undefined, 'unheard-of'])(
    'asks for a second factor where the session reached %s',
    reached => {
      const asked = { kind: 'interact', step: 'second_factor' };
      expect(decideWith(['gold', 'silver'], reached)).toEqual(asked);
      expect(decideWith(['gold', 'silver'], reached, { progress: { signedInAs: 's' } })).toEqual(asked);
      expect(() => decideWith(['gold'], reached, { prompt: ['none'] })).toThrow('must sign in');
    },
  );

  it('is refused where the second factor for this very request did not reach it', () => {
    const progress = { signedInAs: 's', steppedUp: true } as const;
    expect(() => decideWith(['gold'], 'bronze', { progress })).toThrow(
      expect.objectContaining({ code: 'unmet_authentication_requirements' }),
    );
    expect(decideWith(['gold'], 'gold', { progress }).kind).toBe('approve');
  });
});

describe('acr_values', () => {
  const acrValues = ['gold'];

  it('asks a weaker session for a second factor, once, and takes what comes of it', () => {
    const asked = { kind: 'interact', step: 'second_factor' };
    expect(decideWith(undefined, 'silver', { acrValues })).toEqual(asked);
    expect(decideWith(undefined, 'silver', { acrValues, progress: { steppedUp: true } }).kind).toBe(
      'approve',
    );
    expect(decideWith(undefined, 'gold', { acrValues }).kind).toBe('approve');
  });

  it('asks nobody without need: the session reached one of them, or the request is silent', () => {
    expect(decideWith(undefined, 'silver', { acrValues: ['gold', 'silver'] }).kind).toBe('approve');
    expect(decideWith(undefined, 'silver', { acrValues, prompt: ['none'] }).kind).toBe('approve');
  });
});
