/** Contrast of the theme, light and dark — WCAG 2.2 §1.4.3, §1.4.11. */
import { describe, expect, it } from 'vitest';
import { contrast } from '../branding/contrast.ts';
import { dark, light, type Palette, stylesheet } from './theme.ts';

const grounds = ['paper', 'card', 'well'] as const satisfies readonly (keyof Palette)[];
const texts = ['ink', 'muted', 'accent', 'accentHover', 'danger', 'success'] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s', (_, palette) => {
  it.each(texts.flatMap(text => grounds.map(ground => [text, ground] as const)))(
    '%s is read on %s',
    (text, ground) => {
      expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('buttons are read, also under the pointer', () => {
    expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.onAccent, palette.accentHover)).toBeGreaterThanOrEqual(4.5);
  });

  it('the edges of fields are seen', () => {
    expect(contrast(palette.edge, palette.card)).toBeGreaterThanOrEqual(3);
    expect(contrast(palette.edge, palette.paper)).toBeGreaterThanOrEqual(3);
  });
});

describe('the style sheet', () => {
  it('defines every property that it uses', () => {
    const used = new Set(stylesheet.match(/var\((--[\w-]+)/g)?.map(use => use.slice(4)));
    for (const property of used) expect(stylesheet).toContain(`${property}:`);
    expect(used.size).toBeGreaterThan(10);
  });

  it('loads nothing and cannot end its element', () => {
    expect(stylesheet).not.toMatch(/url\(|@import|<|expression/);
  });

  it('uses only sizes, and weights, of the scale', () => {
    const sizes = [...stylesheet.matchAll(/font(?:-size)?:(?:\d00 )?(\d+)px/g)].map(match =>
      Number(match[1]),
    );
    expect(new Set(sizes)).toEqual(new Set([13, 14, 16, 20, 28]));
    const weights = [...stylesheet.matchAll(/font(?:-weight)?:(\d00)/g)].map(match => Number(match[1]));
    expect(new Set(weights)).toEqual(new Set([400, 500, 600]));
  });
});
