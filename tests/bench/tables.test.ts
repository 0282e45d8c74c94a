/** What the bench makes of its rounds. */
import { describe, expect, it } from 'vitest';
import { type FlowFigures, median, quantile } from '../../bench/figures.ts';
import type { ServerName } from '../../bench/servers/server.ts';
import { flowTable, serverTable } from '../../bench/tables.ts';

const figures = (server: ServerName, round: number, perCpuSecond: number, flow = 'refresh'): FlowFigures => ({
  flow,
  server,
  round,
  passes: 100,
  perCpuSecond,
  p50: 1,
  p99: 2,
  memory: 50 + round,
});

const cellsOf = (table: string, name: string): readonly string[] =>
  table
    .split('\n')
    .find(line => line.startsWith(`| ${name} |`))
    ?.split('|')
    .slice(1, -1)
    .map(cell => cell.trim()) ?? [];

describe('the figures of a run', () => {
  it('takes the middle of the rounds, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(median([])).toBeUndefined();
  });

  it('takes the 99th percentile as a value that was measured', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(hundred, 0.99)).toBe(99);
    expect(quantile(hundred, 0.5)).toBe(50);
    expect(quantile([7], 0.99)).toBe(7);
  });
});

describe('the table of flows', () => {
  it('compares within each round, and takes the median of the ratios', () => {
    const flows = [
      ...[figures('symbolon', 1, 100), figures('oidc-provider', 1, 100)],
      ...[figures('symbolon', 2, 400), figures('oidc-provider', 2, 100)],
      ...[figures('symbolon', 3, 300), figures('oidc-provider', 3, 200)],
    ];
    // The ratio of the medians would be 3.00.
    expect(cellsOf(flowTable({ flows, servers: [] }), 'refresh').slice(0, 4)).toEqual([
      'refresh',
      '300',
      '100',
      '1.50',
    ]);
  });

  it('leaves out what only one server has', () => {
    const flows = [figures('symbolon', 1, 40, 'password-sign-in')];
    expect(cellsOf(flowTable({ flows, servers: [] }), 'password-sign-in').slice(0, 4)).toEqual([
      'password-sign-in',
      '40',
      '–',
      '–',
    ]);
  });
});

describe('further peers', () => {
  const started = { firstStart: 400, start: 350, idleMemory: 70 };
  const servers = [
    { server: 'oauth2-server', ...started },
    { server: 'better-auth', ...started },
    { server: 'symbolon', ...started },
  ] as const;
  const flows = [
    ...[figures('symbolon', 1, 100), figures('oidc-provider', 1, 50), figures('better-auth', 1, 7)],
    figures('symbolon', 1, 10, 'authorize'),
  ];

  it('stand after the ratio, with a dash where they do not offer the flow', () => {
    const table = flowTable({ flows, servers });
    expect(cellsOf(table, 'flow').slice(0, 7)).toEqual([
      ...['flow', 'Symbolon', 'oidc-provider', 'ratio'],
      ...['better-auth', 'oauth2-server', 'p50 ms: Symbolon'],
    ]);
    expect(cellsOf(table, 'refresh').slice(1, 6)).toEqual(['100', '50', '2.00', '7', '–']);
    expect(cellsOf(table, 'authorize').slice(1, 6)).toEqual(['10', '–', '–', '–', '–']);
  });

  it('have as many cells in each row as the head', () => {
    const lengths = flowTable({ flows, servers })
      .split('\n')
      .map(line => line.split('|').length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('have a dash for memory where no flow was theirs', () => {
    const table = serverTable({ flows, servers });
    expect(cellsOf(table, 'largest memory under load, MiB').slice(1)).toEqual(['51', '51', '51', '–']);
    expect(cellsOf(table, 'start, ms').slice(1)).toEqual(['350', '–', '350', '350']);
  });
});

it('tells the start of each server, and the most memory of any flow', () => {
  const table = serverTable({
    flows: [figures('symbolon', 1, 1), figures('symbolon', 2, 1), figures('oidc-provider', 1, 1)],
    servers: [
      { server: 'symbolon', firstStart: 900, start: 300, idleMemory: 80 },
      { server: 'oidc-provider', firstStart: 400, start: 350, idleMemory: 70 },
    ],
  });
  expect(cellsOf(table, 'start, ms')).toEqual(['start, ms', '300', '350']);
  expect(cellsOf(table, 'largest memory under load, MiB').slice(1)).toEqual(['52', '51']);
});
