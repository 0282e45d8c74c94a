/** Contrast: known pairs, and shades that pass — WCAG 2.2 §1.4.3. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, inkOn, mix, nearestPassing } from './contrast.ts';

const colour = fc.stringMatching(/^#[0-9a-f]{6}$/);

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59],
    ['#ff0000', '#ffffff', 4.0],
    ['#00ff00', '#000000', 15.3],
  ])('of %s on %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe('the nearest shade that passes', () => {
  it('is the colour itself where it passes', () => {
    expect(nearestPassing('#0f6b62', '#ffffff')).toBe('#0f6b62');
    expect(nearestPassing('#777777', '#ffffff')).toBe('#767676');
  });

  it('passes on every ground, whatever the colour', () => {
    fc.assert(
      fc.property(colour, colour, (one, ground) => {
        expect(contrast(nearestPassing(one, ground), ground)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

it('there is something to be read on every colour', () => {
  fc.assert(
    fc.property(colour, ground => {
      expect(contrast(inkOn(ground), ground)).toBeGreaterThanOrEqual(4.5);
    }),
  );
  expect(inkOn('#0f6b62')).toBe('#ffffff');
});

it('mixes from one colour to the other', () => {
  expect([
    mix('#102030', '#ffffff', 0),
    mix('#000000', '#ffffff', 0.5),
    mix('#102030', '#ffffff', 1),
  ]).toEqual(['#102030', '#808080', '#ffffff']);
});
