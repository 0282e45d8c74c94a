/** `npm run screenshots:hosted`: every hosted page in one picture each: large and small, light above dark. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pages } from '../packages/login/src/pages/every-page.ts';
import { openChromium, openWindow } from '../tests/testkit/chromium.ts';
import { hostedPages } from './hosted-pages.ts';
import { contactSheet, type Picture, readPng, writePng } from './small-png.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
/** Bytes of one picture. */
const largest = 250_000;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const schemes = ['light', 'dark'] as const;
/** Pixels between the pictures, and the grey that they lie on. */
const [gap, ground] = [24, 0x80];

const missing = Object.keys(pages).filter(name => !Object.hasOwn(hostedPages, name));
if (missing.length > 0) throw new Error(`there is no picture of: ${missing.join(', ')}`);

mkdirSync(folder, { recursive: true });
const chromium = await openChromium();
try {
  const rows = new Map<string, Picture[][]>(Object.keys(hostedPages).map(name => [name, []]));
  for (const colorScheme of schemes) {
    for (const row of rows.values()) row.push([]);
    for (const viewport of sizes) {
      const { page, close } = await openWindow(chromium, { viewport, colorScheme, reducedMotion: 'reduce' });
      for (const [name, render] of Object.entries(hostedPages)) {
        await page.setContent(render());
        const png = await page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true });
        rows.get(name)?.at(-1)?.push(readPng(png));
      }
      await close();
    }
  }
  for (const [name, pictures] of rows) {
    const path = `${folder}hosted-${name.replaceAll(' ', '-')}.png`;
    const png = writePng(contactSheet(pictures, gap, ground));
    if (png.length > largest) throw new Error(`${path} has ${png.length} bytes: more than ${largest}`);
    writeFileSync(path, png);
    console.log(`${path} (${Math.ceil(png.length / 1000)} kB)`);
  }
} finally {
  await chromium.close();
}
