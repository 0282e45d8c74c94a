/** The logout plans of the OpenID Foundation's suite, module by module: RP-initiated, front-channel, back-channel, session management. */
import { createHash, randomBytes } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jws, unsigned } from '../security/jws.ts';
import { Browser, type Page } from '../testkit/browser.ts';
import { openReceiver, type Receiver } from '../testkit/receiver.ts';
import { claimsOf, headerOf, redeem, responseOf, signIn } from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const bye = 'https://rp.test/post_logout_redirect';
const registered = { ...web, post_logout_redirect_uris: [bye] };
const worlds: World[] = [];
let receiver: Receiver;
let plain: World;
let back: World;
let front: World;

beforeAll(async () => {
  receiver = await openReceiver();
  const open = async (members: object) => {
    const file = { egress: { dangerously_allow_private_networks: true } };
    const world = await createWorld({ applications: [{ ...registered, ...members }], file });
    worlds.push(world);
    return world;
  };
  plain = await open({});
  back = await open({
    backchannel_logout_uri: `${receiver.url}/backchannel_logout`,
    backchannel_logout_session_required: true,
  });
  front = await open({
    frontchannel_logout_uri: 'https://rp.test/frontchannel_logout',
    frontchannel_logout_session_required: true,
  });
});
afterAll(async () => {
  for (const world of worlds) await world.close();
  await receiver.close();
});
beforeEach(() => receiver.begin());

interface Visitor {
  readonly world: World;
  readonly browser: Browser;
  readonly idToken: string;
}

async function visitor(world: World): Promise<Visitor> {
  const browser = new Browser();
  const code = responseOf(await signIn(world, browser)).get('code') ?? '';
  const { json } = await redeem(world, code);
  return { world, browser, idToken: String(json['id_token']) };
}

/** Goes to the end session endpoint, and says yes where asked. */
async function signOut({ world, browser }: Visitor, parameters: Record<string, string>): Promise<Page> {
  const first = await browser.get(`${world.issuer}/session/end?${new URLSearchParams(parameters)}`);
  const page = await browser.follow(first, world.origin);
  return page.body.includes('value="sign_out"') ? browser.submit(page, { decision: 'sign_out' }) : page;
}

async function expectSignedOut({ world, browser }: Visitor): Promise<void> {
  const page = await signIn(world, browser, { prompt: 'none' });
  expect(page.location?.startsWith(redirectUri)).toBe(true);
  expect(responseOf(page).get('error')).toBe('login_required');
}

const expectNoRedirect = (page: Page): void => {
  expect(page.location).toBeUndefined();
  expect(page.headers.get('refresh')).toBeNull();
  expect(page.body).toContain('<h1');
  expect(page.body).not.toContain('rp.test');
};

