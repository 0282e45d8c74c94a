/** Hostile signed tokens, wherever one is read: client assertion, ID token hint, access token — RFC 8725; rows JW. */
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { claimsOf, headerOf, userinfo } from '../testkit/relying-party.ts';
import { c3Key } from './clients.ts';
import { useFixture } from './fixture.ts';
import { assertionClaims, assertionFields, jws, reworded, unsigned, withKey, withSecret } from './jws.ts';

const fixture = useFixture();

/** Where a token is read, and whether it was taken for good. */
const doors = {
  userinfo: async (token: string) => (await userinfo(fixture().world, token)).status === 200,
  introspection: async (token: string) =>
    (await fixture().call('/token/introspection', { token }, asC1())).json['active'] === true,
  'id_token_hint at authorization': async (token: string) => {
    const page = await new Browser().post(`${fixture().world.issuer}/auth`, {
      client_id: 'c1',
      redirect_uri: 'https://rp.test/cb',
      response_type: 'code',
      prompt: 'none',
      id_token_hint: token,
    });
    return page.location?.includes('error=login_required') ?? false;
  },
  'id_token_hint at logout': async (token: string) => {
    const page = await new Browser().post(`${fixture().world.issuer}/session/end`, {
      id_token_hint: token,
      post_logout_redirect_uri: 'https://rp.test/bye',
    });
    return page.location === 'https://rp.test/bye';
  },
  'client assertion': async (token: string) => {
    const fields = { grant_type: 'refresh_token', refresh_token: 'x', ...assertionFields(token) };
    const { status, json } = await fixture().call('/token', fields);
    if (status === 429) throw new Error('the assertion was not judged');
    return json['error'] === 'invalid_grant';
  },
} as const;

const asC1 = () => ({
  authorization: `Basic ${Buffer.from('c1:p+%:/& é"-of-client-one').toString('base64')}`,
});

async function expectRefusedEverywhere(tokens: readonly string[]): Promise<void> {
  fixture().world.clock.advance(60);
  for (const [name, accepts] of Object.entries(doors))
    for (const token of tokens) expect(await accepts(token), `${name}: ${token.slice(0, 300)}`).toBe(false);
}

/** Good tokens of each kind, and what they are made of. */
async function good() {
  const { world } = fixture();
  const { access_token, id_token, refresh_token } = await fixture().tokens();
  const assertion = () =>
    jws(
      { alg: 'ES256', kid: 'c3-key' },
      assertionClaims('c3', world.issuer, world.clock.now()),
      withKey(c3Key),
    );
  return { access: String(access_token), id: String(id_token), refresh: String(refresh_token), assertion };
}

const shapes = async () => {
  const { access, id } = await good();
  const { world } = fixture();
  return [
    { header: headerOf(access), claims: claimsOf(access) },
    { header: headerOf(id), claims: claimsOf(id) },
    {
      header: { alg: 'ES256', kid: 'c3-key' },
      claims: assertionClaims('c3', world.issuer, world.clock.now()),
    },
  ];
};

async function publishedKey(): Promise<KeyObject> {
  const { keys }: { keys: object[] } = await (
    await fetch(`${fixture().world.issuer}/.well-known/jwks.json`)
  ).json();
  return createPublicKey({ key: { ...keys[0] }, format: 'jwk' });
}

it('good ones are taken, each at its own door', async () => {
  const { access, id, assertion } = await good();
  expect(await doors.userinfo(access)).toBe(true);
  expect(await doors.introspection(access)).toBe(true);
  expect(await doors['id_token_hint at authorization'](id)).toBe(true);
  expect(await doors['id_token_hint at logout'](id)).toBe(true);
  expect(await doors['client assertion'](assertion())).toBe(true);
});

