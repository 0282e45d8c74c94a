/** The nearest known name to one that was mistyped: for "did you mean". */

const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The known name that takes the fewest slips of the finger; undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const typed = bare(name).slice(0, 60);
  if (typed === '') return undefined;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(typed, bare(candidate));
    if (best === undefined || distance < best.distance) best = { name: candidate, distance };
  }
  const tolerated = Math.max(1, Math.floor(typed.length / 3));
  return best !== undefined && best.distance <= tolerated ? best.name : undefined;
}

/** Insertions, deletions, replacements, and neighbours swapped. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const at = (list: readonly number[], index: number) => list[index] ?? Number.POSITIVE_INFINITY;
      const steps = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1)];
      if (swapped) steps.push(at(beforeLast, j - 2) + 1);
      row.push(Math.min(...steps));
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
