/** What the map forgets. */
import { expect, it } from 'vitest';
import { BoundedMap } from './bounded-map.ts';

it('forgets the entry that was set longest ago, not the one that was made first', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1).set('b', 2).set('a', 3);
  expect([...map]).toEqual([
    ['b', 2],
    ['a', 3],
  ]);
  map.set('c', 4);
  expect([...map.keys()]).toEqual(['a', 'c']);
});

it('keeps everything up to its bound, whatever the keys are', () => {
  const map = new BoundedMap<string | undefined, number>(1);
  map.set(undefined, 1);
  expect(map.get(undefined)).toBe(1);
  map.set('a', 2);
  expect([...map]).toEqual([['a', 2]]);
});