const metadata = async (world: World): Promise<Record<string, unknown>> =>
  (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json();

describe('oidcc-rp-initiated-logout-certification-test-plan', () => {
  it('oidcc-rp-initiated-logout-discovery-endpoint-verification: names the endpoint', async () => {
    expect(await metadata(plain)).toMatchObject({ end_session_endpoint: `${plain.issuer}/session/end` });
  });

  it('oidcc-rp-initiated-logout: comes back with the exact state and nothing else', async () => {
    const who = await visitor(plain);
    const state = randomBytes(64).toString('hex');
    const page = await signOut(who, { id_token_hint: who.idToken, post_logout_redirect_uri: bye, state });
    expect(page.location).toBe(`${bye}?state=${state}`);
    await expectSignedOut(who);
  });

  it('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri: goes nowhere', async () => {
    const who = await visitor(plain);
    const post_logout_redirect_uri = 'https://rp.test/another';
    expectNoRedirect(
      await signOut(who, { id_token_hint: who.idToken, post_logout_redirect_uri, state: 's' }),
    );
  });

  it('oidcc-rp-initiated-logout-modified-id-token-hint: goes nowhere', async () => {
    const who = await visitor(plain);
    const id_token_hint = jws({ ...headerOf(who.idToken), alg: 'none' }, claimsOf(who.idToken), unsigned);
    expectNoRedirect(await signOut(who, { id_token_hint, post_logout_redirect_uri: bye, state: 's' }));
  });

  it('oidcc-rp-initiated-logout-bad-id-token-hint: goes nowhere', async () => {
    const who = await visitor(plain);
    const { iss, aud, ...claims } = claimsOf(who.idToken);
    const id_token_hint = jws({ alg: 'none', typ: 'JWT' }, { ...claims, iss: aud, aud: iss }, unsigned);
    expectNoRedirect(await signOut(who, { id_token_hint, post_logout_redirect_uri: bye, state: 's' }));
  });

  it('oidcc-rp-initiated-logout-no-id-token-hint: goes nowhere', async () => {
    const who = await visitor(plain);
    expectNoRedirect(await signOut(who, { post_logout_redirect_uri: bye, state: 's' }));
  });

  it('oidcc-rp-initiated-logout-no-params: signs out, and says so', async () => {
    const who = await visitor(plain);
    expectNoRedirect(await signOut(who, {}));
    await expectSignedOut(who);
  });

  it('oidcc-rp-initiated-logout-no-post-logout-redirect-uri: signs out, and says so', async () => {
    const who = await visitor(plain);
    expectNoRedirect(await signOut(who, { id_token_hint: who.idToken, state: 's' }));
    await expectSignedOut(who);
  });

  it('oidcc-rp-initiated-logout-no-state: comes back without state', async () => {
    const who = await visitor(plain);
    const page = await signOut(who, { id_token_hint: who.idToken, post_logout_redirect_uri: bye });
    expect(page.location).toBe(bye);
    await expectSignedOut(who);
  });

  it('oidcc-rp-initiated-logout-only-state: signs out, and says so', async () => {
    const who = await visitor(plain);
    expectNoRedirect(await signOut(who, { state: 's' }));
    await expectSignedOut(who);
  });

  it('oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri: goes nowhere', async () => {
    const who = await visitor(plain);
    const post_logout_redirect_uri = `${bye}?foo=bar`;
    expectNoRedirect(
      await signOut(who, { id_token_hint: who.idToken, post_logout_redirect_uri, state: 's' }),
    );
  });
});

describe('oidcc-frontchannel-rp-initiated-logout-certification-test-plan', () => {
  it('oidcc-frontchannel-logout-discovery-endpoint-verification: says what is supported', async () => {
    expect(await metadata(front)).toMatchObject({
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      end_session_endpoint: `${front.issuer}/session/end`,
    });
  });

  it('oidcc-frontchannel-rp-initiated-logout: loads the address of the client, then goes back', async () => {
    const who = await visitor(front);
    const parameters = { id_token_hint: who.idToken, post_logout_redirect_uri: bye, state: 's' };
    const page = await signOut(who, parameters);
    const { sid } = claimsOf(who.idToken);
    const query = `iss=${encodeURIComponent(front.issuer)}&amp;sid=${String(sid)}`;
    expect(page.body).toContain(`<iframe src="https://rp.test/frontchannel_logout?${query}"`);
    expect(page.headers.get('refresh')).toBe(`3;url=${bye}?state=s`);
    await expectSignedOut(who);
  });
});

describe('oidcc-backchannel-rp-initiated-logout-certification-test-plan', () => {
  it('oidcc-backchannel-logout-discovery-endpoint-verification: says what is supported', async () => {
    expect(await metadata(back)).toMatchObject({
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      end_session_endpoint: `${back.issuer}/session/end`,
    });
  });

  it('oidcc-backchannel-rp-initiated-logout: posts a logout token, and goes back', async () => {
    const who = await visitor(back);
    const parameters = { id_token_hint: who.idToken, post_logout_redirect_uri: bye, state: 's' };
    expect((await signOut(who, parameters)).location).toBe(`${bye}?state=s`);
    await receiver.arrival(1);
    const token = receiver.posted[0]?.form.get('logout_token') ?? '';
    const jwks: JSONWebKeySet = await (await fetch(`${back.issuer}/.well-known/jwks.json`)).json();
    const expected = { issuer: back.issuer, audience: web.client_id, typ: 'logout+jwt' };
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), expected);
    const { sub, sid } = claimsOf(who.idToken);
    expect(payload).toMatchObject({ sub, sid, jti: expect.any(String), iat: expect.any(Number) });
    expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} });
    expect(payload).not.toHaveProperty('nonce');
    await expectSignedOut(who);
  });
});

/** What the frame answers, computed from the same cookie. */
function askFrame(browser: Browser, sent: string | null): string {
  const [hashed, salt] = sent?.split('.') ?? [];
  const state = browser.cookies.get('symbolon-browser-state-default') ?? '';
  const text = `${web.client_id} https://rp.test ${state} ${salt}`;
  return createHash('sha256').update(text).digest('base64url') === hashed ? 'unchanged' : 'changed';
}

describe('oidcc-session-management-certification-test-plan', () => {
  it('oidcc-session-management-discovery-endpoint-verification: names both endpoints', async () => {
    expect(await metadata(plain)).toMatchObject({
      check_session_iframe: `${plain.issuer}/session/check`,
      end_session_endpoint: `${plain.issuer}/session/end`,
    });
  });

  it('oidcc-session-management-rp-initiated-logout: unchanged before, changed after', async () => {
    const browser = new Browser();
    const response = responseOf(await signIn(plain, browser));
    const { json } = await redeem(plain, response.get('code') ?? '');
    const sent = response.get('session_state');
    expect(sent).toMatch(/^[\w-]{43}\.[\w-]{16}$/);
    expect(askFrame(browser, sent)).toBe('unchanged');
    const again = responseOf(await signIn(plain, browser, { prompt: 'none' })).get('session_state');
    expect(again).not.toBe(sent);
    expect(askFrame(browser, again)).toBe('unchanged');
    const who = { world: plain, browser, idToken: String(json['id_token']) };
    await signOut(who, { id_token_hint: who.idToken });
    expect(askFrame(browser, sent)).toBe('changed');
  });
});