describe('at every door', () => {
  it('JW-01: unsigned tokens are refused, however `none` is spelt', async () => {
    for (const { header, claims } of await shapes()) {
      const algs = ['none', 'None', 'NONE', 'nOnE', undefined, '', null, ['RS256'], ['none']];
      const bare = algs.map(alg => jws({ ...header, alg }, claims, unsigned));
      const filled = algs.map(alg => jws({ ...header, alg }, claims, () => Buffer.from('x')));
      await expectRefusedEverywhere([...bare, ...filled]);
    }
  });

  it('JW-02, AZ-26: a public key is no secret', async () => {
    const key = await publishedKey();
    const secrets = [
      key.export({ type: 'spki', format: 'pem' }),
      key.export({ type: 'pkcs1', format: 'pem' }),
      key.export({ type: 'spki', format: 'der' }),
      JSON.stringify(key.export({ format: 'jwk' })),
      String(key.export({ format: 'jwk' }).n),
      createPublicKey(c3Key).export({ type: 'spki', format: 'pem' }),
      'p+%:/& é"-of-client-one',
      '',
    ];
    for (const { header, claims } of await shapes())
      await expectRefusedEverywhere(
        secrets.map(secret => jws({ ...header, alg: 'HS256' }, claims, withSecret(secret))),
      );
  });

  it('JW-04: no key comes with the token, nor from where it says', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = publicKey.export({ format: 'jwk' });
    const lures = [
      { jwk },
      { jku: `${fixture().sink}/jwks.json` },
      { x5u: `${fixture().sink}/cert` },
      { x5c: [publicKey.export({ type: 'spki', format: 'der' }).toString('base64')] },
      ...[
        '../../dev/null',
        "' OR 1=1--",
        `${fixture().sink}/k`,
        '__proto__',
        'k'.repeat(10_000),
        ['x'],
        1,
      ].map(kid => ({ kid })),
    ];
    for (const { header, claims } of await shapes())
      await expectRefusedEverywhere(
        lures.map(lure => jws({ ...header, alg: 'RS256', ...lure }, claims, withKey(privateKey))),
      );
  });

  it('JW-05: a token has one meaning, and its extensions are not guessed at', async () => {
    const { world } = fixture();
    const sign = withKey(c3Key);
    const header = { alg: 'ES256', kid: 'c3-key' };
    const claims = () => JSON.stringify(assertionClaims('c3', world.issuer, world.clock.now()));
    const made = [
      ...[
        { crit: ['exp'] },
        { crit: ['x'], x: 1 },
        { crit: [] },
        { b64: false, crit: ['b64'] },
        { b64: true },
        { zip: 'DEF' },
      ].map(extension => jws({ ...header, ...extension }, claims(), sign)),
      jws('{"alg":"none","alg":"ES256","kid":"c3-key"}', claims(), sign),
      jws('{"alg":"ES256","\\u0061lg":"ES256"}', claims(), sign),
      jws(header, claims().replace('"sub"', '"sub":"c1","sub"'), sign),
      jws(header, claims().replace('"sub"', '"\\u0073ub":"c1","sub"'), sign),
      jws(header, claims().replace(/"jti":"/, '"jti":"\\ud800'), sign),
      jws(header, `[${claims()}]`, sign),
      jws(header, `\ufeff${claims()}`, sign),
      jws(header, `${claims()}{}`, sign),
      ...['null', '1', '"x"', '', '{', '[]'].map(payload => jws(header, payload, sign)),
      jws(header, claims().replace('{', `{"pad":"${'x'.repeat(20_000)}",`), sign),
      jws(header, claims().replace('{', `{"deep":${'['.repeat(2_000)}${']'.repeat(2_000)},`), sign),
      `${jws(header, claims(), sign)}.x`,
      jws(header, claims(), sign).replace('.', '=.'),
      jws(header, claims(), sign).replaceAll('.', '..'),
    ];
    await expectRefusedEverywhere(made);
    expect(await doors['client assertion'](jws(header, claims(), sign))).toBe(true);
  });

  it('JW-05: a token of a megabyte is not even read', async () => {
    const response = await fetch(`${fixture().world.issuer}/token/introspection`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'x'.repeat(1_000_000) }),
      headers: asC1(),
    });
    expect(response.status).toBe(413);
  });

  it('JW-06: nothing is decrypted, unpacked or derived', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const headers = [
      { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
      { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31, p2s: 'AAAA' },
      { alg: 'RSA1_5', enc: 'A128CBC-HS256' },
      { alg: 'ECDH-ES', enc: 'A128GCM', epk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } },
    ];
    await expectRefusedEverywhere(headers.map(header => `${part(header)}.AAAA.AAAA.AAAA.AAAA`));
  });

  it('JW-08: a token of one kind is none of another', async () => {
    const { access, id, refresh, assertion } = await good();
    const code = await fixture().code();
    expect(await doors.userinfo(id)).toBe(false);
    for (const token of [id, code, assertion()]) {
      expect(await doors.introspection(token)).toBe(false);
      expect(await doors.userinfo(token)).toBe(false);
    }
    expect(await doors.userinfo(refresh)).toBe(false);
    for (const token of [access, refresh, code, assertion()]) {
      expect(await doors['id_token_hint at authorization'](token)).toBe(false);
      expect(await doors['id_token_hint at logout'](token)).toBe(false);
    }
    for (const token of [access, id, refresh, code])
      expect(await doors['client assertion'](token)).toBe(false);
  });

  it('JW-08: nor does a changed claim keep its signature', async () => {
    const { access, id, assertion } = await good();
    const changes = [access, id, assertion()].flatMap(token => [
      reworded(token, claims => ({ ...claims, sub: 'mallory' })),
      reworded(token, claims => ({ ...claims, exp: Number(claims['exp']) + 1 })),
      `${token.slice(0, token.lastIndexOf('.'))}.`,
      `${token.slice(0, token.lastIndexOf('.'))}.AAAA`,
    ]);
    await expectRefusedEverywhere(changes);
  });

  it('JW-09: a token of one tenant is none of another, for all that user and client are called the same', async () => {
    const { world } = fixture();
    const { access, id, refresh } = await good();
    const tenant = `${world.origin}/other/oidc`;
    const bearer = await fetch(`${tenant}/me`, { headers: { authorization: `Bearer ${access}` } });
    expect(bearer.status).toBe(401);
    const asTenant = {
      authorization: `Basic ${Buffer.from('c1:secret-of-a-client-of-the-other-pool').toString('base64')}`,
    };
    for (const token of [access, id, refresh]) {
      const answer = await fetch(`${tenant}/token/introspection`, {
        method: 'POST',
        body: new URLSearchParams({ token }),
        headers: asTenant,
      });
      expect(await answer.json()).toEqual({ active: false });
    }
    const logout = new URLSearchParams({
      id_token_hint: id,
      post_logout_redirect_uri: 'https://rp.test/bye',
    });
    expect((await new Browser().get(`${tenant}/session/end?${logout}`)).location).toBeUndefined();
  });
});
