/** Time in the hands of the test. */
import type { Clock } from '@symbolon/foundation';

export interface TestClock {
  readonly now: Clock;
  /** Lets that many seconds pass. */
  advance(seconds: number): void;
}

/** Starts at the present, since clients that nobody here wrote look at their own clock. */
export function createTestClock(start: number = Math.floor(Date.now() / 1000)): TestClock {
  let passed = 0;
  return {
    now: () => start + passed,
    advance(seconds) {
      passed += seconds;
    },
  };
}
