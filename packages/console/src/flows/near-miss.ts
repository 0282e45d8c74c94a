/** How a refused redirect URI differs from those that are registered: the nearest first — RFC 9700 §4.1.3. */

const parts = ['scheme', 'host', 'port', 'path', 'query', 'fragment'] as const;
export type UriPart = (typeof parts)[number] | 'trailingSlash' | 'case';

export interface NearMiss {
  readonly registered: string;
  /** What both begin with, and what both end with. */
  readonly head: string;
  readonly tail: string;
  /** What stands between the two: as it was sent, and as it is registered. */
  readonly sent: string;
  readonly expected: string;
  readonly differs: readonly UriPart[];
}

const form =
  /^(?<scheme>[^:/?#]*:)?(?:\/\/(?<host>[^/?#:]*)(?::(?<port>\d*))?)?(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/s;

const partsOf = (uri: string) => form.exec(uri)?.groups ?? {};

function differing(sent: string, registered: string): readonly UriPart[] {
  const [a, b] = [partsOf(sent), partsOf(registered)];
  return parts.flatMap((part): readonly UriPart[] => {
    const [left = '', right = ''] = [a[part], b[part]];
    if (left === right) return [];
    if (part === 'path' && left.replace(/\/$/, '') === right.replace(/\/$/, '')) return ['trailingSlash'];
    return left.toLowerCase() === right.toLowerCase() ? ['case'] : [part];
  });
}

export function compare(sent: string, registered: string): NearMiss {
  const shorter = Math.min(sent.length, registered.length);
  let begin = 0;
  while (begin < shorter && sent[begin] === registered[begin]) begin++;
  let end = 0;
  while (end < shorter - begin && sent.at(-1 - end) === registered.at(-1 - end)) end++;
  return {
    registered,
    head: sent.slice(0, begin),
    tail: sent.slice(sent.length - end),
    sent: sent.slice(begin, sent.length - end),
    expected: registered.slice(begin, registered.length - end),
    differs: [...new Set(differing(sent, registered))],
  };
}

/** Insertions, removals and replacements from one to the other — Levenshtein. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

export const nearest = (sent: string, registered: readonly string[]): readonly NearMiss[] =>
  registered
    .map(uri => ({ uri, far: distance(sent, uri) }))
    .sort((a, b) => a.far - b.far)
    .map(({ uri }) => compare(sent, uri));
