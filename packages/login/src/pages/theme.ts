/** How the hosted pages look: colours, sizes and the class names that branding may rely on — WCAG 2.2 §1.4.3, §1.4.11, §2.4.7. */
import { base } from './styles/base.ts';
import { controls } from './styles/controls.ts';
import { values } from './styles/values.ts';

export interface Palette {
  readonly paper: string;
  readonly card: string;
  readonly ink: string;
  readonly muted: string;
  /** Hairlines that only divide. */
  readonly line: string;
  /** Borders that show where a field or a button is. */
  readonly edge: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  readonly danger: string;
  readonly success: string;
  /** Behind monospace values. */
  readonly well: string;
}

export const light: Palette = {
  paper: '#fbfaf7',
  card: '#ffffff',
  ink: '#16181d',
  muted: '#666a73',
  line: '#e4e1d9',
  edge: '#8b8d92',
  accent: '#0f6b62',
  accentHover: '#0b544d',
  onAccent: '#ffffff',
  danger: '#b3261e',
  success: '#1e7a3c',
  well: '#f5f3ee',
};

export const dark: Palette = {
  paper: '#131519',
  card: '#1b1e24',
  ink: '#eceae4',
  muted: '#a2a5ab',
  line: '#2c3038',
  edge: '#70757f',
  accent: '#4fb8ab',
  accentHover: '#6fcabe',
  onAccent: '#0b1a18',
  danger: '#f28b82',
  success: '#74c78f',
  well: '#23272f',
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** A palette as custom properties: `accentHover` becomes `--symbolon-accent-hover`. */
const properties = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--symbolon-${kebab(name)}:${colour};`)
    .join('');

const tokens = `
:root{color-scheme:light dark;${properties(light)}
--symbolon-font:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans',Ubuntu,Cantarell,'Liberation Sans',system-ui,sans-serif;
--symbolon-mono:ui-monospace,SFMono-Regular,Menlo,'Cascadia Mono',Consolas,'Noto Sans Mono','DejaVu Sans Mono',monospace;
--symbolon-radius-card:10px;--symbolon-radius:8px;
--symbolon-shadow:0 1px 2px rgb(22 24 29/.04),0 8px 24px rgb(22 24 29/.05)}
@media (prefers-color-scheme:dark){:root{${properties(dark)}--symbolon-shadow:0 8px 24px rgb(0 0 0/.2)}}`;

/** The style sheet of every hosted page, as it stands in the page: its hash is in the Content-Security-Policy. */
export const stylesheet = [tokens, base, controls, values].join('').replace(/\s*\n\s*/g, '');
