/** Levels of sign-in — OIDC Core §2. */
import { describe, expect, it } from 'vitest';
import { acrOf, acrValues } from './policy.ts';

describe('the level of a sign-in', () => {
  it('is a single factor for a password, whatever else was used', () => {
    expect(acrOf(['pwd'])).toBe('urn:symbolon:acr:single-factor');
    expect(acrOf(['x', 'pwd'])).toBe('urn:symbolon:acr:single-factor');
  });

  it('is none for methods that reach none', () => {
    expect([acrOf([]), acrOf(['x'])]).toEqual([undefined, undefined]);
  });

  it('is an absolute URI (OIDC Core §2)', () => {
    expect(acrValues.length).toBeGreaterThan(0);
    for (const acr of acrValues) expect(URL.canParse(acr)).toBe(true);
  });
});
