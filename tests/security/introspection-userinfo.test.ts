/** Hostile requests about tokens: userinfo, introspection, revocation — RFC 6750, RFC 7662, RFC 7009; rows IR. */
import { describe, expect, it } from 'vitest';
import { basic, introspect, revoke, userinfo } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { c1Secret, c8Secret, otherSecret } from './clients.ts';
import { expectRefused } from './expectations.ts';
import { asC1, useFixture } from './fixture.ts';
import { poolOf } from './invariants.ts';

const fixture = useFixture();
const me = () => `${fixture().world.issuer}/me`;
const c10 = { client_id: 'c10', redirect_uri: 'https://rp10.test/cb' };
const asC10 = basic('c10', c1Secret);
const asC8 = basic('c8', c8Secret);

async function accessToken(parameters: Record<string, string> = {}, headers = asC1): Promise<string> {
  const { json } = await fixture().redeem(await fixture().code(parameters), parameters, headers);
  return String(json['access_token']);
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const ask = async (headers: Record<string, string>, init: RequestInit = {}, query = '') => {
  const response = await fetch(`${me()}${query}`, { ...init, headers });
  const challenge = response.headers.get('www-authenticate') ?? '';
  return { status: response.status, challenge, json: JSON.parse(await response.text()) };
};

describe('userinfo', () => {
  it('IR-01: asks for a token without naming an error where there is none', async () => {
    const { status, challenge, json } = await ask({});
    expect([status, json]).toEqual([401, {}]);
    expect(challenge).toMatch(/^Bearer realm="[^"]+", DPoP algs="[\w ]+"$/);
    for (const authorization of [asC1['authorization'] ?? '', 'Bearer', 'Bearer ', 'Bear x', 'x'])
      expect((await ask({ authorization })).status, authorization).toBe(401);
  });

  it('IR-01: refuses what is no token in force', async () => {
    const token = await accessToken();
    fixture().world.clock.advance(3600);
    const revoked = await accessToken();
    await revoke(fixture().world, revoked, asC1);
    for (const dead of ['junk', 'a.b.c', `${token}x`, token, revoked, '0'.repeat(36), 'x'.repeat(10_000)]) {
      const { status, challenge, json } = await ask(bearer(dead));
      expect([status, json.error], dead.slice(0, 20)).toEqual([401, 'invalid_token']);
      expect(challenge).toContain('error="invalid_token"');
    }
  });

  it('IR-01: takes the token in one place only, whatever the case of its scheme', async () => {
    const token = await accessToken();
    const form = () => ({ method: 'POST', body: new URLSearchParams({ access_token: token }) });
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect((await ask({ authorization: `${scheme} ${token}` })).status, scheme).toBe(200);
    expect((await ask({}, form())).status).toBe(200);
    const twice = [
      await ask(bearer(token), {}, `?access_token=${token}`),
      await ask(bearer(token), form()),
      await ask({}, form(), `?access_token=${token}`),
      await ask({}, {}, `?access_token=${token}&access_token=${token}`),
    ];
    expect(twice.map(({ status, json }) => [status, json.error])).toEqual(
      Array(4).fill([400, 'invalid_request']),
    );
    const body = JSON.stringify({ access_token: token });
    expect((await ask({ 'content-type': 'application/json' }, { method: 'POST', body })).status).toBe(401);
    const line = `Authorization: Bearer ${token}`;
    const { responses } = await fixture().raw(fixture().message('GET /oidc/me', [line, line]));
    expect(responses.map(({ status }) => status)).toEqual([400]);
  });

  it('IR-02: answers for a token of an end-user with the scope openid only', async () => {
    const token = await accessToken({ scope: 'profile email' });
    const { status, challenge, json } = await ask(bearer(token));
    expect([status, json.error]).toEqual([403, 'insufficient_scope']);
    expect(challenge).toContain('scope="openid"');
    const grant = { grant_type: 'client_credentials', scope: 'api' };
    const machine = await fixture().call('/token', grant, basic('c6', c1Secret));
    expect((await ask(bearer(String(machine.json['access_token'])))).status).toBeGreaterThanOrEqual(401);
  });
});

describe('introspection', () => {
  it('IR-04: answers clients, each about tokens that are its own or meant for it', async () => {
    const { world } = fixture();
    const mine = await accessToken();
    const forC8 = await accessToken(c10, asC10);
    expectRefused(await fixture().call('/token/introspection', { token: mine }), 401, 'invalid_client');
    expectRefused(await introspect(world, mine, basic('c1', 'wrong-secret')), 401, 'invalid_client');
    expect((await introspect(world, mine, asC1)).json).toMatchObject({
      active: true,
      client_id: 'c1',
      sub: 'alice-sub',
    });
    expect((await introspect(world, forC8, asC8)).json).toMatchObject({
      active: true,
      client_id: 'c10',
      aud: 'c8',
    });
    for (const stranger of [asC8, asC10])
      expect((await introspect(world, mine, stranger)).json).toEqual({ active: false });
    const publicClient = await fixture().call('/token/introspection', { token: mine, client_id: 'c2' });
    expect(publicClient.json).toEqual({ active: false });
    const tenant = await fetch(`${world.origin}/other/oidc/token/introspection`, {
      method: 'POST',
      body: new URLSearchParams({ token: mine }),
      headers: basic('c1', otherSecret),
    });
    expect(await tenant.json()).toEqual({ active: false });
  });

  it('IR-05: says nothing but inactive of all that is not in force', async () => {
    const { world } = fixture();
    const set = await fixture().tokens();
    const code = await fixture().code();
    const revoked = await accessToken();
    await revoke(world, revoked, asC1);
    for (const token of ['junk', 'a.b.c', code, set['id_token'], c1Secret, revoked, ' ', 'x'.repeat(50_000)])
      expect((await introspect(world, token, asC1)).json).toEqual({ active: false });
    world.clock.advance(3600);
    expect((await introspect(world, set['access_token'], asC1)).json).toEqual({ active: false });
    expect((await introspect(world, set['refresh_token'], asC1)).json).toMatchObject({ active: true });
    expectRefused(await fixture().call('/token/introspection', {}, asC1), 400, 'invalid_request');
    const twice = await fetch(`${world.issuer}/token/introspection`, {
      method: 'POST',
      body: new URLSearchParams([
        ['token', 'x'],
        ['token', 'y'],
      ]),
      headers: asC1,
    });
    expect(twice.status).toBe(400);
  });

  it('IR-06: finds a token whatever its hint, at introspection and at revocation', async () => {
    const { world } = fixture();
    for (const token_type_hint of ['access_token', 'refresh_token', 'bogus', '']) {
      const set = await fixture().tokens();
      for (const name of ['access_token', 'refresh_token']) {
        const answer = await fixture().call(
          '/token/introspection',
          { token: String(set[name]), token_type_hint },
          asC1,
        );
        expect(answer.json, `${name} as ${token_type_hint}`).toMatchObject({ active: true });
      }
      await fixture().call(
        '/token/revocation',
        { token: String(set['refresh_token']), token_type_hint },
        asC1,
      );
      expect((await userinfo(world, set['access_token'])).status).toBe(401);
    }
  });
});

describe('revocation', () => {
  it('IR-07: takes back a token for its own client only', async () => {
    const { world } = fixture();
    const set = await fixture().tokens();
    for (const token of [set['access_token'], set['refresh_token']]) {
      expectRefused(await revoke(world, token, asC10), 400, 'unauthorized_client');
      expectRefused(
        await fixture().call('/token/revocation', { token: String(token), client_id: 'c2' }),
        400,
        'unauthorized_client',
      );
      expectRefused(
        await fixture().call('/token/revocation', { token: String(token) }),
        401,
        'invalid_client',
      );
    }
    expect((await userinfo(world, set['access_token'])).status).toBe(200);
    for (const token of ['junk', 'a.b.c', c1Secret])
      expect((await revoke(world, token, asC1)).status).toBe(200);
    expect((await revoke(world, set['access_token'], asC1)).status).toBe(200);
    expectRefused(await fixture().refresh(set['refresh_token']), 400, 'invalid_grant');
  });

  it('G8: the trail that an administrator reads holds the refusals, with client and reason', async () => {
    const { storage } = fixture().world;
    await introspect(fixture().world, 'x', basic('c1', 'wrong-secret'));
    await settled({ storage });
    const { events } = await storage.audit.list(poolOf('default'), { limit: 1 });
    expect(events).toMatchObject([
      { type: 'introspection.requested', outcome: 'refused', clientId: 'c1', remoteAddress: '127.0.0.1' },
    ]);
  });
});
