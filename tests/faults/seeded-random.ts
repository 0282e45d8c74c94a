/** Chance that can be had again: the same seed draws the same numbers. */
import { randomInt } from 'node:crypto';

export const drawSeed = (): number => randomInt(2 ** 32 - 1);

/** Whole numbers from 0 to `below` - 1. */
export type Draw = (below: number) => number;

/** The mixing function of SplitMix32. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) % below;
  };
}
