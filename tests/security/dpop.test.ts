/** Tokens bound to a key, and whoever does not hold it — RFC 9449; rows AZ-54, TK-22, TK-30. */
import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKeyHolder, type KeyHolder } from '../testkit/key-holder.ts';
import {
  type Answer,
  answerOf,
  basic,
  claimsOf,
  introspect,
  pkce,
  userinfo,
} from '../testkit/relying-party.ts';
import { applications, c1Secret } from './clients.ts';
import { expectRedirect, expectRefused } from './expectations.ts';
import { asC1, c1, useFixture } from './fixture.ts';
import { jws, unsigned, withSecret } from './jws.ts';

const strict = {
  client_id: 'strict',
  client_secret: c1Secret,
  redirect_uris: ['https://strict.test/cb'],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  access_token_format: 'opaque',
  dpop_bound_access_tokens: true,
  skip_consent: true,
};
const fixture = useFixture({ applications: [...applications, strict] });
const spa = { client_id: 'c2', redirect_uri: 'https://spa.test/cb' };
const asStrict = basic('strict', c1Secret);

const at = (path: string) => fixture().world.issuer + path;
const newHolder = () => createKeyHolder(() => fixture().world.clock.now());

let holder: KeyHolder;
beforeEach(() => {
  holder = newHolder();
});

const proven = (who = holder, headers: Record<string, string> = asC1) => ({
  ...headers,
  ...who.proof('POST', at('/token')),
});
const look = async (headers: Record<string, string>): Promise<Answer> =>
  answerOf(await fetch(at('/me'), { headers }));

/** Tokens of the public client, which are all bound. */
async function publicTokens(who = holder): Promise<Record<string, unknown>> {
  const { verifier, challenge } = pkce();
  const code = await fixture().code({ ...spa, ...challenge, scope: 'openid offline_access' });
  const answer = await fixture().redeem(code, { ...spa, code_verifier: verifier }, proven(who, {}));
  expect(answer.status).toBe(200);
  return answer.json;
}

