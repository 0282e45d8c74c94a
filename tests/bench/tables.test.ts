/** What the bench makes of its rounds. */
import { describe, expect, it } from 'vitest';
import { type FlowFigures, median, quantile, type ServerName } from '../../bench/figures.ts';
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
