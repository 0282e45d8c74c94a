/** Real Chromium, and windows in it that remember everything that went wrong on their pages. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** `npm test` finds one and names it. */
const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Window {
  readonly page: Page;
  /** Console errors and warnings, uncaught exceptions, and breaches of the content security policy. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** A window with cookies of its own. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext(options);
  // Below the limit of a test, so that it is the step that is named when one hangs.
  context.setDefaultTimeout(10_000);
  const faults: string[] = [];
  context.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  context.on('weberror', error => void faults.push(String(error.error())));
  return { page: await context.newPage(), faults, close: () => context.close() };
}
