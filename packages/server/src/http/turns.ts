/** Turns: only so many requests of a kind begin in one turn of the event loop, so that the others are answered meanwhile. */
import type { EndpointGroup } from '../observability/latency.ts';

/** THE TABLE: how many of a kind fill a turn of a few milliseconds. Kinds that are not in it cost next to nothing. */
const mostInOneTurn: Partial<Record<EndpointGroup, number>> = { pages: 2, authorize: 16, token: 32 };

export interface Turns {
  /** Undefined where the caller may go on at once; otherwise when it is its turn, first come first served. */
  take(): Promise<void> | undefined;
}

/** `nextTurn` calls back once the loop has seen to what has come meanwhile: `setImmediate`. */
export function createTurns(mostInOne: number, nextTurn: (begin: () => void) => unknown): Turns {
  const waiting: (() => void)[] = [];
  let left = mostInOne;
  let isAsked = false;

  function ask(): void {
    if (isAsked) return;
    isAsked = true;
    nextTurn(begin);
  }

  function begin(): void {
    isAsked = false;
    left = mostInOne;
    for (const go of waiting.splice(0, mostInOne)) {
      left--;
      go();
    }
    if (waiting.length > 0) ask();
  }

  return {
    take() {
      ask();
      if (left > 0 && waiting.length === 0) {
        left--;
        return undefined;
      }
      return new Promise(go => waiting.push(go));
    },
  };
}

/** Those of each kind; undefined for a kind that begins at once. */
export function createTurnsOf(
  nextTurn: (begin: () => void) => unknown,
): (group: EndpointGroup | undefined) => Turns | undefined {
  const turns = new Map(
    Object.entries(mostInOneTurn).map(([group, most]) => [group, createTurns(most, nextTurn)]),
  );
  return group => (group === undefined ? undefined : turns.get(group));
}

/** So many connections that were turned away are listened to again every few milliseconds: each costs some forty microseconds. */
const mostHeard = 64;
const hearingInterval = 5;

export const createHearings = (later: (begin: () => void, milliseconds: number) => unknown): Turns =>
  createTurns(mostHeard, begin => later(begin, hearingInterval));
