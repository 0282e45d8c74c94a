/** The steps of the hosted flows, one page at a time. */
import type { Browser, Page } from './browser.ts';
import { authorizationUrl } from './relying-party.ts';
import type { World } from './world.ts';

export interface HostedFlow {
  readonly browser: Browser;
  /** The sign-in page, on the way to an application. */
  open(parameters?: Record<string, string | undefined>): Promise<Page>;
  /** Submits the form of a page, and follows as long as the answer stays here. */
  submit(page: Page, typed: Record<string, string>): Promise<Page>;
  /** Follows the link of a page whose address begins so. */
  go(page: Page, path: string): Promise<Page>;
}

export function hostedFlow(world: World, browser: Browser): HostedFlow {
  const follow = async (page: Page) => browser.follow(page, world.origin);
  return {
    browser,
    open: async parameters => follow(await browser.get(authorizationUrl(world, parameters))),
    submit: async (page, typed) => follow(await browser.submit(page, typed)),
    async go(page, path) {
      const href = page.body.match(new RegExp(`href="(${path}\\?[^"]*)"`))?.[1];
      if (href === undefined) throw new Error(`no link to ${path} on the page at ${page.url}`);
      return follow(await browser.get(new URL(href, page.url).href));
    },
  };
}

/** What a page says is wrong, in its words. */
export const errorsOf = (page: Page): string[] =>
  [...page.body.matchAll(/symbolon-error".*?<span>(.*?)<\/span>/g)].map(([, words = '']) => words);

export const titleOf = (page: Page): string =>
  (/<h1[^>]*>(.*?)<\/h1>/.exec(page.body)?.[1] ?? '').replace(/<[^>]*>/g, '');
