/** Codes of authenticator apps — RFC 6238 appendix B, and an authenticator that we did not write. */
import { createSystemRandom } from '@symbolon/foundation';
import { TOTP, URI } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { keyUri, matchingStep, newTotpSecret, stepAt, totpCode } from './totp.ts';

const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = 1_800_000_015;

describe('a code', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at %i is %s', (time, code) => {
    expect(totpCode(rfcSecret, stepAt(time))).toBe(code);
  });

  it('is that of another authenticator, which reads our address', () => {
    const secret = newTotpSecret(createSystemRandom());
    const app = URI.parse(keyUri(secret, 'Acme: shop', 'alice@example.com'));
    if (!(app instanceof TOTP)) throw new Error('no time-based code');
    expect([app.issuer, app.label]).toEqual(['Acme  shop', 'alice@example.com']);
    expect(app.generate({ timestamp: at * 1000 })).toBe(totpCode(secret, stepAt(at)));
  });

  it('HL-06: matches in its step and in the two beside it', () => {
    const steps = [-2, -1, 0, 1, 2].map(off =>
      matchingStep(rfcSecret, totpCode(rfcSecret, stepAt(at) + off), at),
    );
    const now = stepAt(at);
    expect(steps).toEqual([undefined, now - 1, now, now + 1, undefined]);
  });

  it('HL-06: is six ASCII digits, a space in the middle or not', () => {
    const code = totpCode(rfcSecret, stepAt(at));
    expect(matchingStep(rfcSecret, `${code.slice(0, 3)} ${code.slice(3)}`, at)).toBe(stepAt(at));
    const arabic = code.replace(/\d/g, digit => String.fromCodePoint(0x660 + Number(digit)));
    for (const typed of [arabic, `00${code}`, code.slice(1), `${code}0`, '', `-${code}`])
      expect(matchingStep(rfcSecret, typed, at), typed).toBeUndefined();
  });
});
