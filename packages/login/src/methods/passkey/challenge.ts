/** Challenges: sealed, so that nothing is stored before they are answered, and good for one answer — WebAuthn Level 3 §13.4.3. */
import {
  type Clock,
  equalInConstantTime,
  hashBearerValue,
  type PoolId,
  type Sealer,
} from '@symbolon/foundation';

/** Seconds. */
export const challengeLifetime = 300;

/** What a challenge is for: the sign-in of anybody, the second factor of one user, or a new passkey of theirs. */
export type Ceremony =
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'second_factor' | 'enrolment'; readonly userId: string };

/** Remembers that a challenge was answered until it has expired, in one conditional statement. */
export type SpendChallenge = (pool: PoolId, challenge: string, until: number) => Promise<'fresh' | 'seen'>;

export interface Challenges {
  /** In base64url. `browser` is what it is bound to. */
  issue(pool: PoolId, ceremony: Ceremony, browser: string): string;
  /** Spends it whatever the answer is worth; false where it is not ours, not for this, too old, or spent. */
  spend(pool: PoolId, challenge: string, ceremony: Ceremony, browser: string): Promise<boolean>;
}

export function createChallenges(
  sealerOf: (pool: PoolId) => Sealer,
  spend: SpendChallenge,
  clock: Clock,
): Challenges {
  return {
    issue: (pool, ceremony, browser) =>
      sealerOf(pool).seal(`${clock() + challengeLifetime} ${purposeOf(ceremony, browser)}`),

    async spend(pool, challenge, ceremony, browser) {
      const [until = '', purpose = ''] = sealerOf(pool).open(challenge)?.split(' ') ?? [];
      if (!equalInConstantTime(purpose, purposeOf(ceremony, browser))) return false;
      if (!(Number(until) > clock())) return false;
      // Base64url has several spellings of one value.
      const name = Buffer.from(challenge, 'base64url').toString('base64url');
      return (await spend(pool, hashBearerValue(name), Number(until))) === 'fresh';
    },
  };
}

const purposeOf = (ceremony: Ceremony, browser: string): string =>
  hashBearerValue(
    `${ceremony.kind} ${ceremony.kind === 'sign_in' ? '' : ceremony.userId} ${hashBearerValue(browser)}`,
  );
