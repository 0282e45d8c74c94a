/** `npm run screenshots:hosted`: every hosted page in one picture each: large and small, light above dark. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pages } from '../packages/login/src/pages/every-page.ts';
import { endChromium, openChromium } from '../tests/testkit/chromium.ts';
import { hostedPages } from './hosted-pages.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const schemes = ['light', 'dark'] as const;

/** Of a picture on its sheet. */
const scale = 2 / 3;

/** The pictures of one page as a page of its own: a row for each scheme. */
function sheetOf(rows: readonly (readonly Buffer[])[]): string {
  const figures = rows.flat().map(png => `<img src="data:image/png;base64,${png.toString('base64')}">`);
  const columns = sizes.map(({ width }) => `${width * scale}px`).join(' ');
  return `<body style="margin:16px;background:#808080;display:grid;gap:16px;align-items:start;
    grid-template-columns:${columns}"><style>img{width:100%}</style>${figures.join('')}`;
}

const missing = Object.keys(pages).filter(name => !Object.hasOwn(hostedPages, name));
if (missing.length > 0) throw new Error(`there is no picture of: ${missing.join(', ')}`);

mkdirSync(folder, { recursive: true });
const chromium = await openChromium();
try {
  const rows = new Map<string, Buffer[][]>(Object.keys(hostedPages).map(name => [name, []]));
  for (const colorScheme of schemes) {
    for (const row of rows.values()) row.push([]);
    for (const viewport of sizes) {
      const { page, close } = await chromium.openWindow({ viewport, colorScheme, reducedMotion: 'reduce' });
      for (const [name, render] of Object.entries(hostedPages)) {
        await page.setContent(render());
        const png = await page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true });
        rows.get(name)?.at(-1)?.push(png);
      }
      await close();
    }
  }
  const width = Math.ceil(sizes.reduce((sum, size) => sum + size.width * scale + 16, 16));
  const { page } = await chromium.openWindow({ viewport: { width, height: 600 } });
  for (const [name, pictures] of rows) {
    const path = `${folder}hosted-${name.replaceAll(' ', '-')}.png`;
    await page.setContent(sheetOf(pictures));
    const png = await page.screenshot({ fullPage: true });
    writeFileSync(path, png);
    console.log(`${path} (${Math.ceil(png.length / 1000)} kB)`);
  }
} finally {
  await endChromium();
}
