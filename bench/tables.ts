/** The figures as tables of Markdown; every number is the median of the rounds. */
import { type Figures, type FlowFigures, median, type ServerFigures, type ServerName } from './figures.ts';

const names = ['symbolon', 'oidc-provider'] as const satisfies readonly ServerName[];

/** `digits` after the point; a dash where nothing was measured. */
const printed = (value: number | undefined, digits = 0): string =>
  value === undefined ? '–' : value.toFixed(digits);

export const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function flowTable({ flows }: Figures): string {
  const head = ['', 'p50 ms', 'p99 ms', 'memory MiB'].flatMap(what =>
    what === '' ? ['flow', 'Symbolon', 'oidc-provider', 'ratio'] : [`${what}: Symbolon`, 'oidc-provider'],
  );
  const rows = [...new Set(flows.map(({ flow }) => flow))].map(flow =>
    flowRow(
      flow,
      flows.filter(figures => figures.flow === flow),
    ),
  );
  return [row(head), row(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows].join('\n');
}

function flowRow(flow: string, figures: readonly FlowFigures[]): string {
  const of = (server: ServerName, read: (figures: FlowFigures) => number) =>
    median(figures.filter(entry => entry.server === server).map(read));
  const both = (read: (figures: FlowFigures) => number, digits = 0) =>
    names.map(server => printed(of(server, read), digits));
  return row([
    flow,
    ...both(({ perCpuSecond }) => perCpuSecond),
    printed(median(ratiosOf(figures)), 2),
    ...both(({ p50 }) => p50, 1),
    ...both(({ p99 }) => p99, 1),
    ...both(({ memory }) => memory),
  ]);
}

/** Symbolon's requests per CPU-second over those of the other, round by round. */
const ratiosOf = (figures: readonly FlowFigures[]): readonly number[] =>
  figures
    .filter(({ server }) => server === 'symbolon')
    .flatMap(({ round, perCpuSecond }) => {
      const other = figures.find(entry => entry.round === round && entry.server === 'oidc-provider');
      return other === undefined ? [] : [perCpuSecond / other.perCpuSecond];
    });

export function serverTable({ flows, servers }: Figures): string {
  const of = (server: ServerName, read: (figures: ServerFigures) => number) =>
    printed(median(servers.filter(entry => entry.server === server).map(read)));
  const largestMemory = (server: ServerName) =>
    printed(Math.max(...flows.filter(entry => entry.server === server).map(({ memory }) => memory)));
  const rows = [
    ['first start, ms', ...names.map(server => of(server, ({ firstStart }) => firstStart))],
    ['start, ms', ...names.map(server => of(server, ({ start }) => start))],
    ['idle memory, MiB', ...names.map(server => of(server, ({ idleMemory }) => idleMemory))],
    ['largest memory under load, MiB', ...names.map(largestMemory)],
  ];
  return [row(['', 'Symbolon', 'oidc-provider']), row(['---', '--:', '--:']), ...rows.map(row)].join('\n');
}
