/** The stage of the console's tests: a server that serves it, its first administrator, and Chromium. */
import type { BrowserContextOptions, Page, Request } from 'playwright-core';
import { type Administrator, firstAdministrator, root } from '../testkit/administrator.ts';
import { openChromium, type Window } from '../testkit/chromium.ts';
import { createWorld, type World, type WorldOptions } from '../testkit/world.ts';

export interface ConsoleStage {
  readonly world: World;
  readonly owner: Administrator;
  /** A window at a page of the console, signed in: by hand the first time, by the session of that time from then on. */
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
  const sessions = new Map<string, BrowserContextOptions['storageState']>();
  return {
    world,
    owner,
    openWindow: chromium.openWindow,
    async openConsole(path, how, who = root) {
      const session = sessions.get(who.username);
      const window = await chromium.openWindow({ ...how, ...(session && { storageState: session }) });
      const { page } = window;
      await page.goto(`${world.origin}/console${path}`);
      if (session === undefined) await enter(page, who);
      await page.waitForURL(`**/console${path}`);
      await page.locator('#content').getByRole('heading', { level: 1 }).waitFor();
      if (session === undefined) sessions.set(who.username, await page.context().storageState());
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
  const traffic = watchTraffic(page);
  const address = JSON.stringify(`/console${path}`);
  await page.evaluate(`{
    const next = new URL(${address}, location.href);
    if (next.pathname !== location.pathname) document.querySelector('h1').dataset.left = 'yes';
    history.pushState(null, '', next);
    dispatchEvent(new PopStateEvent('popstate'));
  }`);
  await page.locator('h1:not([data-left])').waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await traffic.rest();
}

const drawn = 'new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

/** What a page asks for from now on. */
function watchTraffic(page: Page): { rest(): Promise<void> } {
  const underWay = new Set<Request>();
  let cameToRest: () => void = () => undefined;
  const begin = (request: Request) => void underWay.add(request);
  const end = (request: Request) => {
    underWay.delete(request);
    if (underWay.size === 0) cameToRest();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  return {
    async rest() {
      // What has come is drawn, and what is drawn may ask for more.
      for (await page.evaluate(drawn); underWay.size > 0; await page.evaluate(drawn))
        await new Promise<void>(resolve => {
          cameToRest = resolve;
        });
      page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
    },
  };
}
