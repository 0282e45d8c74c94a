/** Passkeys under attack — WebAuthn Level 3 §7.1, §7.2; rows WA. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Page, readForm } from '../testkit/browser.ts';
import { hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import { authorizationUrl, claimsOf, redeem, responseOf } from '../testkit/relying-party.ts';
import { createSoftAuthenticator, type Saying } from '../testkit/soft-authenticator.ts';
import { alice, bob, createWorld, type World } from '../testkit/world.ts';
import { poolOf } from './invariants.ts';

const origin = 'http://localhost:4000';
const pool = poolOf('default');
const sign_in = { methods: ['password', 'passkey'] };

let world: World;
let rpId: string;
beforeAll(async () => {
  world = await createWorld({ pool: { sign_in }, hostname: 'localhost' });
  rpId = new URL(world.origin).hostname;
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(3600));

const optionsOf = (page: Page): { challenge: string; user: { id: string } } =>
  JSON.parse(
    (/data-passkey="([^"]*)"/.exec(page.body)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  );
const authenticator = () => createSoftAuthenticator(rpId, world.origin);
const idOf = async ({ username }: { readonly username: string }) =>
  (await world.storage.users.findByIdentifier(pool, username))?.id ?? '';
const handleOf = async (who: { readonly username: string }) =>
  Buffer.from(await idOf(who)).toString('base64url');
const isSignedIn = (browser: Browser) => [...browser.cookies.keys()].some(name => name.includes('session'));

/** At the page that offers a passkey. */
async function offered(who: { readonly username: string; readonly password: string } = alice) {
  for (const { credentialId, userId } of (await world.storage.credentials.of(pool, await idOf(who))).passkeys)
    await world.storage.credentials.removePasskey(pool, userId, credentialId);
  const flow = hostedFlow(world, new Browser());
  const typed = { identifier: who.username, password: who.password, passkey_capable: 'yes' };
  const page = await flow.submit(await flow.open(), typed);
  expect(titleOf(page)).toBe('Sign in faster next time');
  return { flow, page };
}

async function enrolled(who: { readonly username: string; readonly password: string } = alice, counter = 0) {
  const { flow, page } = await offered(who);
  const device = authenticator();
  const answer = device.create(optionsOf(page).challenge, { counter });
  expect(responseOf(await flow.submit(page, { action: 'passkey', passkey: answer })).has('code')).toBe(true);
  return device;
}

async function atSignIn(browser = new Browser()) {
  const flow = hostedFlow(world, browser);
  const page = await flow.open();
  return { flow, page, challenge: optionsOf(page).challenge };
}

