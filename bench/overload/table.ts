/** What overload does, as a table of Markdown. */
import { row } from '../tables.ts';
import type { OverloadFigures } from './overload.ts';

const ms = ({ p50, p99 }: { readonly p50: number; readonly p99: number }) =>
  `${p50.toFixed(1)}, ${p99.toFixed(1)}`;

export function overloadTable(figures: OverloadFigures): string {
  const { peak, offered, goodput, refused, refusals, answers, storm } = figures;
  const lines: readonly (readonly [string, string])[] = [
    ['peak, answers a second', peak.toFixed(0)],
    ['requests a second that got an answer at ten times that', offered.toFixed(0)],
    ['of these served', goodput.toFixed(0)],
    ['share of the peak', `${((goodput / peak) * 100).toFixed(0)} %`],
    ['refused with 503 and `Retry-After`', refused.toFixed(0)],
    ['refusals, p50 and p99 ms since they were due', ms(refusals)],
    ['answers, p50 and p99 ms since they were due', ms(answers)],
    [`${storm.signIns} sign-ins at once: signed in, turned away`, `${storm.signedIn}, ${storm.turnedAway}`],
    ['seconds until the last was answered', storm.took.toFixed(1)],
    ['token requests before, p50 and p99 ms', ms(storm.alone)],
    ['token requests meanwhile, p50 and p99 ms', ms(storm.during)],
  ];
  return [row(['', 'Symbolon']), row(['---', '--:']), ...lines.map(row)].join('\n');
}
