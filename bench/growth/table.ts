/** What growth costs, as tables of Markdown. */
import { row, rule } from '../tables.ts';
import type { GrowthFigures } from './growth.ts';

const bytes = (value: number) => value.toFixed(0);
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0);

export function growthTables(figures: readonly GrowthFigures[]): string {
  const flows = figures.flatMap(({ engine, flows }) =>
    flows.map(({ flow, empty, grown }) =>
      row([
        `${engine}: ${flow}`,
        ...[empty.cpu, grown.cpu].map(ms),
        (grown.cpu / empty.cpu).toFixed(2),
        ...[empty.p50, grown.p50].map(ms),
        (grown.p50 / empty.p50).toFixed(2),
        ...[empty.p99, grown.p99].map(ms),
      ]),
    ),
  );
  const rest: readonly (readonly [string, (figures: GrowthFigures) => string])[] = [
    ['users', ({ users }) => String(users)],
    ['refresh tokens', ({ refreshTokens }) => String(refreshTokens)],
    ['bytes a user', ({ perUser }) => bytes(perUser)],
    ['bytes a refresh token', ({ perRefreshToken }) => bytes(perRefreshToken)],
    ['start, empty, ms', ({ start }) => ms(start.empty)],
    ['start, grown, ms', ({ start }) => ms(start.grown)],
    ['rows purged', ({ purge }) => String(purge.rows)],
    ['seconds of the purge', ({ purge }) => purge.took.toFixed(0)],
    ['refresh before it: p50, p99, ms', ({ purge: { before } }) => `${ms(before.p50)}, ${ms(before.p99)}`],
    ['refresh during it: p50, p99, ms', ({ purge: { during } }) => `${ms(during.p50)}, ${ms(during.p99)}`],
  ];
  const head = [
    'flow',
    'CPU ms a pass: empty',
    'grown',
    'ratio',
    'p50 ms: empty',
    'grown',
    'ratio',
    'p99 ms: empty',
    'grown',
  ];
  return [
    row(head),
    rule(head.length),
    ...flows,
    '',
    row(['', ...figures.map(({ engine }) => engine)]),
    rule(figures.length + 1),
    ...rest.map(([name, read]) => row([name, ...figures.map(read)])),
  ].join('\n');
}
