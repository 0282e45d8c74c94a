/** Mistakes as data, and the configuration file that makes them. */

export interface Mistake {
  /** What is wrong, in a few words. */
  readonly name: string;
  readonly where: 'file' | 'server' | 'pool' | 'application' | 'user';
  /** Lines that replace the right ones of the same key; the first is the wrong one unless `line` says otherwise. */
  readonly lines: readonly string[];
  /** Right lines to leave out, by their key. */
  readonly without?: readonly string[];
  /** The index of the wrong line, or `entry` for the first line of the thing around it. */
  readonly line?: number | 'entry';
  /** Under the path of the thing around it; empty for that thing itself. */
  readonly path: string;
  readonly message: string;
  readonly suggestion?: string;
  /** Makes the file unlike others, so that it stands in a file of its own. */
  readonly alone?: true;
}

type Details = Partial<Pick<Mistake, 'without' | 'line' | 'suggestion'>>;

/** A mistake of an application. */
export const wrong = (
  name: string,
  line: string,
  path: string,
  message: string,
  details: Details = {},
): Mistake => ({
  name,
  where: 'application',
  lines: line.split('\n'),
  path,
  message,
  ...details,
});

export interface ExpectedProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly suggestion: string | undefined;
}

/** Stands for every secret of these files: no output may hold it. */
export const canary = 'CANARY-CANARY-CANARY-CANARY-CANARY';

const rightLines = {
  application: (index: number) => [
    `client_id: c${index}`,
    `client_secret: ${canary}`,
    'redirect_uris: [https://app.example.com/callback]',
  ],
  user: (index: number) => [`username: user${index}`, `password: ${canary}`],
  pool: (index: number) => [`name: pool-${index}`],
} as const;

const keyOf = (line: string) => line.split(':')[0]?.trim();

interface Writing {
  readonly lines: string[];
  readonly expected: ExpectedProblem[];
}

/** The file that makes all of these mistakes at once, and the problems that it must be told, in order. */
export function fileWith(mistakes: readonly Mistake[]): {
  readonly text: string;
  readonly expected: readonly ExpectedProblem[];
} {
  const writing: Writing = { lines: [], expected: [] };
  const of = (where: Mistake['where']) => mistakes.filter(mistake => mistake.where === where);
  for (const mistake of of('file')) write(writing, mistake, mistake.lines, '', '');
  if (of('server').length > 0) writing.lines.push('server:');
  for (const mistake of of('server')) write(writing, mistake, mistake.lines, '  ', 'server');
  const pools = of('pool');
  const people = [...of('application'), ...of('user')];
  if (pools.length + people.length > 0) writing.lines.push('user_pools:');
  for (const [index, mistake] of pools.entries())
    writeEntry(writing, mistake, index, '  ', `user_pools[${index}]`);
  if (people.length > 0) writing.lines.push('  - name: default');
  writeList(writing, of('application'), 'applications', pools.length);
  writeList(writing, of('user'), 'users', pools.length);
  return { text: `${writing.lines.join('\n')}\n`, expected: writing.expected };
}

function writeList(writing: Writing, mistakes: readonly Mistake[], list: string, pool: number): void {
  if (mistakes.length > 0) writing.lines.push(`    ${list}:`);
  for (const [index, mistake] of mistakes.entries()) {
    writeEntry(writing, mistake, index, '      ', `user_pools[${pool}].${list}[${index}]`);
  }
}

function writeEntry(writing: Writing, mistake: Mistake, index: number, indent: string, path: string): void {
  const right =
    mistake.where === 'file' || mistake.where === 'server' ? [] : rightLines[mistake.where](index);
  const replaced = [...mistake.lines.map(keyOf), ...(mistake.without ?? [])];
  const kept = right.filter(line => !replaced.includes(keyOf(line)));
  const before = writing.lines.length;
  write(writing, mistake, [...kept, ...mistake.lines], `${indent}  `, path, kept.length);
  const first = writing.lines[before] ?? '';
  writing.lines[before] = `${indent}- ${first.trimStart()}`;
}

function write(
  { lines, expected }: Writing,
  mistake: Mistake,
  own: readonly string[],
  indent: string,
  prefix: string,
  kept = 0,
): void {
  const first = lines.length + 1;
  lines.push(...own.map(line => `${indent}${line}`));
  expected.push({
    path: [prefix, mistake.path].filter(part => part !== '').join('.'),
    line: mistake.line === 'entry' ? first : first + kept + (mistake.line ?? 0),
    message: mistake.message,
    suggestion: mistake.suggestion,
  });
}
