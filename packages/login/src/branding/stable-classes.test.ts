/** The classes that are promised: each is in the pages, and the guide names exactly these. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stableClasses } from './stable-classes.ts';

it('are those of the guide, with the same words', () => {
  const guide = readFileSync(new URL('../../../../docs/guides/branding.md', import.meta.url), 'utf8');
  const rows = [...guide.matchAll(/^\| `\.([\w-]+)` \| (.*) \|$/gm)].map(([, name, meaning]) => [
    name,
    meaning,
  ]);
  expect(rows).toEqual(Object.entries(stableClasses));
});

const sources = ['login', 'shell', 'consent', 'sign-up', 'code']
  .map(name => `../pages/${name}.tsx`)
  .concat(
    ['field', 'form', 'phrase', 'notice', 'languages', 'icon'].map(name => `../pages/elements/${name}.tsx`),
  )
  .map(path => readFileSync(new URL(path, import.meta.url), 'utf8'))
  .join('\n');

it.each(Object.keys(stableClasses))('.%s is in the pages', name => {
  const [block = '', modifier] = name.split('--');
  expect(sources).toContain(block);
  // A modifier may be made of a value, whose name is then in the pages.
  if (modifier !== undefined && !sources.includes(name)) {
    expect(sources).toContain(`${block}--${'$'}{`);
    expect(sources).toContain(modifier);
  }
});
