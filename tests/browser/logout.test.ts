/** Logout in real Chromium: the frames of applications, and the frame that applications ask — OIDC Front-Channel Logout §2, Session Management §3. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTlsFront, selfSignedCertificate } from '../../tools/tls-front.ts';
import { openProfile, type Window } from '../testkit/chromium.ts';
import { freePort } from '../testkit/free-port.ts';
import { openSite, type Site } from '../testkit/site.ts';
import { startServer } from '../testkit/started-server.ts';
import { signIn } from './stage.ts';

interface Application {
  readonly id: string;
  readonly site: Site;
  /** What its logout page was asked for. */
  readonly told: URLSearchParams[];
}

async function openApplication(id: string): Promise<Application> {
  const told: URLSearchParams[] = [];
  const site = await openSite(origin => (request, response) => {
    const url = new URL(request.url ?? '/', origin);
    if (url.pathname === '/out') told.push(url.searchParams);
    response.setHeader('content-type', 'text/html');
    response.end(
      '<!doctype html><html lang="en"><title>Application</title><link rel="icon" href="data:,">Here',
    );
  });
  return { id, site, told };
}

const declared = ({ id, site }: Application) => ({
  client_id: id,
  client_name: `Application ${id}`,
  client_secret: 'a secret that no browser test needs',
  redirect_uris: [`${site.origin}/callback`],
  post_logout_redirect_uris: [`${site.origin}/bye`],
  frontchannel_logout_uri: `${site.origin}/out`,
  frontchannel_logout_session_required: true,
  skip_consent: true,
});

interface Provider {
  readonly origin: string;
  readonly issuer: string;
  close(): Promise<void>;
}

/** At https, on another site than the applications: localhost is not 127.0.0.1. */
async function startBehindTls(applications: readonly object[]): Promise<Provider> {
  const certificate = selfSignedCertificate('localhost');
  if (!certificate) throw new Error('This test needs openssl.');
  const [port, innerPort] = [await freePort(), await freePort()];
  const origin = `https://localhost:${port}`;
  const server = await startServer({ applications, origin }, innerPort);
  const front = await openTlsFront(certificate, { host: 'localhost', port, innerPort });
  return {
    origin,
    issuer: server.issuer,
    async close() {
      front.closeAllConnections();
      front.close();
      await server.close();
    },
  };
}

describe.each([
  ['of the same site', (applications: readonly object[]) => startServer({ applications })],
  ['of another site, over TLS', startBehindTls],
])('a provider %s', (_name, start) => {
  let one: Application;
  let two: Application;
  let provider: Provider;
  let window: Window;
  beforeAll(async () => {
    [one, two] = await Promise.all([openApplication('one'), openApplication('two')]);
    provider = await start([one, two].map(declared));
  });
  afterAll(async () => {
    await provider.close();
    await one.site.close();
    await two.site.close();
  });
  beforeEach(async () => {
    window = await openProfile({ ignoreHTTPSErrors: true });
  });
  afterEach(async () => {
    expect(window.faults()).toEqual([]);
    await window.close();
    one.told.length = 0;
    two.told.length = 0;
  });

  /** Goes to the provider for an application, signs in where asked; the answer. */
  async function visit({ id, site }: Application, page: Page): Promise<URLSearchParams> {
    const parameters = {
      client_id: id,
      redirect_uri: `${site.origin}/callback`,
      response_type: 'code',
      scope: 'openid',
    };
    await page.goto(`${provider.issuer}/auth?${new URLSearchParams(parameters)}`);
    if (page.url().startsWith(provider.origin)) await signIn(page);
    await page.waitForURL(`${site.origin}/callback**`);
    return new URL(page.url()).searchParams;
  }

  async function signOut(page: Page): Promise<void> {
    const parameters = {
      client_id: 'one',
      post_logout_redirect_uri: `${one.site.origin}/bye`,
      state: 'a b',
    };
    await page.goto(`${provider.issuer}/session/end?${new URLSearchParams(parameters)}`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${one.site.origin}/bye?state=a%20b`);
  }

  /** What the frame at the provider answers to a page of the application. */
  const ask = (page: Page, message: string): Promise<unknown> =>
    page.evaluate(
      ({ address, sent }) =>
        new Promise(resolve => {
          const frame = document.createElement('iframe');
          addEventListener('message', event => {
            if (event.source === frame.contentWindow) resolve(event.data);
          });
          frame.addEventListener('load', () => {
            frame.contentWindow?.postMessage(sent, new URL(address).origin);
          });
          frame.src = address;
          document.body.append(frame);
        }),
      { address: `${provider.issuer}/session/check`, sent: message },
    );

  it('loads the logout page of every application of the session, with issuer and session, then goes on', async () => {
    const { page } = window;
    await visit(one, page);
    await visit(two, page);
    await signOut(page);
    const [first, second] = [one, two].map(({ told }) => told.map(query => Object.fromEntries(query)));
    expect(first).toEqual([{ iss: provider.issuer, sid: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
    expect(second).toEqual(first);
  });

  it('answers unchanged from its frame while the session lasts, and changed after the sign-out', async () => {
    const { page } = window;
    const message = `one ${(await visit(one, page)).get('session_state')}`;
    expect(await ask(page, message)).toBe('unchanged');
    expect(await ask(page, message.replace('one', 'two'))).toBe('changed');
    expect(await ask(page, 'nonsense')).toBe('error');
    await signOut(page);
    expect(await ask(page, message)).toBe('changed');
    await visit(one, page);
    expect(await ask(page, message)).toBe('changed');
  });
});
