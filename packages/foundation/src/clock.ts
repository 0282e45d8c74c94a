/** Time, handed in: nothing below the server reads the machine's clock. */

/** The present, in whole seconds since the epoch. */
export type Clock = () => number;

export const systemClock: Clock = () => Math.floor(Date.now() / 1000);

/** Milliseconds, fractions included, since a moment that means nothing: it never goes back. */
export type Stopwatch = () => number;

export const systemStopwatch: Stopwatch = () => performance.now();
