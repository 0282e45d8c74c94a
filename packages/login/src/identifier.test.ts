/** The canonical form of identifiers: what meets, what stays apart, what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalIdentifier, identifiersOf } from './identifier.ts';

describe('canonicalIdentifier', () => {
  it.each([
    ['Alice@X.test', 'alice@x.test'],
    ['alice@x.test ', 'alice@x.test'],
    ['\talice@x.test\r\n', 'alice@x.test'],
    ['alice＠x.test', 'alice@x.test'],
    ['ＡＬＩＣＥ', 'alice'],
    ['ﬁona', 'fiona'],
    ['al\u200Bice', 'alice'],
    ['\u202Aalice\u202C', 'alice'],
    ['e\u0301ve', 'éve'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['οδυσσευς', 'οδυσσευσ'],
    ['\u212Aelvin', 'kelvin'],
    ['Ada \u00A0 Lovelace', 'ada lovelace'],
    ['+49 (151) 123-45 67', '+491511234567'],
    ['+49\u2011151.1234567', '+491511234567'],
  ])('reads %j as %j', (typed, canonical) => {
    expect(canonicalIdentifier(typed)).toBe(canonical);
  });

  it('keeps the Turkish letters apart from i, in whatever case they are typed', () => {
    expect(canonicalIdentifier('alıce@x.test')).not.toBe(canonicalIdentifier('alice@x.test'));
    expect(canonicalIdentifier('ALİCE@x.test')).not.toBe(canonicalIdentifier('alice@x.test'));
    expect(canonicalIdentifier('ALICE@x.test')).toBe('alice@x.test');
  });

  it.each([
    '',
    '   ',
    '\u200B',
    'a\u0000b',
    'a\nb',
    'a\u007Fb',
    'a\u2028b',
    '\uD800',
    '\uE000',
    'x'.repeat(321),
  ])('refuses %j', typed => {
    expect(canonicalIdentifier(typed)).toBeUndefined();
  });

  it('refuses what only becomes too long when it is written out', () => {
    expect(canonicalIdentifier('ﷺ'.repeat(30))).toBeUndefined();
  });

  it('leaves what merely resembles a phone number as it is', () => {
    expect(canonicalIdentifier('+0 123')).toBe('+0 123');
    expect(canonicalIdentifier('555-1234')).toBe('555-1234');
  });

  it('reads a canonical form as itself, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), typed => {
        const canonical = canonicalIdentifier(typed);
        if (canonical !== undefined) expect(canonicalIdentifier(canonical)).toBe(canonical);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on the case of plain letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9@.]{1,40}$/), typed => {
        expect(canonicalIdentifier(typed.toUpperCase())).toBe(canonicalIdentifier(typed));
      }),
    );
  });
});

describe('identifiersOf', () => {
  it('gives each identifier with its kind, canonical', () => {
    expect(identifiersOf({ username: 'Alice', email: 'Alice@X.test', phone: '+49 151 1234567' })).toEqual({
      kind: 'usable',
      identifiers: [
        { kind: 'username', value: 'alice' },
        { kind: 'email', value: 'alice@x.test' },
        { kind: 'phone', value: '+491511234567' },
      ],
    });
  });

  it('gives a username that is also the e-mail address once, as the address that it is', () => {
    expect(identifiersOf({ username: 'alice@x.test', email: 'ALICE@x.test' })).toEqual({
      kind: 'usable',
      identifiers: [{ kind: 'email', value: 'alice@x.test' }],
    });
  });

  it.each([
    ['username', { username: '\u0007' }],
    ['email', { username: 'alice', email: 'alice' }],
    ['email', { email: 'a@b@c.test' }],
    ['email', { email: 'victim@x.test, evil @y.test' }],
    ['phone', { phone: '0151 1234567' }],
    ['phone', { phone: '+1234567890123456' }],
  ])('says that the %s cannot be used: %j', (which, typed) => {
    expect(identifiersOf(typed)).toEqual({ kind: 'unusable', which });
  });
});
