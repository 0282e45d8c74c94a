/** What is enough: how strong a sign-in was, by the methods that were used — OIDC Core §2 (`acr`), RFC 8176. */
import type { FactorPolicy } from './second-factor.ts';

interface Level {
  /** What goes into the `acr` claim. */
  readonly acr: string;
  /** Sets of methods, by what they put into `amr`; all of one set must have been used. */
  readonly reachedBy: readonly (readonly string[])[];
}

const singleFactor = 'urn:symbolon:acr:single-factor';
const multiFactor = 'urn:symbolon:acr:multi-factor';

/** THE TABLE of levels, from the weakest to the strongest. `mfa`: a second factor, or a passkey that knew its user. */
const levels: readonly Level[] = [
  { acr: singleFactor, reachedBy: [['pwd'], ['otp'], ['pop']] },
  { acr: multiFactor, reachedBy: [['mfa']] },
];

/** The levels that a sign-in to such a pool can reach. */
export const acrValuesOf = ({ secondFactor, methods }: FactorPolicy): readonly string[] =>
  secondFactor === 'off' && !methods.includes('passkey') ? [singleFactor] : [singleFactor, multiFactor];

/** The strongest level that the methods reach; undefined where they reach none. */
export const acrOf = (amr: readonly string[]): string | undefined =>
  levels.findLast(({ reachedBy }) => reachedBy.some(methods => methods.every(method => amr.includes(method))))
    ?.acr;
