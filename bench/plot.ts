/** The figures as a picture: a bar for each server in each flow, as SVG that follows light and dark. */
import type { Figures } from './figures.ts';
import { type ServerName, titles } from './servers/server.ts';
import { flowsIn, passesOf, serversIn } from './tables.ts';

interface Bar {
  readonly server: ServerName;
  readonly passes: number;
}

interface Group {
  readonly flow: string;
  readonly bars: readonly Bar[];
}

/** Pixels. */
const width = 760;
const left = 200;
const longest = 400;
const thickness = 14;
const step = 17;
const between = 14;
const top = 64;

const colours: Readonly<Record<ServerName, { readonly light: string; readonly dark: string }>> = {
  symbolon: { light: '#2952cc', dark: '#8aa6ff' },
  'oidc-provider': { light: '#6b7280', dark: '#9ca3af' },
  'better-auth': { light: '#b45309', dark: '#f0a75a' },
  'oauth2-server': { light: '#0f766e', dark: '#4fd1c0' },
};

/** Flows that one server alone has are left out: there is nothing to compare. */
export function flowPlot(figures: Figures): string {
  const groups = groupsOf(figures).filter(({ bars }) => bars.length > 1);
  let y = top;
  const drawn = groups.map(group => {
    const lines = drawGroup(group, y);
    y += group.bars.length * step + between;
    return lines;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-labelledby="title description">`,
    '<title id="title">Passes per CPU-second, by flow and server</title>',
    `<desc id="description">${escaped(groups.map(inWords).join(' '))}</desc>`,
    `<style>${styles}</style>`,
    `<rect class="ground" width="${width}" height="${y}"/>`,
    '<text class="heading" x="16" y="26">Passes per CPU-second</text>',
    '<text class="note" x="16" y="45">More is better. Each flow has its own scale: its longest bar is the fastest server.</text>',
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

const groupsOf = (figures: Figures): readonly Group[] =>
  flowsIn(figures).map(flow => ({
    flow,
    bars: serversIn(figures).flatMap(server => {
      const passes = passesOf(figures, flow, server);
      return passes === undefined ? [] : [{ server, passes }];
    }),
  }));

function drawGroup({ flow, bars }: Group, y: number): string {
  const most = Math.max(...bars.map(({ passes }) => passes));
  const middle = y + (bars.length * step - (step - thickness)) / 2 + 4;
  return [
    `<text class="flow" x="${left - 12}" y="${middle}">${escaped(flow)}</text>`,
    ...bars.map(({ server, passes }, index) => {
      const length = Math.max(1, Math.round((passes / most) * longest));
      const at = y + index * step;
      return (
        `<rect class="${server}" x="${left}" y="${at}" width="${length}" height="${thickness}" rx="2"/>` +
        `<text class="value" x="${left + length + 6}" y="${at + 11}">${printed(passes)} ${titles[server]}</text>`
      );
    }),
  ].join('\n');
}

const inWords = ({ flow, bars }: Group): string =>
  `${flow}: ${bars.map(({ server, passes }) => `${titles[server]} ${printed(passes)}`).join(', ')}.`;

const printed = (value: number): string => Math.round(value).toLocaleString('en');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const fills = (mode: 'light' | 'dark'): string =>
  Object.entries(colours)
    .map(([server, colour]) => `.${server}{fill:${colour[mode]}}`)
    .join('');

const styles = [
  'text{font:12px system-ui,sans-serif;fill:#1f2430}',
  '.heading{font-size:15px;font-weight:600}',
  '.note,.value{fill:#565d6d;font-size:11px}',
  '.flow{text-anchor:end}',
  '.ground{fill:#ffffff}',
  fills('light'),
  '@media (prefers-color-scheme: dark){',
  'text{fill:#e6e8ee}.note,.value{fill:#a6adbd}.ground{fill:#14171f}',
  fills('dark'),
  '}',
].join('');
