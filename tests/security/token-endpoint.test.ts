/** Hostile token requests: codes and refresh tokens — RFC 6749 §4.1.3, §6, RFC 7636 §4.6, RFC 9700 §4.8, §4.14; rows TK. */
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  basic,
  claimsOf,
  introspect,
  pkce,
  responseOf,
  revoke,
  signIn,
  userinfo,
} from '../testkit/relying-party.ts';
import { alice, bob } from '../testkit/world.ts';
import { c8Secret, otherSecret } from './clients.ts';
import { expectRedirect, expectRefused } from './expectations.ts';
import { asC1, c1, useFixture } from './fixture.ts';
import { poolOf } from './invariants.ts';

const fixture = useFixture();
const spa = { client_id: 'c2', redirect_uri: 'https://spa.test/cb' };
const c10 = { client_id: 'c10', redirect_uri: 'https://rp10.test/cb' };
const asC8 = basic('c8', c8Secret);
const asC10 = { ...basic('c10', 'p+%:/& é"-of-client-one') };

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
  // Events are written behind; a write that is answered says that those before it are written too.
  await storage.settings.put(poolOf('default'), 'settled', 'yes');
  const { events } = await storage.audit.list(poolOf('default'), { limit: 5 });
  return events.map(({ reason }) => reason);
}

describe('codes', () => {
  it('TK-01: work once, and a second use ends what the first one bought', async () => {
    const code = await fixture().code({ scope: 'openid offline_access' });
    const first = await fixture().redeem(code);
    expect(first.status).toBe(200);
    expectRefused(await fixture().redeem(code), 400, 'invalid_grant');
    await expectDead(first.json);
  });

  it('TK-01: ends opaque tokens, and what was refreshed meanwhile', async () => {
    const code = await fixture().code({ ...c10, scope: 'openid offline_access' });
    const first = await fixture().redeem(code, c10, asC10);
    const second = await fixture().refresh(first.json['refresh_token'], {}, asC10);
    expect([first.status, second.status]).toEqual([200, 200]);
    expectRefused(await fixture().redeem(code, c10, asC10), 400, 'invalid_grant');
    for (const { json } of [first, second]) {
      expect((await userinfo(fixture().world, json['access_token'])).status).toBe(401);
      expectRefused(await fixture().refresh(json['refresh_token'], {}, asC10), 400, 'invalid_grant');
    }
  });

  it('TK-02: of fifty redemptions at once exactly one succeeds', async () => {
    for (let round = 0; round < 8; round++) {
      const code = await fixture().code();
      const answers = await Promise.all(Array.from({ length: 50 }, () => fixture().redeem(code)));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, ...Array<number>(49).fill(400)]);
    }
  });

  it('TK-03: belong to their client', async () => {
    const code = await fixture().code();
    expectRefused(await fixture().redeem(code, {}, asC10), 400, 'invalid_grant');
    expectRefused(await fixture().redeem(code, { client_id: 'c2' }, {}), 400, 'invalid_grant');
    expect((await fixture().redeem(code)).status).toBe(200);
  });

  it('TK-04: are redeemed with the redirect URI of their request', async () => {
    const code = await fixture().code();
    for (const redirect_uri of ['https://rp.test/cb?x=1', 'https://rp.test/cb/', 'https://RP.test/cb', 'x'])
      expectRefused(await fixture().redeem(code, { redirect_uri }), 400, 'invalid_grant', redirect_uri);
    expectRefused(await fixture().redeem(code, { redirect_uri: undefined }), 400, 'invalid_request');
    expect((await fixture().redeem(code)).status).toBe(200);
  });

  it('TK-05: need the verifier of their challenge, whose lack does not burn them', async () => {
    const { verifier, challenge } = pkce();
    const code = await fixture().code({ ...spa, ...challenge });
    const attempt = (code_verifier: string | undefined) =>
      fixture().redeem(code, { ...spa, code_verifier }, {});
    for (const missing of [undefined, ''])
      expectRefused(await attempt(missing), 400, 'invalid_grant', 'missing');
    for (const wrong of [pkce().verifier, challenge.code_challenge, verifier.toUpperCase(), `${verifier}x`])
      expectRefused(await attempt(wrong), 400, 'invalid_grant', wrong);
    for (const malformed of [verifier.slice(1), 'x'.repeat(129), `${verifier}+`, `${verifier}\n`])
      expectRefused(await attempt(malformed), 400, 'invalid_request', malformed);
    expect((await attempt(verifier)).status).toBe(200);
  });

  it('TK-06: of a request without a challenge are not redeemed with a verifier', async () => {
    const code = await fixture().code();
    expectRefused(await fixture().redeem(code, { code_verifier: pkce().verifier }), 400, 'invalid_grant');
    expect((await fixture().redeem(code)).status).toBe(200);
  });

  it('TK-25: work as they were given, to the last bit', async () => {
    const code = await fixture().code();
    for (const altered of [
      code.slice(0, -1),
      `${code}A`,
      code.slice(0, 22),
      code.toUpperCase(),
      `${code}\n`,
      `${code}=`,
      otherSpelling(code),
    ])
      expectRefused(await fixture().redeem(altered), 400, 'invalid_grant', altered);
    expect((await fixture().redeem(code)).status).toBe(200);
  });
});

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
    for (let round = 0; round < 15; round++) {
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
    const { id_token, access_token } = await fixture().tokens();
    const names = ['iss', 'sub', 'aud', 'exp', 'scope', 'client_id', 'azp', 'sid'];
    const claims = JSON.stringify({
      id_token: Object.fromEntries(names.map(name => [name, { value: 'evil' }])),
    });
    const asked = await fixture().ask({ claims, prompt: 'none' }, await fixture().signedIn());
    expectRedirect(asked, 'login_required');
    for (const token of [id_token, access_token])
      expect(claimsOf(token)).toMatchObject({ iss: fixture().world.issuer, sub: 'alice-sub', aud: 'c1' });
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

it('TK-32: every answer is JSON that nobody keeps', async () => {
  const granted = await fixture().redeem(await fixture().code());
  const refused = await fixture().redeem('x');
  for (const { headers } of [granted, refused]) {
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
  }
  expect(granted.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid' });
});
