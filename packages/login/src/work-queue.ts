/** A bounded queue for costly work: a few at once, a few more waiting, the rest told to come back. */

/** There is more work waiting than will be done soon; `retryAfter` in seconds. */
export interface Busy {
  readonly kind: 'busy';
  readonly retryAfter: number;
}

export interface WorkQueue {
  /** Does the work when a slot is free, first come first served; `busy` at once where too much is waiting. */
  run<T>(work: () => Promise<T>): Promise<T | Busy>;
}

export interface WorkQueueLimits {
  /** How much is done at once. */
  readonly slots: number;
  /** How much may wait. */
  readonly waiting: number;
  /** Seconds after which those turned away should try again. */
  readonly retryAfter: number;
}

export function createWorkQueue(limits: WorkQueueLimits): WorkQueue {
  const waiting: (() => void)[] = [];
  let running = 0;

  const turn = (): Promise<void> => {
    if (running < limits.slots) {
      running++;
      return Promise.resolve();
    }
    return new Promise(resolve => waiting.push(resolve));
  };
  // A slot is handed straight to the next in line, so that nobody who comes meanwhile can take it.
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };

  return {
    async run(work) {
      if (running >= limits.slots && waiting.length >= limits.waiting) {
        return { kind: 'busy', retryAfter: limits.retryAfter };
      }
      await turn();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
