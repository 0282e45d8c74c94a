/** The catalogue: every language is whole, and values are only values. */
import { describe, expect, it } from 'vitest';
import { en } from './messages/en.ts';
import {
  type Catalogue,
  catalogues,
  locales,
  messageParts,
  spanInWords,
  speaker,
  spokenOf,
} from './messages.ts';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(locales)('in %s', locale => {
  const catalogue: Catalogue = catalogues[locale];

  it('misses no message, and has none of its own', () => {
    const spoken = new Set(Object.keys(catalogue));
    const wanted = new Set(Object.keys(en));
    expect({
      missing: [...wanted].filter(key => !spoken.has(key)),
      superfluous: [...spoken].filter(key => !wanted.has(key)),
    }).toEqual({ missing: [], superfluous: [] });
  });

  it('says each with the placeholders of the English one, and leaves none empty', () => {
    const english = new Map<string, string>(Object.entries(en));
    const wrong = Object.entries(catalogue).flatMap(([key, text]) => {
      const differ = placeholders(text).join() !== placeholders(english.get(key) ?? '').join();
      return differ || text.trim() === '' ? [key] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('says spans of time', () => {
    const digits = new Intl.NumberFormat(locale);
    expect(spanInWords(locale, 45)).toContain(digits.format(45));
    expect(spanInWords(locale, 300)).toContain(digits.format(5));
    expect(spanInWords(locale, 841)).toContain(digits.format(15));
  });
});

describe('saying something', () => {
  const say = speaker('en');

  it('puts values in their places, and reads nothing into them', () => {
    expect(say('login.title', { application: 'Acme' })).toBe('Sign in to Acme');
    expect(say('login.title', { application: '{application} $& $1' })).toBe('Sign in to {application} $& $1');
  });

  it('cuts a message at its places', () => {
    expect(messageParts('en', 'login.title')).toEqual(['Sign in to ', 'application', '']);
  });

  it('uses whole words for one and many', () => {
    expect(spanInWords('en', 1)).toBe('1 second');
    expect(spanInWords('en', 61)).toBe('61 seconds');
    expect(spanInWords('en', 120)).toBe('2 minutes');
  });
});

describe('choosing a language', () => {
  it.each([
    [['en-GB'], 'en'],
    [['xx', 'EN'], 'en'],
    [['de-Latn-AT', 'en'], 'de'],
    [['zh'], 'zh-CN'],
    [['zh-SG'], 'zh-CN'],
    [['zh-Hans-HK'], 'zh-CN'],
    [['ZH-Hant'], 'zh-TW'],
    [['zh-HK'], 'zh-TW'],
    [['ar-EG-u-nu-latn'], 'ar'],
    [['xx-YY-zz'], undefined],
    [['constructor', '__proto__', '', '-', '*'], undefined],
    [[], undefined],
  ])('%j: %s', (wanted, locale) => {
    expect(spokenOf(wanted)).toBe(locale);
  });
});
