/** What is enough: how strong a sign-in was, by the methods that were used — OIDC Core §2 (`acr`), RFC 8176. */

interface Level {
  /** What goes into the `acr` claim. */
  readonly acr: string;
  /** Sets of methods, by what they put into `amr`; all of one set must have been used. */
  readonly reachedBy: readonly (readonly string[])[];
}

/** THE TABLE of levels, from the weakest to the strongest. */
const levels: readonly Level[] = [{ acr: 'urn:symbolon:acr:single-factor', reachedBy: [['pwd'], ['otp']] }];

export const acrValues: readonly string[] = levels.map(({ acr }) => acr);

/** The strongest level that the methods reach; undefined where they reach none. */
export const acrOf = (amr: readonly string[]): string | undefined =>
  levels.findLast(({ reachedBy }) => reachedBy.some(methods => methods.every(method => amr.includes(method))))
    ?.acr;
