/** The stage of the console's tests: a server that serves it, its first administrator, and Chromium. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Administrator, firstAdministrator, root } from '../testkit/administrator.ts';
import { openChromium, openWindow, type Window } from '../testkit/chromium.ts';
import { createWorld, type World, type WorldOptions } from '../testkit/world.ts';

export interface ConsoleStage {
  readonly world: World;
  readonly owner: Administrator;
  /** A window at a page of the console, signed in. */
  openConsole(path: string, options?: BrowserContextOptions, who?: Credentials): Promise<Window>;
  openWindow(options?: BrowserContextOptions): Promise<Window>;
  close(): Promise<void>;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

export async function enter(page: Page, { username, password }: Credentials = root): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function openConsoleStage(options: WorldOptions = {}): Promise<ConsoleStage> {
  const [world, chromium] = await Promise.all([createWorld({ ...options, console: true }), openChromium()]);
  const owner = await firstAdministrator(world);
  return {
    world,
    owner,
    openWindow: how => openWindow(chromium, how),
    async openConsole(path, how, who) {
      const window = await openWindow(chromium, how);
      await window.page.goto(`${world.origin}/console${path}`);
      await enter(window.page, who);
      await window.page.waitForURL(`**/console${path}`);
      await window.page.getByRole('heading', { level: 1 }).waitFor();
      return window;
    },
    async close() {
      await chromium.close();
      await world.close();
    },
  };
}

/** Goes on to another page without loading the console again; resolves once that page stands. */
export async function turnTo(page: Page, path: string): Promise<void> {
  const address = JSON.stringify(`/console${path}`);
  await page.evaluate(`{
    const next = new URL(${address}, location.href);
    if (next.pathname !== location.pathname) document.querySelector('h1').dataset.left = 'yes';
    history.pushState(null, '', next);
    dispatchEvent(new PopStateEvent('popstate'));
  }`);
  await page.locator('h1:not([data-left])').waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}
