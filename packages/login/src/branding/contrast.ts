/** How well one colour is read on another, and what would be read — WCAG 2.2 §1.4.3, "contrast ratio". */

/** What text needs of its ground. */
export const textContrast = 4.5;

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map(start => Number.parseInt(colour.slice(start, start + 2), 16));

const weights = [0.2126, 0.7152, 0.0722] as const;

function luminance(colour: string): number {
  const linear = channels(colour).map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return weights.reduce((sum, weight, index) => sum + weight * (linear[index] ?? 0), 0);
}

/** From 1 to 21; colours as `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [darker = 0, brighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (brighter + 0.05) / (darker + 0.05);
}

/** `share` of the other colour, from 0 to 1. */
export function mix(one: string, other: string, share: number): string {
  const added = channels(other);
  const mixed = channels(one).map((value, index) =>
    Math.round(value + ((added[index] ?? 0) - value) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${mixed.join('')}`;
}

/** The shade that is nearest to the colour and is read on the ground; the colour itself where it is. */
export function nearestPassing(colour: string, ground: string): string {
  const passes = (shade: string) => contrast(shade, ground) >= textContrast;
  if (passes(colour)) return colour;
  const towards = contrast('#000000', ground) > contrast('#ffffff', ground) ? '#000000' : '#ffffff';
  const steps = Array.from({ length: 256 }, (_, step) => mix(colour, towards, step / 255));
  return steps.find(passes) ?? towards;
}

/** What is read on the colour: white where that suffices. */
export const inkOn = (colour: string): string =>
  ['#ffffff', '#16181d'].find(ink => contrast(ink, colour) >= textContrast) ?? '#000000';
