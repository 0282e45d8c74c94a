/** Callers who all ask at once. */

/** How often each answer was given to them. */
export async function askAtOnce<Answer extends string>(
  count: number,
  call: () => Promise<Answer>,
): Promise<Partial<Record<Answer, number>>> {
  const tally: Partial<Record<string, number>> = {};
  for (const answer of await Promise.all(Array.from({ length: count }, call))) {
    tally[answer] = (tally[answer] ?? 0) + 1;
  }
  return tally;
}
