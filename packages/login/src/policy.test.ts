/** Levels of sign-in — OIDC Core §2. */
import { describe, expect, it } from 'vitest';
import { acrOf, acrValuesOf } from './policy.ts';

const single = 'urn:symbolon:acr:single-factor';
const multi = 'urn:symbolon:acr:multi-factor';

describe('the level of a sign-in', () => {
  it('is a single factor for a password, whatever else was used', () => {
    expect(acrOf(['pwd'])).toBe(single);
    expect(acrOf(['x', 'pwd'])).toBe(single);
    expect([acrOf(['otp']), acrOf(['otp', 'sms'])]).toEqual([single, single]);
  });

  it('is multi-factor where a second factor was proven, or a passkey knew its user', () => {
    expect([acrOf(['pwd', 'otp', 'mfa']), acrOf(['pop', 'user', 'mfa'])]).toEqual([multi, multi]);
    expect(acrOf(['pop', 'user'])).toBe(single);
  });

  it('is none for methods that reach none', () => {
    expect([acrOf([]), acrOf(['x'])]).toEqual([undefined, undefined]);
  });

  it('is one of those that the pool can reach, as absolute URIs (OIDC Core §2)', () => {
    expect(acrValuesOf({ secondFactor: 'off', methods: ['password'] })).toEqual([single]);
    expect(acrValuesOf({ secondFactor: 'off', methods: ['password', 'passkey'] })).toEqual([single, multi]);
    expect(acrValuesOf({ secondFactor: 'optional', methods: ['password'] })).toEqual([single, multi]);
    for (const acr of [single, multi]) expect(URL.canParse(acr)).toBe(true);
  });
});
