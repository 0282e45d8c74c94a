/** Hostile use of what a code has bought: refresh tokens and access tokens — RFC 6749 §6, RFC 9700 §4.14; rows TK. */
import { createSystemRandom } from '@symbolon/foundation';
import { createPasswordHasher } from '@symbolon/login';
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  basic,
  claimsOf,
  introspect,
  responseOf,
  revoke,
  signIn,
  userinfo,
} from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { alice, bob } from '../testkit/world.ts';
import { c1Secret, c8Secret, otherSecret } from './clients.ts';
import { expectRedirect, expectRefused } from './expectations.ts';
import { asC1, c1, useFixture } from './fixture.ts';
import { poolOf } from './invariants.ts';

const fixture = useFixture();
const c10 = { client_id: 'c10', redirect_uri: 'https://rp10.test/cb' };
const asC8 = basic('c8', c8Secret);
const asC10 = basic('c10', c1Secret);

/** That nothing of a token set is left. */
async function expectDead(set: Record<string, unknown>): Promise<void> {
  const { world } = fixture();
  expect((await userinfo(world, set['access_token'])).status).toBe(401);
  for (const name of ['access_token', 'refresh_token'])
    expect((await introspect(world, set[name], asC1)).json, name).toEqual({ active: false });
  expectRefused(await fixture().refresh(set['refresh_token']), 400, 'invalid_grant');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Another text of the same bytes: its last character differs in bits that base64 does not use. */
const otherSpelling = (token: string) => {
  const last = alphabet.indexOf(token.at(-1) ?? '');
  return token.slice(0, -1) + (alphabet[last ^ 1] ?? '');
};

/** Why the latest requests were refused, as an administrator reads it. */
async function reasons(): Promise<(string | undefined)[]> {
  const { storage } = fixture().world;
  await settled({ storage });
  const { events } = await storage.audit.list(poolOf('default'), { limit: 5 });
  return events.map(({ reason }) => reason);
}

describe('refresh tokens', () => {
  it('TK-18: of an older generation end the whole family, and the trail says so', async () => {
    const zero = await fixture().tokens();
    const one = await fixture().refresh(zero['refresh_token']);
    const two = await fixture().refresh(one.json['refresh_token']);
    expect([one.status, two.status]).toEqual([200, 200]);
    expectRefused(await fixture().refresh(zero['refresh_token']), 400, 'invalid_grant');
    expect(await reasons()).toContain('refresh-token-invalid: reused');
    for (const set of [zero, one.json, two.json]) await expectDead(set);
  });

  it('TK-19: presented many times at once buy one successor, never two families', async () => {
    const { refresh_token } = await fixture().tokens();
    const answers = await Promise.all(Array.from({ length: 30 }, () => fixture().refresh(refresh_token)));
    const successors = new Set(answers.map(({ json }) => json['refresh_token']));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(30).fill(200));
    expect(successors.size).toBe(1);
  });

  it('TK-20: refreshed and revoked at once leave nothing alive', async () => {
    const { world } = fixture();
    for (let round = 0; round < 8; round++) {
      const set = await fixture().tokens();
      const [refreshed] = await Promise.all([
        fixture().refresh(set['refresh_token']),
        revoke(world, set['refresh_token'], asC1),
      ]);
      for (const tokens of [set, refreshed.json]) {
        if (tokens['refresh_token'] !== undefined) await expectDead(tokens);
      }
    }
  });

  it('TK-21: that were rotated stay so after a restart', async () => {
    const { world } = fixture();
    const zero = await fixture().tokens();
    const one = await fixture().refresh(zero['refresh_token']);
    world.clock.advance(10);
    await world.restart();
    expectRefused(await fixture().refresh(zero['refresh_token']), 400, 'invalid_grant');
    await expectDead(one.json);
  });

  it('TK-22: belong to their client and their issuer, and survive whoever tries', async () => {
    const { world } = fixture();
    const { refresh_token } = await fixture().tokens();
    expectRefused(await fixture().refresh(refresh_token, {}, asC10), 400, 'invalid_grant');
    expectRefused(await fixture().refresh(refresh_token, { client_id: 'c2' }, {}), 400, 'invalid_grant');
    expectRefused(await fixture().refresh(refresh_token, { client_id: 'c1' }, {}), 401, 'invalid_client');
    expectRefused(await fixture().refresh(refresh_token, {}, {}), 401, 'invalid_client');
    const elsewhere = await fetch(`${world.origin}/other/oidc/token`, {
      method: 'POST',
      headers: basic('c1', otherSecret),
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(refresh_token) }),
    });
    expect(elsewhere.status).toBe(400);
    expect((await fixture().refresh(refresh_token)).status).toBe(200);
  });

  it('TK-24: without offline_access there are none, and access tokens end with the session', async () => {
    const { world } = fixture();
    const browser = new Browser();
    const page = await signIn(world, browser, { ...c1, scope: 'openid' });
    const { json } = await fixture().redeem(responseOf(page).get('code') ?? '');
    expect(json['refresh_token']).toBeUndefined();
    const lateCode = responseOf(await fixture().ask({}, browser)).get('code') ?? '';
    await browser.get(
      `${world.issuer}/session/end?${new URLSearchParams({ id_token_hint: String(json['id_token']) })}`,
    );
    expect((await userinfo(world, json['access_token'])).status).toBe(401);
    expectRefused(await fixture().redeem(lateCode), 400, 'invalid_grant');
    expectRedirect(await fixture().ask({ prompt: 'none' }, browser), 'login_required');
  });

  it('TK-25: and access tokens work as they were given, to the last bit', async () => {
    const { world } = fixture();
    const jwt = await fixture().tokens();
    const opaque = (await fixture().redeem(await fixture().code(c10), c10, asC10)).json;
    const alter = (token: string) => {
      return [
        token.slice(0, -1),
        token.slice(0, 8),
        `${token}A`,
        `${token}=`,
        `${token} `,
        token.toUpperCase(),
        otherSpelling(token),
        `${token.slice(0, 30)}.${token.slice(30)}`,
      ].filter(altered => altered.trim() !== token);
    };
    for (const token of [jwt['access_token'], opaque['access_token']].map(String)) {
      expect((await userinfo(world, token)).status).toBe(200);
      for (const altered of alter(token)) {
        expect((await userinfo(world, altered)).status, altered).toBe(401);
        expect((await introspect(world, altered, asC8)).json, altered).toEqual({ active: false });
      }
    }
    const bytesOf = (token: string) => Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url');
    for (const token of [jwt['access_token'], jwt['refresh_token']].map(String))
      expect(bytesOf(otherSpelling(token))).toEqual(bytesOf(token));
    for (const altered of alter(String(jwt['refresh_token'])))
      expectRefused(await fixture().refresh(altered), 400, 'invalid_grant', altered);
    expect((await fixture().refresh(jwt['refresh_token'])).status).toBe(200);
  });

  it('TK-33: say what the issuer says, whatever an attribute of the user is called', async () => {
    const { world } = fixture();
    const mallory = { username: 'mallory', password: 'the password of mallory' };
    const hashed = await createPasswordHasher({ random: createSystemRandom() }).hash(mallory.password);
    const reserved = [
      'iss',
      'sub',
      'aud',
      'exp',
      'nbf',
      'iat',
      'jti',
      'azp',
      'nonce',
      'auth_time',
      'acr',
      'amr',
      'sid',
    ];
    const names = [...reserved, 'at_hash', 'scope', 'client_id', 'cnf', 'act', 'typ', 'active', 'token_type'];
    await world.storage.users.create(
      poolOf('default'),
      {
        id: 'mallory-sub',
        identifiers: [{ kind: 'username', value: 'mallory' }],
        passwordHash: hashed.kind === 'hashed' ? hashed.hash : undefined,
        claims: { ...Object.fromEntries(names.map(name => [name, 'evil'])), name: 'Mallory' },
        managedBy: 'console',
      },
      world.clock.now(),
    );
    const asked = Object.fromEntries(names.map(name => [name, null]));
    const claims = JSON.stringify({ id_token: { ...asked, name: null }, userinfo: { ...asked, name: null } });
    const page = await signIn(world, new Browser(), { ...c1, claims }, mallory);
    const { json } = await fixture().redeem(responseOf(page).get('code') ?? '');
    const about = (await userinfo(world, json['access_token'])).json;
    expect(about).toEqual({ sub: 'mallory-sub', name: 'Mallory' });
    expect(claimsOf(json['id_token'])).toMatchObject({
      iss: world.issuer,
      sub: 'mallory-sub',
      aud: 'c1',
      name: 'Mallory',
    });
    for (const token of [json['id_token'], json['access_token']])
      expect(JSON.stringify(claimsOf(token))).not.toContain('evil');
  });

  it('SC-13: name the one who granted them, whoever signs in later in the same browser', async () => {
    const { world } = fixture();
    const browser = new Browser();
    const scope = 'openid offline_access';
    const ofAlice = await signIn(world, browser, { ...c1, scope }, alice);
    const { json } = await fixture().redeem(responseOf(ofAlice).get('code') ?? '');
    const ofBob = await signIn(world, browser, { ...c1, scope, prompt: 'login' }, bob);
    const second = await fixture().redeem(responseOf(ofBob).get('code') ?? '');
    const refreshed = await fixture().refresh(json['refresh_token']);
    expect(claimsOf(refreshed.json['id_token'])['sub']).toBe('alice-sub');
    expect(claimsOf(second.json['id_token'])['sub']).not.toBe('alice-sub');
    expect(claimsOf(second.json['id_token'])['sid']).not.toBe(claimsOf(json['id_token'])['sid']);
  });
});
