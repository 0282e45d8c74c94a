/** What group commit gives, as a table of Markdown; every number is the median of the rounds. */
import { median } from '../figures.ts';
import { row, rule } from '../tables.ts';
import { type Act, type CommitFigures, type Mode, modes } from './cases.ts';

const flowsOf: Readonly<Record<Act, string>> = {
  grant: 'client-credentials',
  authorize: 'authorize',
  rotate: 'refresh',
};

export function groupCommitTable(figures: readonly CommitFigures[]): string {
  const head = [
    ...['write', 'callers', 'writes a second: grouped', 'one by one', 'ratio'],
    ...[
      'writes a commit: grouped',
      'one by one',
      'p50 ms: grouped',
      'one by one',
      'p99 ms: grouped',
      'one by one',
    ],
  ];
  const keyOf = ({ engine, act, callers }: CommitFigures) => `${engine} ${act} ${callers}`;
  const rows = [...new Set(figures.map(keyOf))].map(key =>
    caseRow(figures.filter(entry => keyOf(entry) === key)),
  );
  return [row(head), rule(head.length), ...rows].join('\n');
}

function caseRow(figures: readonly CommitFigures[]): string {
  const [first] = figures;
  if (!first) return '';
  const of = (mode: Mode, read: (figures: CommitFigures) => number) =>
    median(figures.filter(entry => entry.mode === mode).map(read)) ?? Number.NaN;
  const both = (read: (figures: CommitFigures) => number, digits: number) =>
    modes.map(mode => of(mode, read).toFixed(digits));
  const perSecond = ({ perSecond }: CommitFigures) => perSecond;
  return row([
    `${first.engine}: ${flowsOf[first.act]}`,
    String(first.callers),
    ...both(perSecond, 0),
    (of('grouped', perSecond) / of('alone', perSecond)).toFixed(2),
    ...both(({ writes, commits }) => writes / commits, 1),
    ...both(({ p50 }) => p50, 2),
    ...both(({ p99 }) => p99, 2),
  ]);
}
