/** What is wrong with a redirect URI is said part by part. */
import { describe, expect, it } from 'vitest';
import { compare, distance, nearest } from './near-miss.ts';

describe('the difference', () => {
  it.each([
    ['https://a.test/cb/', 'https://a.test/cb', ['trailingSlash'], '/', ''],
    ['http://a.test/cb', 'https://a.test/cb', ['scheme'], '', 's'],
    ['https://a.test/CB', 'https://a.test/cb', ['case'], 'CB', 'cb'],
    ['https://a.test:8443/cb', 'https://a.test/cb', ['port'], ':8443', ''],
    ['https://www.a.test/cb', 'https://a.test/cb', ['host'], 'www.', ''],
    ['https://a.test/callback', 'https://a.test/cb', ['path'], 'allback', 'b'],
    ['https://a.test/cb?x=…', 'https://a.test/cb', ['query'], '?x=…', ''],
    ['https://a.test/cb#x', 'https://a.test/cb', ['fragment'], '#x', ''],
    ['com.app:/cb', 'com.app:/cd', ['path'], 'b', 'd'],
  ])('between %s and %s is in the %s', (asked, registered, differs, sent, expected) => {
    expect(compare(asked, registered)).toMatchObject({ differs, sent, expected });
  });

  it('with what both share is the whole of both', () => {
    const { head, tail, sent, expected } = compare('https://a.test/a/a', 'https://a.test/a');
    expect([head + sent + tail, head + expected + tail]).toEqual(['https://a.test/a/a', 'https://a.test/a']);
  });
});

it('is the least first', () => {
  const registered = ['https://b.test/', 'https://a.test/cb', 'https://a.test/cb2'];
  expect(nearest('https://a.test/cb/', registered).map(each => each.registered)).toEqual([
    ...['https://a.test/cb', 'https://a.test/cb2', 'https://b.test/'],
  ]);
});

it('is counted in characters', () => {
  expect([distance('', 'abc'), distance('kitten', 'sitting'), distance('abc', 'abc')]).toEqual([3, 3, 0]);
});
