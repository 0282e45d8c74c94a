/** One-time codes: few tries, all of them counted, and right only once. */
import type { OneTimeCodeStore } from '@symbolon/login';
import { describe, expect, it } from 'vitest';
import { askAtOnce } from './callers.ts';
import { fresh, type OpenEngine, otherPool, pool, start, useWorld } from './world.ts';

const callers = 100;
const tries = 5;

/** A hundred who guess wrong at once have used up the tries. */
async function raceToGuess(store: OneTimeCodeStore): Promise<void> {
  const key = fresh('code');
  await store.put(pool, key, 'right', start + 300, tries);
  const guess = () => store.redeem(pool, key, 'wrong', start);
  expect(await askAtOnce(callers, guess)).toEqual({ wrong: tries, dead: callers - tries });
  expect(await store.redeem(pool, key, 'right', start)).toBe('dead');
}

async function raceToRedeem(store: OneTimeCodeStore): Promise<void> {
  const key = fresh('code');
  await store.put(pool, key, 'right', start + 300, tries);
  const redeem = () => store.redeem(pool, key, 'right', start);
  expect(await askAtOnce(callers, redeem)).toEqual({ right: 1, dead: callers - 1 });
}

/** Looks, then counts. */
function createNaiveStore(): OneTimeCodeStore {
  const codes = new Map<string, { readonly codeHash: string; tries: number }>();
  return {
    async put(_pool, key, codeHash, _expiresAt, left) {
      codes.set(key, { codeHash, tries: left });
    },
    async redeem(_pool, key, codeHash) {
      const seen = { ...(codes.get(key) ?? { codeHash: '', tries: 0 }) };
      await Promise.resolve();
      if (seen.tries <= 0) return 'dead';
      const isRight = seen.codeHash === codeHash;
      codes.set(key, { ...seen, tries: isRight ? 0 : seen.tries - 1 });
      return isRight ? 'right' : 'wrong';
    },
  };
}

export function describeOneTimeCodes(open: OpenEngine): void {
  describe('a one-time code', () => {
    const world = useWorld(open);
    const store = () => world().storage.oneTimeCodes;

    it('is right once, under its key, in its pool, until it expires', async () => {
      const key = fresh('code');
      await store().put(pool, key, 'right', start + 300, tries);
      expect(await store().redeem(otherPool, key, 'right', start)).toBe('dead');
      expect(await store().redeem(pool, fresh('code'), 'right', start)).toBe('dead');
      expect(await store().redeem(pool, key, 'right', start + 300)).toBe('dead');
      expect(await store().redeem(pool, key, 'wrong', start + 299)).toBe('wrong');
      expect(await store().redeem(pool, key, 'right', start + 299)).toBe('right');
      expect(await store().redeem(pool, key, 'right', start + 299)).toBe('dead');
    });

    it('is dead after its tries, also for the right one', async () => {
      const key = fresh('code');
      await store().put(pool, key, 'right', start + 300, 2);
      const answers = [];
      for (const guess of ['a', 'b', 'right', 'right'])
        answers.push(await store().redeem(pool, key, guess, start));
      expect(answers).toEqual(['wrong', 'wrong', 'dead', 'dead']);
    });

    it('takes the place of the former one, whatever became of it', async () => {
      const key = fresh('code');
      await store().put(pool, key, 'first', start + 300, 1);
      await store().redeem(pool, key, 'wrong', start);
      await store().put(pool, key, 'second', start + 600, 1);
      expect(await store().redeem(pool, key, 'second', start + 599)).toBe('right');
      await store().put(pool, key, 'third', start + 600, 2);
      expect(await store().redeem(pool, key, 'second', start)).toBe('wrong');
      expect(await store().redeem(pool, key, 'third', start)).toBe('right');
    });

    it('counts a hundred parallel guesses as a hundred', () => raceToGuess(store()));
    it('is right for one of a hundred who have it', () => raceToRedeem(store()));
    it.each([
      ['guess', raceToGuess],
      ['redeem', raceToRedeem],
    ])('of a store that looks before it acts fails the race to %s', async (_name, race) => {
      await expect(race(createNaiveStore())).rejects.toMatchObject({ name: 'AssertionError' });
    });
  });
}
