/** Back-channel logout as clients see it — OpenID Connect Back-Channel Logout 1.0. */
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poolOf } from '../security/invariants.ts';
import { Browser } from '../testkit/browser.ts';
import { openReceiver, type Receiver } from '../testkit/receiver.ts';
import { basic, claimsOf, redeem, responseOf, signIn, userinfo } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { alice, createWorld, redirectUri, type World, web } from '../testkit/world.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const told = (clientId: string, receiver: Receiver) => ({
  ...web,
  client_id: clientId,
  backchannel_logout_uri: `${receiver.url}/${clientId}`,
});

/** As many as push the first out. */
const many = ['ben', 'cai', 'dee', 'eve', 'fay'].map(username => ({
  username,
  password: `${username} has a long one`,
}));

let receiver: Receiver;
let world: World;
beforeAll(async () => {
  receiver = await openReceiver();
  world = await createWorld({
    users: [alice, ...many],
    applications: [
      told('one', receiver),
      told('two', receiver),
      told('three', receiver),
      { ...told('pairwise', receiver), subject_type: 'pairwise' },
      web,
    ],
    file: { egress: { dangerously_allow_private_networks: true } },
  });
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});
beforeEach(() => receiver.begin());

async function signedIn(clientId: string, browser = new Browser(), at = world) {
  const page = await signIn(at, browser, { client_id: clientId });
  const code = responseOf(page).get('code') ?? '';
  const { json } = await redeem(at, code, {}, basic(clientId, web.client_secret));
  return { browser, idToken: String(json['id_token']) };
}

const signOut = ({ browser, idToken }: { browser: Browser; idToken: string }, at = world) =>
  browser.get(`${at.issuer}/session/end?${new URLSearchParams({ id_token_hint: idToken })}`);

const givenUp = async () => {
  await settled(world);
  const types = ['logout_token.given_up'];
  return (await world.storage.audit.list(poolOf('default'), { types, limit: 10 })).events.length;
};

describe('a logout token (§2.4, LO-08)', () => {
  it('is posted as a form, signed, typed and short-lived, and names the session that has ended', async () => {
    const visitor = await signedIn('one');
    await signOut(visitor);
    await receiver.arrival(1);
    const [{ path, mediaType, form } = { form: new URLSearchParams() }] = receiver.posted;
    expect([path, mediaType]).toEqual(['/one', 'application/x-www-form-urlencoded']);
    expect([...form.keys()]).toEqual(['logout_token']);
    const jwks: JSONWebKeySet = await (await fetch(`${world.issuer}/.well-known/jwks.json`)).json();
    const { payload, protectedHeader } = await jwtVerify(
      form.get('logout_token') ?? '',
      createLocalJWKSet(jwks),
      {
        issuer: world.issuer,
        audience: 'one',
        typ: 'logout+jwt',
        currentDate: new Date(world.clock.now() * 1000),
      },
    );
    const { sub, sid } = claimsOf(visitor.idToken);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toEqual({
      iss: world.issuer,
      aud: 'one',
      iat: world.clock.now(),
      exp: world.clock.now() + 120,
      jti: expect.stringMatching(/^[\w-]{20,}$/),
      sub,
      sid,
      events: { [event]: {} },
    });
  });

  it('names the end-user as the ID token did where the client has subjects of its own (OIDC Core §8)', async () => {
    const visitor = await signedIn('pairwise');
    const other = await signedIn('one', visitor.browser);
    await signOut(visitor);
    await world.maintain();
    const subjects = Object.fromEntries(
      receiver.posted.map(({ path, form }) => [path, claimsOf(form.get('logout_token'))['sub']]),
    );
    const [{ sub }, { sub: open }] = [claimsOf(visitor.idToken), claimsOf(other.idToken)];
    expect(subjects).toEqual({ '/pairwise': sub, '/one': open });
    expect(sub).not.toBe(open);
  });

  it('goes to every client of the session that wants one, and to no other', async () => {
    const visitor = await signedIn('one');
    await signedIn('two', visitor.browser);
    await signedIn('two', visitor.browser);
    await signedIn('web', visitor.browser);
    await signedIn('three');
    await signOut(visitor);
    await world.maintain();
    expect(receiver.posted.map(({ path }) => path).sort()).toEqual(['/one', '/two']);
    const tokens = receiver.posted.map(({ form }) => claimsOf(form.get('logout_token')));
    expect(new Set(tokens.map(({ jti }) => jti)).size).toBe(2);
    expect(await world.storage.logoutDeliveries.due(world.clock.now() + 7200, 10)).toEqual([]);
  });

  it('reaches a client whose authorization was forgotten long before the session ended', async () => {
    const visitor = await signedIn('one');
    world.clock.advance(20 * 3600);
    await world.maintain();
    await signOut(visitor);
    await world.maintain();
    expect(receiver.posted).toHaveLength(1);
  });

  it('is sent for a logout that the end-user confirmed, once', async () => {
    const visitor = await signedIn('one');
    const page = await visitor.browser.follow(
      await visitor.browser.get(`${world.issuer}/session/end`),
      world.origin,
    );
    await world.maintain();
    expect(receiver.posted).toEqual([]);
    await visitor.browser.submit(page, { decision: 'sign_out' });
    await signOut(visitor);
    await world.maintain();
    expect(receiver.posted).toHaveLength(1);
  });
});

