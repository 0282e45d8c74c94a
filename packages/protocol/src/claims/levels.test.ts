/** Levels of sign-in — OIDC Core §5.5.1.1. */
import { describe, expect, it } from 'vitest';
import { toldLevel } from './levels.ts';

const levels = ['bronze', 'silver', 'gold'];

describe('the level that a client is told', () => {
  it('is what was reached, where it does not insist', () => {
    expect(toldLevel(levels, 'gold', undefined)).toBe('gold');
    expect(toldLevel(levels, undefined, ['gold'])).toBeUndefined();
  });

  it('is the strongest that it insists on and that was reached', () => {
    expect(toldLevel(levels, 'gold', ['bronze', 'silver'])).toBe('silver');
    expect(toldLevel(levels, 'silver', ['silver', 'gold'])).toBe('silver');
  });
});
