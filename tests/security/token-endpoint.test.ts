/** Hostile redemption of codes — RFC 6749 §4.1.3, RFC 7636 §4.6, RFC 9700 §4.8; rows TK. */
import { describe, expect, it } from 'vitest';
import { basic, introspect, pkce, userinfo } from '../testkit/relying-party.ts';
import { c1Secret } from './clients.ts';
import { expectRefused } from './expectations.ts';
import { asC1, useFixture } from './fixture.ts';

const fixture = useFixture();
const spa = { client_id: 'c2', redirect_uri: 'https://spa.test/cb' };
const c10 = { client_id: 'c10', redirect_uri: 'https://rp10.test/cb' };
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
    for (let round = 0; round < 4; round++) {
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
