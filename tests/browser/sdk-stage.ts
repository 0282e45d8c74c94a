/** The stage of the browser SDK: a real server, a site whose pages hold the SDK, and Chromium. */
import type { BrowserContext, Page } from 'playwright-core';
import { bundleOf } from '../testkit/browser-bundle.ts';
import { type Chromium, openChromium, type Window } from '../testkit/chromium.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { signIn } from './stage.ts';

export const hybridSecret = 'the secret that the back end of the hybrid application has';

/** By application: how its client in the browser is made, and what else its registration says. */
const applications = {
  plain: { scope: 'openid profile', store: 'memoryStore', registered: {} },
  offline: { scope: 'openid profile offline_access', store: 'localStore', registered: {} },
  tab: { scope: 'openid profile offline_access', store: 'sessionStore', registered: {} },
  implicit: {
    scope: 'openid profile',
    store: 'sessionStore',
    responseType: 'id_token token',
    registered: { grant_types: ['implicit'], response_types: ['id_token token'] },
  },
  hybrid: {
    scope: 'openid profile offline_access',
    store: 'memoryStore',
    responseType: 'code id_token token',
    registered: {
      token_endpoint_auth_method: 'client_secret_post',
      client_secret: hybridSecret,
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      response_types: ['code id_token token'],
    },
  },
} as const;

export type Application = keyof typeof applications;

const registrationOf = (origin: string, name: string, registered: object) => ({
  client_id: name,
  token_endpoint_auth_method: 'none',
  redirect_uris: [`${origin}/${name}/callback?kept=1`],
  post_logout_redirect_uris: [`${origin}/${name}/bye`],
  grant_types: ['authorization_code', 'refresh_token'],
  skip_consent: true,
  ...registered,
});

/** One page for all addresses; what the application does is called from the test. */
const pageOf = (
  issuer: string,
  origin: string,
  passed: number,
) => `<!doctype html><html lang="en"><title>Application</title><link rel="icon" href="data:,">
<script src="/sdk.js"></script><script>
const applications = ${JSON.stringify(applications)};
let passed = ${passed};
const changes = [];
function start(name) {
  const { store, registered, ...options } = applications[name];
  const client = new symbolon.BrowserClient({
    issuer: ${JSON.stringify(issuer)}, appId: name, ...options, store: symbolon[store](),
    redirectUri: '${origin}/' + name + '/callback?kept=1', logoutRedirectUri: '${origin}/' + name + '/bye',
    clock: () => Math.floor(Date.now() / 1000) + passed,
  });
  client.onChange(({ kind, user }) => changes.push(user ? kind + ' ' + user.sub : kind));
  return client;
}
let client = start(location.pathname.split('/')[1]);
const failure = promise => promise.then(
  value => { throw new Error('it succeeded: ' + JSON.stringify(value)); },
  ({ name, code, error, message }) => ({ name, code, error, message }),
);
</script></html>`;

export interface SdkStage {
  readonly world: World;
  readonly site: Site;
  /** The page of an application in a browser of its own. */
  open(application: Application): Promise<Window>;
  /** Another tab of the same browser. */
  openTab(context: BrowserContext, application: Application): Promise<Page>;
  /** Goes to the hosted login and comes back; the result of the callback. */
  signIn<T>(page: Page): Promise<T>;
  /** Lets time pass at the server and in these pages. */
  pass(seconds: number, ...pages: readonly Page[]): Promise<void>;
  /** How many requests reached the token endpoint while it was done. */
  tokenRequestsDuring(act: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

export async function openSdkStage(): Promise<SdkStage> {
  const sdk = await bundleOf('client-browser', { globalName: 'symbolon' });
  const present = Math.floor(Date.now() / 1000);
  let world: World;
  const site = await openSite(origin => (request, response) => {
    const isSdk = request.url === '/sdk.js';
    response.setHeader('content-type', isSdk ? 'text/javascript' : 'text/html');
    response.end(isSdk ? sdk : pageOf(world.issuer, origin, world.clock.now() - present));
  });
  let chromium: Chromium;
  [world, chromium] = await Promise.all([
    createWorld({
      applications: Object.entries(applications).map(([name, { registered }]) =>
        registrationOf(site.origin, name, registered),
      ),
    }),
    openChromium(),
  ]);
  let tokenRequests = 0;
  world.server.on('request', ({ method, url }) => {
    if (method === 'POST' && url === '/oidc/token') tokenRequests++;
  });
  return {
    world,
    site,
    async open(application) {
      const window = await chromium.openWindow();
      await window.page.goto(`${site.origin}/${application}`);
      return window;
    },
    async openTab(context, application) {
      const page = await context.newPage();
      await page.goto(`${site.origin}/${application}`);
      return page;
    },
    async signIn(page) {
      await page.evaluate('client.loginWithRedirect({ appState: { at: "/inbox" } })').catch(() => undefined);
      await page.waitForURL(`${world.origin}/**`);
      await signIn(page);
      await page.waitForURL(`${site.origin}/*/callback*`);
      return page.evaluate('client.handleRedirectCallback()');
    },
    async pass(seconds, ...pages) {
      world.clock.advance(seconds);
      await Promise.all(pages.map(page => page.evaluate(`passed += ${seconds}`)));
    },
    async tokenRequestsDuring(act) {
      const before = tokenRequests;
      await act();
      return tokenRequests - before;
    },
    async close() {
      await chromium.close();
      await site.close();
      await world.close();
    },
  };
}