describe('a session that ends by itself', () => {
  it('is told of when it is one too many in its browser, and not when the same end-user signs in again', async () => {
    const visitor = await signedIn('one');
    const { sid } = claimsOf(visitor.idToken);
    const again = await signIn(world, visitor.browser, { client_id: 'one', prompt: 'login' });
    const { json } = await redeem(
      world,
      responseOf(again).get('code') ?? '',
      {},
      basic('one', web.client_secret),
    );
    expect(claimsOf(json['id_token'])['sid']).toBe(sid);
    await world.maintain();
    expect(receiver.posted).toEqual([]);
    for (const [index, who] of many.entries()) {
      const taken = await signIn(world, visitor.browser, { client_id: 'two', prompt: 'login' }, who);
      expect(responseOf(taken).has('code')).toBe(true);
      if (index < many.length - 1) expect((await userinfo(world, json['access_token'])).status).toBe(200);
    }
    await receiver.arrival(1);
    await world.maintain();
    expect(
      receiver.posted.map(({ path, form }) => [path, claimsOf(form.get('logout_token'))['sid']]),
    ).toEqual([['/one', sid]]);
    expect((await userinfo(world, json['access_token'])).status).toBe(401);
  });

  it('is told of when it has expired, idle or in the end, once', async () => {
    const { sid } = claimsOf((await signedIn('one')).idToken);
    const toldOfIt = () =>
      receiver.posted.filter(({ form }) => claimsOf(form.get('logout_token'))['sid'] === sid).length;
    world.clock.advance(86_399);
    await world.maintain();
    expect(toldOfIt()).toBe(0);
    world.clock.advance(1);
    await world.maintain();
    await world.maintain();
    expect(toldOfIt()).toBe(1);
  });
});

describe('a delivery that fails (§2.7)', () => {
  it('is tried again after 1 s, 10 s, 1 min and 10 min, until it succeeds', async () => {
    receiver.answerWith(503);
    await signOut(await signedIn('one'));
    await world.maintain();
    expect(receiver.posted).toHaveLength(1);
    for (const [index, delay] of [1, 10, 60, 600].entries()) {
      world.clock.advance(delay - 1);
      await world.maintain();
      expect(receiver.posted).toHaveLength(index + 1);
      world.clock.advance(1);
      if (delay === 600) receiver.answerWith(204);
      await world.maintain();
      expect(receiver.posted).toHaveLength(index + 2);
    }
    world.clock.advance(3000);
    await world.maintain();
    expect(receiver.posted).toHaveLength(5);
  });

  it('carries a new token each time', async () => {
    receiver.answerWith(400);
    await signOut(await signedIn('one'));
    await world.maintain();
    world.clock.advance(1);
    await world.maintain();
    receiver.answerWith(200);
    world.clock.advance(10);
    await world.maintain();
    const [first, second] = receiver.posted.map(({ form }) => claimsOf(form.get('logout_token')));
    expect(second?.['jti']).not.toBe(first?.['jti']);
    expect(Number(second?.['exp'])).toBe(Number(first?.['exp']) + 1);
  });

  it('is given up after an hour, and noted', async () => {
    receiver.answerWith(500);
    const before = await givenUp();
    await signOut(await signedIn('one'));
    for (let passed = 0; passed <= 4200; passed += 300) {
      await world.maintain();
      world.clock.advance(300);
    }
    const attempts = receiver.posted.length;
    expect(attempts).toBeGreaterThan(6);
    expect(await givenUp()).toBe(before + 1);
    world.clock.advance(3600);
    await world.maintain();
    expect(receiver.posted).toHaveLength(attempts);
  });

  it('survives a restart', async () => {
    receiver.answerWith(500);
    await signOut(await signedIn('one'));
    await world.maintain();
    await world.restart();
    receiver.answerWith(200);
    world.clock.advance(1);
    await world.maintain();
    expect(receiver.posted).toHaveLength(2);
    expect(await world.storage.logoutDeliveries.due(world.clock.now() + 7200, 10)).toEqual([]);
  });

  it('never leaves for the inside of the network (LO-06)', async () => {
    const guarded = await createWorld({ applications: [told('one', receiver)] });
    const visitor = await signedIn('one', new Browser(), guarded);
    await signOut(visitor, guarded);
    await guarded.maintain();
    expect(receiver.posted).toEqual([]);
    const later = guarded.clock.now() + 7200;
    expect(await guarded.storage.logoutDeliveries.due(later, 10)).toHaveLength(1);
    await guarded.close();
  });
});

describe('the end-user who signs out', () => {
  it('does not wait for a client that does not answer', async () => {
    receiver.answerWith('silence');
    const visitor = await signedIn('one');
    expect((await signOut(visitor)).status).toBe(200);
    await receiver.arrival(1);
    const again = await signIn(world, visitor.browser, { client_id: 'one', prompt: 'none' });
    expect(responseOf(again).get('error')).toBe('login_required');
    expect(again.location).toMatch(redirectUri);
  });
});