describe('access tokens', () => {
  it('TK-30: name the key, in themselves and at introspection', async () => {
    const code = await fixture().code({ scope: 'openid offline_access' });
    const { json } = await fixture().redeem(code, {}, proven());
    expect(json['token_type']).toBe('DPoP');
    expect(claimsOf(json['access_token'])['cnf']).toEqual({ jkt: holder.thumbprint });
    const { json: told } = await introspect(fixture().world, json['access_token'], asC1);
    expect(told).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt: holder.thumbprint } });
  });

  it('TK-30: are worth nothing without the key, and nothing as Bearer', async () => {
    const { json } = await fixture().redeem(await fixture().code(), {}, proven());
    const token = json['access_token'];
    const url = at('/me');
    expect((await look(holder.holding(token, 'GET', url))).json['sub']).toBeDefined();
    const asBearer = await userinfo(fixture().world, token);
    expectRefused(asBearer, 401, 'invalid_token');
    expect(asBearer.headers.get('www-authenticate')).toMatch(
      /^DPoP .*error="invalid_token".*algs="ES256 EdDSA Ed25519 PS256"$/,
    );
    const noKey = { authorization: `DPoP ${String(token)}` };
    for (const [headers, error] of [
      [noKey, 'invalid_dpop_proof'],
      [newHolder().holding(token, 'GET', url), 'invalid_token'],
      [{ ...noKey, ...holder.proof('GET', url) }, 'invalid_dpop_proof'],
      [holder.holding(token, 'GET', url, { claims: { ath: 'x'.repeat(43) } }), 'invalid_dpop_proof'],
      [{ ...holder.holding(token, 'GET', url), authorization: `Bearer ${String(token)}` }, 'invalid_token'],
    ] as const)
      expectRefused(await look(headers), 401, error);
    const query = await look({ ...holder.proof('GET', url) });
    expect([query.status, query.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer realm="${fixture().world.issuer}", DPoP algs="ES256 EdDSA Ed25519 PS256"`,
    ]);
  });

  it('TK-30: that are bound to nothing are refused with a proof', async () => {
    const { access_token: token } = await fixture().tokens();
    expectRefused(await look(holder.holding(token, 'GET', at('/me'))), 401, 'invalid_token');
    expect((await userinfo(fixture().world, token)).status).toBe(200);
  });

  it('TK-30: that are bound open neither the admin API nor the API of Authing as Bearer', async () => {
    const { json } = await fixture().redeem(await fixture().code(), {}, proven());
    const authorization = `Bearer ${String(json['access_token'])}`;
    const api = `${fixture().world.origin}/api/v3/get-profile`;
    expect((await answerOf(await fetch(api, { headers: { authorization } }))).json['statusCode']).toBe(401);
    const withKey = holder.holding(json['access_token'], 'GET', api);
    expect((await answerOf(await fetch(api, { headers: withKey }))).json['statusCode']).toBe(200);
    const admin = `${fixture().world.origin}/admin/v1/me`;
    expect((await fetch(admin, { headers: { authorization } })).status).toBe(401);
  });

  it('TK-30: of a client that wants nothing else are never given without a proof', async () => {
    const ask = (headers: Record<string, string>) =>
      fixture().call('/token', { grant_type: 'client_credentials' }, headers);
    expectRefused(await ask(asStrict), 400, 'invalid_dpop_proof');
    const { json } = await ask(proven(holder, asStrict));
    expect(json['token_type']).toBe('DPoP');
    // A token that says nothing could not say what it is bound to.
    expect(claimsOf(json['access_token'])['cnf']).toEqual({ jkt: holder.thumbprint });
  });
});

const wrongProofs: readonly [what: string, make: (url: string) => string][] = [
  ['two in one header', url => `${holder.proof('POST', url).dpop}, ${holder.proof('POST', url).dpop}`],
  ['no JWT', () => 'proof'],
  ['no typ', url => holder.proof('POST', url, { header: { typ: undefined } }).dpop],
  ['another typ', url => holder.proof('POST', url, { header: { typ: 'JWT' } }).dpop],
  ['no jwk', url => holder.proof('POST', url, { header: { jwk: undefined } }).dpop],
  [
    'a private key',
    url => holder.proof('POST', url, { header: { jwk: holder.key.export({ format: 'jwk' }) } }).dpop,
  ],
  ['another key', url => holder.proof('POST', url, { signer: newHolder().key }).dpop],
  ['alg none', url => jws({ typ: 'dpop+jwt', alg: 'none', jwk: holder.jwk }, claimsFor(url), unsigned)],
  [
    'a symmetric key',
    url =>
      jws(
        { typ: 'dpop+jwt', alg: 'HS256', jwk: { kty: 'oct', k: 'c2VjcmV0' } },
        claimsFor(url),
        withSecret(Buffer.from('secret')),
      ),
  ],
  ['RS256', url => rsaProof(url, 'RS256')],
  ['an alg that the key does not fit', url => holder.proof('POST', url, { header: { alg: 'PS256' } }).dpop],
  ['a crit', url => holder.proof('POST', url, { header: { crit: ['exp'] } }).dpop],
  ['another method', url => holder.proof('GET', url).dpop],
  ['another path', url => holder.proof('POST', `${url}/introspection`).dpop],
  ['another host', url => holder.proof('POST', url.replace(/\/\/[^/]+/, '//evil.test')).dpop],
  ['no address', url => holder.proof('POST', url, { claims: { htu: '/oidc/token' } }).dpop],
  ['no htu', url => holder.proof('POST', url, { claims: { htu: undefined } }).dpop],
  ['no jti', url => holder.proof('POST', url, { claims: { jti: undefined } }).dpop],
  ['a jti without end', url => holder.proof('POST', url, { claims: { jti: 'x'.repeat(257) } }).dpop],
  ['no iat', url => holder.proof('POST', url, { claims: { iat: undefined } }).dpop],
  ['an iat that is a text', url => holder.proof('POST', url, { claims: { iat: String(now()) } }).dpop],
  ['five minutes old', url => holder.proof('POST', url, { claims: { iat: now() - 300 } }).dpop],
  ['five minutes early', url => holder.proof('POST', url, { claims: { iat: now() + 300 } }).dpop],
];

const now = () => fixture().world.clock.now();
const claimsFor = (url: string) => ({ jti: 'one', htm: 'POST', htu: url, iat: now() });

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
function rsaProof(url: string, alg: string): string {
  const header = { alg, jwk: rsa.publicKey.export({ format: 'jwk' }) };
  return holder.proof('POST', url, { header, signer: rsa.privateKey }).dpop;
}

describe('proofs', () => {
  it.each(wrongProofs)('TK-30: %s', async (_, make) => {
    const code = await fixture().code();
    const dpop = make(at('/token'));
    expectRefused(await fixture().redeem(code, {}, { ...asC1, dpop }), 400, 'invalid_dpop_proof');
    // A proof that is wrong costs nobody the code.
    expect((await fixture().redeem(code, {}, proven())).status).toBe(200);
  });

  it.each([
    ['ten seconds old', { iat: -10 }],
    ['ten seconds early', { iat: 10 }],
    ['that ends or begins some time', { nbf: 0, exp: 1 }],
    ['with further claims', { more: true }],
  ])('TK-30: one %s is taken', async (_, { iat = 0, ...more }: Record<string, unknown>) => {
    const claims = { iat: now() + Number(iat), ...more };
    const proof = holder.proof('POST', `${at('/token')}?query#fragment`, { claims });
    expect((await fixture().redeem(await fixture().code(), {}, { ...asC1, ...proof })).status).toBe(200);
  });

  it('TK-30: of fifty requests with the same one a single one is answered', async () => {
    const headers = proven(holder, asStrict);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        fixture().call('/token', { grant_type: 'client_credentials' }, headers),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(49).fill(400)]);
    // Later it is too old.
    fixture().world.clock.advance(62);
    const late = await fixture().call('/token', { grant_type: 'client_credentials' }, headers);
    expectRefused(late, 400, 'invalid_dpop_proof');
  });

  it('TK-30: of one key do not use up what another key has signed', async () => {
    const claims = { jti: 'the same' };
    for (const who of [newHolder(), newHolder()]) {
      const headers = { ...asStrict, ...who.proof('POST', at('/token'), { claims }) };
      expect((await fixture().call('/token', { grant_type: 'client_credentials' }, headers)).status).toBe(
        200,
      );
    }
  });
});