describe('a passkey', () => {
  it('signs in by itself, as two factors', async () => {
    const device = await enrolled();
    const { flow, page, challenge } = await atSignIn();
    const passkey = device.get(challenge, await handleOf(alice));
    const answer = await flow.submit(page, { action: 'passkey', passkey });
    const { json } = await redeem(world, String(responseOf(answer).get('code')));
    expect(claimsOf(json['id_token'])).toMatchObject({
      sub: await idOf(alice),
      acr: 'urn:symbolon:acr:multi-factor',
      amr: ['pop', 'user', 'mfa'],
    });
  });

  it('knows its user by no more than an authenticator keeps (WebAuthn Level 3 §5.4.3)', async () => {
    const long = { username: 'long', password: 'long knows a password' };
    const sub = `auth0|${'x'.repeat(200)}`;
    await world.restart({ users: [alice, bob, { ...long, sub }] });
    const { flow, page } = await offered(long);
    const { challenge, user } = optionsOf(page);
    expect(Buffer.from(user.id, 'base64url')).toHaveLength(32);
    const device = authenticator();
    await flow.submit(page, { action: 'passkey', passkey: device.create(challenge) });
    const again = await atSignIn();
    const passkey = device.get(again.challenge, user.id);
    const answer = await again.flow.submit(again.page, { action: 'passkey', passkey });
    expect(responseOf(answer).has('code')).toBe(true);
  });

  it('HL-04: signs in while strangers guess at the password of its owner', async () => {
    const device = await enrolled();
    for (let guess = 0; guess < 12; guess++) {
      const stranger = await atSignIn();
      await stranger.flow.submit(stranger.page, { identifier: alice.username, password: 'wrong' });
    }
    const { flow, page, challenge } = await atSignIn();
    const typed = { identifier: alice.username, password: alice.password };
    expect((await flow.submit(page, typed)).status).toBe(429);
    const passkey = device.get(challenge, await handleOf(alice));
    expect(responseOf(await flow.submit(page, { action: 'passkey', passkey })).has('code')).toBe(true);
  });

  it.each<[string, Saying]>([
    ['of another origin', { origin }],
    ['of a sub-domain', { origin: 'http://login.localhost' }],
    ['for another name', { rpId: 'evil.test' }],
    ['that was to make one', { type: 'webauthn.create' }],
    ['from a frame', { crossOrigin: true }],
    ['below another page', { topOrigin: 'https://evil.test' }],
    ['without its user being verified', { flags: 0b001 }],
    ['without its user being there', { flags: 0b100 }],
    ['with the handle of nobody', { userHandle: null }],
  ])('WA-01: %s is refused', async (_name, said) => {
    const device = await enrolled();
    const { flow, page, challenge } = await atSignIn();
    const passkey = device.get(challenge, await handleOf(alice), said);
    expect((await flow.submit(page, { action: 'passkey', passkey })).status).toBe(400);
    expect(isSignedIn(flow.browser)).toBe(false);
  });

  it('WA-02: answers a challenge once, in parallel too, and even where the answer was wrong', async () => {
    const device = await enrolled();
    const handle = await handleOf(alice);
    const { flow, page, challenge } = await atSignIn();
    const form = readForm(page);
    const post = (passkey: string, browser: Browser) =>
      browser.post(form.action, { ...Object.fromEntries(form.hidden), action: 'passkey', passkey });
    const right = device.get(challenge, handle);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(right, flow.browser.copy())));
    expect(answers.filter(answer => responseOf(answer).has('code'))).toHaveLength(1);
    const next = await atSignIn();
    const wrong = device.get(next.challenge, handle, { flags: 1 });
    expect((await next.flow.submit(next.page, { action: 'passkey', passkey: wrong })).status).toBe(400);
    const late = device.get(next.challenge, handle);
    expect((await next.flow.submit(next.page, { action: 'passkey', passkey: late })).status).toBe(400);
  });

  it('WA-02: answers no challenge of another browser, an old one, an altered one, or none', async () => {
    const device = await enrolled();
    const handle = await handleOf(alice);
    const other = await atSignIn();
    const { flow, page, challenge } = await atSignIn();
    const altered = `${challenge.startsWith('A') ? 'B' : 'A'}${challenge.slice(1)}`;
    const { page: offer } = await offered(bob);
    for (const wrong of [other.challenge, altered, '', 'AAAA', optionsOf(offer).challenge]) {
      const passkey = device.get(wrong, handle);
      expect((await flow.submit(page, { action: 'passkey', passkey })).status, wrong).toBe(400);
    }
    world.clock.advance(301);
    const passkey = device.get(challenge, handle);
    expect((await flow.submit(page, { action: 'passkey', passkey })).status).toBe(400);
  });

  it('WA-04: is not taken with what was not offered, nor as that of another', async () => {
    const device = await enrolled(bob);
    const sayings: Saying[] = [
      { algorithm: -65535 },
      { format: 'packed' },
      { format: 'fido-u2f' },
      { id: Buffer.alloc(1024, 1) },
      { id: Buffer.from(device.id, 'base64url') },
      { origin },
      { rpId: 'evil.test' },
      { type: 'webauthn.get' },
      { flags: 0b001 },
    ];
    for (const said of sayings) {
      const { flow, page } = await offered();
      const passkey = authenticator().create(optionsOf(page).challenge, said);
      const answer = await flow.submit(page, { action: 'passkey', passkey });
      expect(answer.status, JSON.stringify(said)).toBe(400);
    }
    const { flow, page } = await offered();
    for (const passkey of [
      '',
      '{',
      'null',
      '[]',
      '{}',
      'x'.repeat(20_000),
      `{"id":"a","response":{"clientDataJSON":"${'e'.repeat(40)}"}}`,
    ])
      expect((await flow.submit(page, { action: 'passkey', passkey })).status, passkey.slice(0, 20)).toBe(
        400,
      );
    expect((await world.storage.credentials.of(pool, await idOf(alice))).passkeys).toEqual([]);
  });

  it('WA-05: belongs to its user, exists, and moves its counter on', async () => {
    const device = await enrolled(alice, 7);
    const sign = async (handle: string, said: Saying = {}) => {
      const { flow, page, challenge } = await atSignIn();
      const passkey = device.get(challenge, handle, { counter: 8, ...said });
      return responseOf(await flow.submit(page, { action: 'passkey', passkey })).has('code');
    };
    const handle = await handleOf(alice);
    expect(await sign(await handleOf(bob))).toBe(false);
    expect(await sign(handle, { id: Buffer.alloc(16) })).toBe(false);
    expect(await sign(handle, { counter: 7 })).toBe(false);
    expect(await sign(handle)).toBe(true);
    await world.storage.credentials.removePasskey(pool, await idOf(alice), device.id);
    expect(await sign(handle, { counter: 9 })).toBe(false);
  });

  it('WA-06: is added to a sign-in of just now alone, in its browser, from our own page', async () => {
    const { flow, page } = await offered();
    const device = authenticator();
    const form = readForm(page);
    const fields = { ...Object.fromEntries(form.hidden), action: 'passkey' };
    const answer = () => ({ ...fields, passkey: device.create(optionsOf(page).challenge) });
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await flow.browser.post(form.action, answer(), foreign)).status).toBe(403);
    expect((await new Browser().post(form.action, answer())).status).toBe(403);
    const out = flow.browser.copy();
    for (const name of [...out.cookies.keys()]) if (name.includes('session')) out.setCookie(name, '');
    await out.post(form.action, answer());
    world.clock.advance(301);
    const late = await flow.browser.get(page.url);
    expect(responseOf(late).has('code')).toBe(true);
    await flow.browser.post(form.action, answer());
    expect((await world.storage.credentials.of(pool, await idOf(alice))).passkeys).toEqual([]);
  });

  it('WA-08: is not made up for by a password where two factors are asked for', async () => {
    await enrolled();
    const claims = JSON.stringify({
      id_token: { acr: { essential: true, value: 'urn:symbolon:acr:multi-factor' } },
    });
    const flow = hostedFlow(world, new Browser());
    const typed = { identifier: alice.username, password: alice.password };
    const page = await flow.submit(await flow.open({ claims }), typed);
    expect(titleOf(page)).toBe('One more step');
    expect((await flow.submit(page, { code: '000000' })).status).toBe(400);
    const silent = await flow.browser.get(authorizationUrl(world, { claims, prompt: 'none' }));
    expect(responseOf(silent).get('error')).toBe('login_required');
  });
});
