/** `npm run screenshots`: takes the pictures of the documentation from the built server, as it starts without configuration. */
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { endChromium, openChromium } from '../tests/testkit/chromium.ts';
import { startServer } from '../tests/testkit/started-server.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
/** Bytes: they are read on slow lines, too. */
const largest = 150_000;

async function take(page: Page, name: string): Promise<void> {
  const path = `${folder}${name}.png`;
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  if (size > largest) throw new Error(`${path} has ${size} bytes: more than ${largest}`);
  console.log(`${path} (${Math.ceil(size / 1000)} kB)`);
}

// The port of the documentation, so that the addresses in the pictures are those that a reader will see.
const server = await startServer('demo', 3000);
const chromium = await openChromium();
const { page } = await chromium.openWindow({
  viewport: { width: 1440, height: 900 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
});
try {
  mkdirSync(folder, { recursive: true });
  await page.goto(server.origin);
  const username = await page.locator('#demo-username').innerText();
  const password = await page.locator('#demo-password').innerText();
  await page.locator('#experience').click();
  await page.locator('#identifier:focus').waitFor();
  await take(page, 'login');
  await page.locator('#identifier').fill(username);
  await page.locator('#password').fill(password);
  await page.locator('#submit').click();
  await page.locator('#id-token').waitFor();
  await take(page, 'demo');
} finally {
  await endChromium();
  await server.close();
}