describe('codes', () => {
  it('AZ-54: that are bound by dpop_jkt are spent with that key alone', async () => {
    const code = await fixture().code({ dpop_jkt: holder.thumbprint });
    expectRefused(await fixture().redeem(code, {}, proven(newHolder())), 400, 'invalid_grant');
    expectRefused(await fixture().redeem(code), 400, 'invalid_grant');
    expect((await fixture().redeem(code, {}, proven())).json['token_type']).toBe('DPoP');
  });

  it('AZ-54: dpop_jkt is a thumbprint', async () => {
    for (const dpop_jkt of ['x', 'x'.repeat(44), `${'x'.repeat(42)}=`])
      expectRedirect(await fixture().askSignedIn({ dpop_jkt }), 'invalid_request', dpop_jkt);
  });

  it('AZ-54: are bound by the proof of a pushed request, which has to agree with its dpop_jkt', async () => {
    const push = (fields: Record<string, string> = {}) =>
      fixture().call(
        '/par',
        { ...c1, response_type: 'code', scope: 'openid', ...fields },
        { ...asC1, ...holder.proof('POST', at('/par')) },
      );
    expectRefused(await push({ dpop_jkt: newHolder().thumbprint }), 400, 'invalid_dpop_proof');
    for (const fields of [{}, { dpop_jkt: holder.thumbprint }]) {
      const { json } = await push(fields);
      const code = await fixture().code({ request_uri: String(json['request_uri']) });
      expectRefused(await fixture().redeem(code, {}, proven(newHolder())), 400, 'invalid_grant');
      expect((await fixture().redeem(code, {}, proven())).status).toBe(200);
    }
  });
});

describe('refresh tokens', () => {
  it('TK-22: of a public client work with its key alone, and are not used up by another', async () => {
    const { refresh_token: first } = await publicTokens();
    const use = (token: unknown, headers: Record<string, string>) =>
      fixture().refresh(token, { client_id: 'c2' }, headers);
    expectRefused(await use(first, proven(newHolder(), {})), 400, 'invalid_grant');
    expectRefused(await use(first, {}), 400, 'invalid_grant');
    const second = await use(first, proven(holder, {}));
    expect(second.json['token_type']).toBe('DPoP');
    expectRefused(await use(second.json['refresh_token'], {}), 400, 'invalid_grant');
    expect((await use(second.json['refresh_token'], proven(holder, {}))).status).toBe(200);
  });

  it('TK-22: of a public client are told twice within the interval, to the same key', async () => {
    const { refresh_token: first } = await publicTokens();
    const answers = await Promise.all(
      [1, 2].map(() => fixture().refresh(first, { client_id: 'c2' }, proven(holder, {}))),
    );
    const [one, other] = answers.map(({ json }) => json['refresh_token']);
    expect(one).toMatch(/^[\w-]{96}$/);
    expect(other).toBe(one);
  });

  it('TK-22: of a client with credentials are its own, whatever its key', async () => {
    const code = await fixture().code({ scope: 'openid offline_access' });
    const { json } = await fixture().redeem(code, {}, proven());
    const next = newHolder();
    const refreshed = await fixture().refresh(json['refresh_token'], {}, proven(next));
    expect(claimsOf(refreshed.json['access_token'])['cnf']).toEqual({ jkt: next.thumbprint });
    const plain = await fixture().refresh(refreshed.json['refresh_token']);
    expect(plain.json['token_type']).toBe('Bearer');
    expect(claimsOf(plain.json['access_token'])).not.toHaveProperty('cnf');
  });

  it('TK-22: that are bound can be revoked without the key', async () => {
    const set = await publicTokens();
    const { status } = await fixture().call('/token/revocation', {
      token: String(set['refresh_token']),
      client_id: 'c2',
    });
    expect(status).toBe(200);
    expect((await look(holder.holding(set['access_token'], 'GET', at('/me')))).status).toBe(401);
  });
});
