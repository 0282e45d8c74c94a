/** Front-channel logout as the end-user's browser sees it — OpenID Connect Front-Channel Logout 1.0. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { basic, claimsOf, redeem, responseOf, signIn } from '../testkit/relying-party.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const framed = (clientId: string, uri: string) => ({
  ...web,
  client_id: clientId,
  redirect_uris: ['https://rp.test/cb', 'https://other.test/cb'],
  frontchannel_logout_uri: uri,
});

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [
      framed('one', 'https://rp.test/out'),
      framed('two', 'https://other.test/out?a=1'),
      framed('three', 'https://rp.test/three'),
      web,
    ],
  });
});
afterAll(() => world.close());

async function signedIn(clientId: string, browser = new Browser()) {
  const page = await signIn(world, browser, { client_id: clientId });
  const code = responseOf(page).get('code') ?? '';
  const { json } = await redeem(world, code, {}, basic(clientId, web.client_secret));
  return { browser, idToken: String(json['id_token']) };
}

const signOut = (
  { browser, idToken }: { browser: Browser; idToken: string },
  parameters: Record<string, string> = {},
) =>
  browser.get(
    `${world.issuer}/session/end?${new URLSearchParams({ id_token_hint: idToken, ...parameters })}`,
  );

const framesOf = ({ body }: Page): string[] =>
  [...body.matchAll(/<iframe[^>]* src="([^"]*)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'));

const goingOn = { post_logout_redirect_uri: 'https://rp.test/bye', state: 'a b' };

describe('a logout with front-channel clients', () => {
  it('loads the address of every client of the session with issuer and session, and may load nothing else', async () => {
    const visitor = await signedIn('one');
    await signedIn('two', visitor.browser);
    await signedIn('web', visitor.browser);
    await signedIn('three');
    const page = await signOut(visitor, goingOn);
    const { sid } = claimsOf(visitor.idToken);
    const query = new URLSearchParams({ iss: world.issuer, sid: String(sid) });
    expect(framesOf(page).sort()).toEqual([
      `https://other.test/out?a=1&${query}`,
      `https://rp.test/out?${query}`,
    ]);
    const policy = page.headers.get('content-security-policy')?.split('; ') ?? [];
    const [, ...sources] = policy.find(directive => directive.startsWith('frame-src'))?.split(' ') ?? [];
    expect(sources.sort()).toEqual(['https://other.test', 'https://rp.test']);
    expect(policy).toContain("default-src 'none'");
  });

  it('goes on to where the client asked, with a link for those without scripts', async () => {
    const page = await signOut(await signedIn('one'), goingOn);
    expect(page.status).toBe(200);
    expect(page.headers.get('refresh')).toBe('3;url=https://rp.test/bye?state=a%20b');
    expect(page.body).toMatch(/data-onward(?:="")?>\s*<a href="https:\/\/rp\.test\/bye\?state=a%20b"/);
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('stays where no client said where to go', async () => {
    const page = await signOut(await signedIn('one'));
    expect(framesOf(page)).toHaveLength(1);
    expect(page.headers.get('refresh')).toBeNull();
    expect(page.body).not.toContain('<a ');
  });

  it('needs no page where no client of the session has frames', async () => {
    const page = await signOut(await signedIn('web'), goingOn);
    expect(page.location).toBe('https://rp.test/bye?state=a%20b');
  });
});
