/** Two requests of one browser: prompt, max_age and id_token_hint — modules of the basic, implicit and hybrid plans. */
import { expect } from 'vitest';
import { channelOf, refused } from './callback.ts';
import { type LoggedIn, login } from './login.ts';
import { runModules } from './module.ts';
import { inPlans } from './plans.ts';
import type { Fields, Run } from './run.ts';

interface Pair {
  readonly first: LoggedIn;
  readonly second: LoggedIn;
}

/** Logs in, lets `seconds` pass, and asks again in the same browser. */
async function twice(run: Run, seconds: number, before: Fields, after: Fields): Promise<Pair> {
  const first = await login(run, before);
  run.world.clock.advance(seconds);
  return { first, second: await login(run, after) };
}

const authTimes = ({ first, second }: Pair): readonly [number, number] => [
  Number(first.idToken['auth_time']),
  Number(second.idToken['auth_time']),
];

/** The end-user was asked nothing, and it is the same sign-in of the same end-user. */
function checkSilent(pair: Pair): void {
  expect(pair.second.visit.asked).toEqual([]);
  expect(pair.second.idToken.sub).toBe(pair.first.idToken.sub);
  const [before, after] = authTimes(pair);
  expect(before).toBeGreaterThan(0);
  expect(after).toBe(before);
}

function checkSignedInAgain(pair: Pair): void {
  expect(pair.second.visit.asked).toContain('login');
  const [before, after] = authTimes(pair);
  expect(before).toBeGreaterThan(0);
  expect(after).toBeGreaterThan(before);
}

const longState = `${'aB3'.repeat(41)}-._~x`;

runModules([
  {
    name: 'oidcc-prompt-login',
    promise: 'a login page is shown again, and auth_time is later',
    types: inPlans.all,
    check: async run => checkSignedInAgain(await twice(run, 1, {}, { prompt: 'login' })),
  },
  {
    name: 'oidcc-prompt-none-not-logged-in',
    promise: 'an error with a long state, and no page',
    types: inPlans.all,
    check: async run => {
      expect(longState).toHaveLength(128);
      const { page, asked } = await run.visit({ prompt: 'none', state: longState });
      expect(asked).toEqual([]);
      expect(refused(run, page, channelOf(run), longState)).toBe('login_required');
    },
  },
  {
    name: 'oidcc-prompt-none-logged-in',
    promise: 'an answer at once: consent is remembered',
    types: inPlans.all,
    check: async run => {
      const pair = await twice(run, 1, {}, { prompt: 'none' });
      expect(pair.first.visit.asked).toEqual(['login', 'consent']);
      checkSilent(pair);
    },
  },
  {
    name: 'oidcc-max-age-1',
    promise: 'an older sign-in is not enough',
    types: inPlans.all,
    check: async run => {
      const pair = await twice(run, 2, {}, { max_age: '1' });
      checkSignedInAgain(pair);
      expect(authTimes(pair)[1]).toBe(run.world.clock.now());
    },
  },
  {
    name: 'oidcc-max-age-10000',
    promise: 'a recent sign-in is enough',
    types: inPlans.all,
    check: async run => checkSilent(await twice(run, 1, { max_age: '15000' }, { max_age: '10000' })),
  },
  {
    name: 'oidcc-id-token-hint',
    promise: 'prompt=none for the end-user of the hint',
    types: inPlans.all,
    check: async run => {
      const first = await login(run);
      const second = await login(run, { prompt: 'none', id_token_hint: first.rawIdToken });
      checkSilent({ first, second });
    },
  },
]);
