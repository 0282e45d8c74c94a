/** The catalogue: every language is whole, and values are only values. */
import { describe, expect, it } from 'vitest';
import { en } from './messages/en.ts';
import {
  type Catalogue,
  catalogues,
  chooseLocale,
  locales,
  messageParts,
  spanInWords,
  speaker,
} from './messages.ts';

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(locales)('in %s', locale => {
  const catalogue: Catalogue = catalogues[locale];

  it('has every message, none empty, with the placeholders of the English one', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(catalogue)) {
      expect(text, key).not.toBe('');
      expect(placeholders(text), key).toEqual(
        placeholders(String(Object.entries(en).find(([name]) => name === key)?.[1])),
      );
    }
  });

  it('says spans of time', () => {
    expect(spanInWords(locale, 45)).toContain('45');
    expect(spanInWords(locale, 90)).toContain('2');
    expect(spanInWords(locale, 841)).toContain('15');
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
    [['xx-YY-zz'], 'en'],
    [['constructor', '__proto__', ''], 'en'],
    [[], 'en'],
  ])('%j: %s', (wanted, locale) => {
    expect(chooseLocale(wanted)).toBe(locale);
  });
});
