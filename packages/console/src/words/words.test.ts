/** Every language says the same things, with the same slots. */
import { expect, it } from 'vitest';
import { en } from './en.ts';
import { zh } from './zh.ts';

const slotsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const chinese = new Map<string, string>(Object.entries(zh));

it.each(Object.entries(en))('%s', (key, text) => {
  const said = chinese.get(key) ?? '';
  expect(said).not.toBe('');
  expect(slotsOf(said)).toEqual(slotsOf(text));
});
