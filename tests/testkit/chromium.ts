/** Real Chromium, and windows in it that remember everything that went wrong on their pages. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

/** `npm test` finds one and names it. */
const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

const launchOptions = {
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
};

/** One process for all the files of a worker; it ends with the worker. */
let running: Promise<Browser> | undefined;

function theBrowser(): Promise<Browser> {
  if (running !== undefined) return running;
  const launched = chromium.launch(launchOptions);
  running = launched;
  const forget = () => {
    running = undefined;
  };
  launched.then(browser => browser.once('disconnected', forget), forget);
  return launched;
}

/** For a program that is no worker, and would wait for it. */
export const endChromium = async (): Promise<void> => (await running)?.close();

/** The windows of a test file. */
export interface Chromium {
  /** One with cookies of its own. */
  openWindow(options?: BrowserContextOptions): Promise<Window>;
  /** Closes what a test has left open. */
  close(): Promise<void>;
}

export async function openChromium(): Promise<Chromium> {
  const browser = await theBrowser();
  const contexts = new Set<BrowserContext>();
  return {
    async openWindow(options) {
      const context = await browser.newContext(options);
      contexts.add(context);
      return watch(context, () => {
        contexts.delete(context);
        return context.close();
      });
    },
    async close() {
      await Promise.all([...contexts].map(context => context.close()));
    },
  };
}

export interface Window {
  readonly page: Page;
  /** Console errors and warnings, uncaught exceptions, and breaches of the content security policy, so far. */
  faults(): readonly string[];
  close(): Promise<void>;
}

/** A window whose frames of other sites have their cookies: a private window has none of them, and some builds of Chromium neither. */
export async function openProfile(
  options: BrowserContextOptions = {},
  args: readonly string[] = [],
): Promise<Window> {
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-profile-'));
  mkdirSync(join(folder, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    args: [...launchOptions.args, ...args],
    ...options,
  });
  return watch(context, async () => {
    await context.close();
    // Its processes write their last a moment after it says that it is closed.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
}

async function watch(context: BrowserContext, close: () => Promise<void>): Promise<Window> {
  // Below the limit of a test, so that it is the step that is named when one hangs.
  context.setDefaultTimeout(10_000);
  const faults: { readonly text: string; readonly at: string | undefined }[] = [];
  const documents = new Set<string>();
  context.on('request', request => {
    if (request.isNavigationRequest()) documents.add(request.url());
  });
  context.on('console', message => {
    const { url: at } = message.location();
    if (message.type() === 'error' || message.type() === 'warning') faults.push({ text: message.text(), at });
  });
  context.on('weberror', error => void faults.push({ text: String(error.error()), at: undefined }));
  return {
    page: await context.newPage(),
    faults() {
      // A page with a status above 399 is one of ours all the same, but Chromium complains of it.
      const isStatus = ({ text, at }: { text: string; at: string | undefined }) =>
        at !== undefined &&
        documents.has(at) &&
        text.startsWith('Failed to load resource: the server responded');
      return faults.filter(fault => !isStatus(fault)).map(({ text }) => text);
    },
    close,
  };
}
