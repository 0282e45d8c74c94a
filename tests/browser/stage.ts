/** The stage of the browser tests: the started server, an application's site to come back to, and Chromium. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Chromium, openChromium, type Window } from '../testkit/chromium.ts';
import { alice } from '../testkit/people.ts';
import { openSite, type Site } from '../testkit/site.ts';

/** The sites that the end-user goes to and fro between. */
export interface Stage {
  readonly application: Site;
  openWindow(options?: BrowserContextOptions): Promise<Window>;
  /** The address of an authorization request of `web`; members that are undefined are left out. */
  authorizationUrl(parameters?: Record<string, string | undefined>): string;
  /** Waits until the browser is back at the application; what the answer says. */
  answerAt(page: Page): Promise<URLSearchParams>;
  close(): Promise<void>;
}

/** A provider with the registered applications. */
export interface Provider {
  readonly issuer: string;
  close(): Promise<void>;
}

/** Two applications of one site: one that our own people trust, and one that asks them. */
const applicationsOf = (origin: string): readonly object[] => {
  const shared = {
    client_secret: 'a secret that no browser test needs',
    redirect_uris: [`${origin}/callback`],
    post_logout_redirect_uris: [`${origin}/bye`],
    grant_types: ['authorization_code', 'refresh_token'],
  };
  return [
    { ...shared, client_id: 'web', client_name: 'Web application', skip_consent: true },
    { ...shared, client_id: 'careful', client_name: 'Careful application' },
  ];
};

const page = '<!doctype html><html lang="en"><title>Application</title><link rel="icon" href="data:,">Here';

export async function openStage(
  start: (applications: readonly object[]) => Promise<Provider>,
): Promise<Stage> {
  const application = await openSite(() => (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(page);
  });
  const [provider, chromium]: [Provider, Chromium] = await Promise.all([
    start(applicationsOf(application.origin)),
    openChromium(),
  ]);
  const redirectUri = `${application.origin}/callback`;
  return {
    application,
    openWindow: chromium.openWindow,
    authorizationUrl(parameters = {}) {
      const all = {
        client_id: 'web',
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid profile email',
        ...parameters,
      };
      const sent = Object.entries(all).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      );
      return `${provider.issuer}/auth?${new URLSearchParams(sent)}`;
    },
    async answerAt(window) {
      await window.waitForURL(`${redirectUri}**`);
      return new URL(window.url()).searchParams;
    },
    async close() {
      await chromium.close();
      await application.close();
      await provider.close();
    },
  };
}

/** Fills in the page of the hosted login, and presses its button. */
export async function signIn(
  page: Page,
  { username, password }: { readonly username: string; readonly password: string } = alice,
): Promise<void> {
  await page.getByLabel('Username, email or phone').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
