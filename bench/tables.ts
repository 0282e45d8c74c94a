/** The figures as tables of Markdown; every number is the median of the rounds. */
import { type Figures, type FlowFigures, median, type ServerFigures } from './figures.ts';
import { type ServerName, titles } from './servers/server.ts';

const compared = ['symbolon', 'oidc-provider'] as const satisfies readonly ServerName[];

/** `digits` after the point; a dash where nothing was measured. */
const printed = (value: number | undefined, digits = 0): string =>
  value === undefined ? '–' : value.toFixed(digits);

export const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The line below the head of a table: names to the left, numbers to the right. */
export const rule = (cells: number): string => row(['---', ...Array<string>(cells - 1).fill('--:')]);

const titlesOf = (names: readonly ServerName[]) => names.map(name => titles[name]);

/** Those that took part, in the order of their columns; the two that are compared always. */
export const serversIn = ({ servers }: Figures): readonly ServerName[] =>
  namesOfServers.filter(name => isCompared(name) || servers.some(({ server }) => server === name));

const isServerName = (name: string): name is ServerName => name in titles;
const namesOfServers = Object.keys(titles).filter(isServerName);
const isCompared = (name: ServerName) => compared.some(other => other === name);

/** Passes per CPU-second of a flow at a server. */
export const passesOf = (figures: Figures, flow: string, server: ServerName): number | undefined =>
  median(
    figures.flows
      .filter(entry => entry.flow === flow && entry.server === server)
      .map(({ perCpuSecond }) => perCpuSecond),
  );

export const flowsIn = ({ flows }: Figures): readonly string[] => [...new Set(flows.map(({ flow }) => flow))];

export function flowTable(figures: Figures): string {
  const others = serversIn(figures).filter(name => !isCompared(name));
  const [ours, theirs] = titlesOf(compared);
  const head = [
    ...['flow', `${ours}`, `${theirs}`, 'ratio', ...titlesOf(others)],
    ...['p50 ms', 'p99 ms', 'memory MiB'].flatMap(what => [`${what}: ${ours}`, `${theirs}`]),
  ];
  const rows = flowsIn(figures).map(flow => flowRow(figures, flow, others));
  return [row(head), rule(head.length), ...rows].join('\n');
}

function flowRow(figures: Figures, flow: string, others: readonly ServerName[]): string {
  const entries = figures.flows.filter(entry => entry.flow === flow);
  const both = (read: (figures: FlowFigures) => number, digits = 0) =>
    compared.map(server =>
      printed(median(entries.filter(entry => entry.server === server).map(read)), digits),
    );
  const passes = (servers: readonly ServerName[]) =>
    servers.map(server => printed(passesOf(figures, flow, server)));
  return row([
    flow,
    ...passes(compared),
    printed(median(ratiosOf(entries)), 2),
    ...passes(others),
    ...both(({ p50 }) => p50, 1),
    ...both(({ p99 }) => p99, 1),
    ...both(({ memory }) => memory),
  ]);
}

/** Symbolon's requests per CPU-second over those of oidc-provider, round by round. */
const ratiosOf = (figures: readonly FlowFigures[]): readonly number[] =>
  figures
    .filter(({ server }) => server === 'symbolon')
    .flatMap(({ round, perCpuSecond }) => {
      const other = figures.find(entry => entry.round === round && entry.server === 'oidc-provider');
      return other === undefined ? [] : [perCpuSecond / other.perCpuSecond];
    });

export function serverTable(figures: Figures): string {
  const names = serversIn(figures);
  const of = (read: (figures: ServerFigures) => number) =>
    names.map(name => printed(median(figures.servers.filter(({ server }) => server === name).map(read))));
  const largestMemory = names.map(name => {
    const memories = figures.flows.filter(({ server }) => server === name).map(({ memory }) => memory);
    return printed(memories.length === 0 ? undefined : Math.max(...memories));
  });
  return [
    row(['', ...titlesOf(names)]),
    rule(names.length + 1),
    row(['first start, ms', ...of(({ firstStart }) => firstStart)]),
    row(['start, ms', ...of(({ start }) => start)]),
    row(['idle memory, MiB', ...of(({ idleMemory }) => idleMemory)]),
    row(['largest memory under load, MiB', ...largestMemory]),
  ].join('\n');
}
