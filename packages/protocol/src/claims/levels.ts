/** Levels of sign-in: whether one is enough, and what is told of it — OIDC Core §2 (`acr`), §5.5.1.1. */

/** Whether a level is one of those wanted, or stronger than one; `levels` are those that there are, the weakest first. */
export const meets = (
  levels: readonly string[],
  reached: string | undefined,
  wanted: readonly string[],
): boolean =>
  reached !== undefined &&
  (wanted.includes(reached) || strongestBelow(levels, reached, wanted) !== undefined);

/** What a client is told that insists on certain levels: the strongest of them that was reached. */
export const toldLevel = (
  levels: readonly string[],
  reached: string | undefined,
  essential: readonly string[] | undefined,
): string | undefined =>
  reached === undefined || essential === undefined || essential.includes(reached)
    ? reached
    : (strongestBelow(levels, reached, essential) ?? reached);

const strongestBelow = (
  levels: readonly string[],
  reached: string,
  wanted: readonly string[],
): string | undefined =>
  levels.slice(0, Math.max(0, levels.indexOf(reached))).findLast(level => wanted.includes(level));
