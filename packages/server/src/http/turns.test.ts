/** So many begin in one turn, in the order in which they came. */
import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

/** A loop that turns when told to. */
function handLoop() {
  const asked: (() => void)[] = [];
  return {
    nextTurn: (begin: () => void) => asked.push(begin),
    async turn() {
      for (const begin of asked.splice(0)) begin();
      await Promise.resolve();
    },
    isAsked: () => asked.length > 0,
  };
}

function crowd(count: number, loop = handLoop()) {
  const turns = createTurns(2, loop.nextTurn);
  const begun: number[] = [];
  const come = (who: number) => {
    const turn = turns.take();
    if (turn) void turn.then(() => begun.push(who));
    else begun.push(who);
  };
  for (let who = 0; who < count; who++) come(who);
  return { ...loop, begun, come };
}

describe('turns', () => {
  it('let as many begin at once as fit into one, and the others in the turns after it, in their order', async () => {
    const { begun, turn, isAsked } = crowd(5);
    expect(begun).toEqual([0, 1]);
    await turn();
    expect(begun).toEqual([0, 1, 2, 3]);
    await turn();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    await turn();
    expect(isAsked()).toBe(false);
  });

  it('let nobody who comes later go before those who wait', async () => {
    const { begun, come, turn } = crowd(3);
    await turn();
    come(3);
    come(4);
    expect(begun).toEqual([0, 1, 2, 3]);
    await turn();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  it('let one alone begin at once, turn after turn', async () => {
    const { begun, come, turn } = crowd(0);
    for (let who = 0; who < 5; who++) {
      come(who);
      await turn();
    }
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });
});
