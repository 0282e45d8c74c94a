/** The picture of a run. */
import { describe, expect, it } from 'vitest';
import type { Figures, FlowFigures } from '../../bench/figures.ts';
import { flowPlot } from '../../bench/plot.ts';
import { type ServerName, titles } from '../../bench/servers/server.ts';

const measured = (flow: string, server: ServerName, perCpuSecond: number): FlowFigures => ({
  ...{ flow, server, perCpuSecond },
  ...{ round: 1, passes: 1, p50: 1, p99: 1, memory: 1 },
});

const started = (server: ServerName) => ({ server, firstStart: 1, start: 1, idleMemory: 1 });

const figures: Figures = {
  flows: [
    ...[measured('code', 'symbolon', 2000), measured('code', 'oidc-provider', 500)],
    measured('code', 'better-auth', 100),
    ...[measured('jwks', 'symbolon', 40_000), measured('jwks', 'oidc-provider', 10_000)],
    measured('password-sign-in', 'symbolon', 36),
  ],
  servers: [started('symbolon'), started('oidc-provider'), started('better-auth')],
};

const svg = flowPlot(figures);

const barsOf = (server: ServerName) =>
  [...svg.matchAll(new RegExp(`<rect class="${server}"[^>]* width="(\\d+)"`, 'g'))].map(([, width]) =>
    Number(width),
  );

describe('the plot', () => {
  it('draws each bar to the scale of its flow', () => {
    const [longest] = barsOf('symbolon');
    expect(longest).toBeGreaterThan(0);
    expect(barsOf('symbolon')).toEqual([longest, longest]);
    expect(barsOf('oidc-provider')).toEqual([Number(longest) / 4, Number(longest) / 4]);
    expect(barsOf('better-auth')).toEqual([Number(longest) / 20]);
  });

  it('leaves out a flow that only one server has', () => {
    expect(svg).not.toContain('password-sign-in');
  });

  it('says in words what it shows, for who cannot see it', () => {
    expect(svg).toContain('role="img" aria-labelledby="title description"');
    expect(svg).toContain('<title id="title">Passes per CPU-second, by flow and server</title>');
    expect(svg).toContain(
      '<desc id="description">code: Symbolon 2,000, oidc-provider 500, better-auth 100. ' +
        'jwks: Symbolon 40,000, oidc-provider 10,000.</desc>',
    );
  });

  it('can be read in the light and in the dark', () => {
    const [light = '', dark = ''] = svg.split('@media (prefers-color-scheme: dark)');
    for (const server of Object.keys(titles)) {
      const fill = (style: string) => new RegExp(`\\.${server}\\{fill:(#[0-9a-f]{6})\\}`).exec(style)?.[1];
      expect(fill(light)).toBeDefined();
      expect(fill(dark)).toBeDefined();
      expect(contrast(fill(light), '#ffffff')).toBeGreaterThanOrEqual(3);
      expect(contrast(fill(dark), '#14171f')).toBeGreaterThanOrEqual(3);
    }
  });

  it('holds all that it draws', () => {
    const height = Number(/viewBox="0 0 \d+ (\d+)"/.exec(svg)?.[1]);
    const bottoms = [...svg.matchAll(/<rect class="[^"]+" x="\d+" y="(\d+)"[^>]* height="(\d+)"/g)].map(
      ([, y, thickness]) => Number(y) + Number(thickness),
    );
    expect(bottoms).toHaveLength(5);
    expect(Math.max(...bottoms)).toBeLessThan(height);
  });
});

/** WCAG 2.2, of graphical objects. */
function contrast(first = '', second = ''): number {
  const [lighter = 0, darker = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
