/** The people of a storm of sign-ins, in a process of their own: what they cost must not delay who measures. */
import { callers, crowd, userOf } from '../clients.ts';
import { EndUser, NoCode, readEndpoints } from '../end-user.ts';
import type { StormOutcome } from './sign-in-storm.ts';

const [issuer = '', people = '0'] = process.argv.slice(2);
const endpoints = await readEndpoints(issuer);
const outcomes = await Promise.all(
  Array.from({ length: Number(people) }, async (_, index): Promise<'in' | 'away'> => {
    try {
      const user = new EndUser(endpoints, userOf(index % callers).username);
      await user.signIn({ clientId: crowd.clientId, scope: 'openid' });
      return 'in';
    } catch (error) {
      // The queue of passwords is full, or so many of one network are being looked at already.
      if (error instanceof NoCode && (error.status === 503 || error.status === 429)) return 'away';
      throw error;
    }
  }),
);
const count = (what: 'in' | 'away') => outcomes.filter(outcome => outcome === what).length;
process.send?.({ signedIn: count('in'), turnedAway: count('away') } satisfies StormOutcome);
process.disconnect?.();
