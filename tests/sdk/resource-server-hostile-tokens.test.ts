/** Tokens that must open no API, and requests that carry them wrongly — RFC 8725, RFC 6750 §2, §3.1. */
import { createSecretKey } from 'node:crypto';
import { inspect } from 'node:util';
import { createVerifier, ResourceServerError } from '@symbolon/resource-server';
import { beforeEach, describe, expect, it } from 'vitest';
import { jws, reworded, unsigned, withSecret } from '../security/jws.ts';
import { bearer, createStubIssuer, jwkOf, type StubIssuer, signingKey } from './stub-issuer.ts';

let stub: StubIssuer;
beforeEach(() => {
  stub = createStubIssuer();
});
const now = () => stub.clock.now();
const claims = () => JSON.parse(Buffer.from(stub.token().split('.')[1] ?? '', 'base64url').toString());
const attacker = signingKey();

const hostile: readonly [title: string, token: () => string, why: RegExp][] = [
  ['alg none', () => jws({ alg: 'none', typ: 'at+jwt' }, claims(), unsigned), /algorithm/],
  [
    'HS256 keyed by the public key',
    () =>
      jws(
        { alg: 'HS256', typ: 'at+jwt', kid: stub.key.kid },
        claims(),
        withSecret(String(stub.key.publicKey.export({ format: 'pem', type: 'spki' }))),
      ),
    /algorithm/,
  ],
  [
    'HS256 keyed by the public JWK',
    () =>
      jws({ alg: 'HS256', typ: 'at+jwt', kid: stub.key.kid }, claims(), input =>
        withSecret(createSecretKey(Buffer.from(JSON.stringify(jwkOf(stub.key)))).export())(input),
      ),
    /algorithm/,
  ],
  ['a key of its own in the header', () => stub.token({}, { jwk: jwkOf(attacker) }, attacker), /key/],
  [
    'the address of its key in the header',
    () => stub.token({}, { jku: 'https://evil.test/jwks' }, attacker),
    /key/,
  ],
  ['the kid of another key', () => stub.token({}, { kid: stub.key.kid }, attacker), /signature/],
  ['a path as kid', () => stub.token({}, { kid: '../../../../dev/null' }, attacker), /key/],
  ['a kid for a query', () => stub.token({}, { kid: "x' UNION SELECT 'key" }, attacker), /key/],
  ['other claims', () => reworded(stub.token(), was => ({ ...was, sub: 'admin' })), /signature/],
  ['a critical extension', () => stub.token({}, { crit: ['x'], x: 1 }), /verified/],
  ['another issuer', () => stub.token({ iss: 'https://evil.test' }), /iss/],
  ['no issuer', () => stub.token({ iss: undefined }), /iss/],
  ['another audience', () => stub.token({ aud: ['https://other.test'] }), /aud/],
  ['no audience', () => stub.token({ aud: undefined }), /aud/],
  ['no end', () => stub.token({ exp: undefined }), /exp/],
  ['an end that is a text', () => stub.token({ exp: '9999999999' }), /exp/],
  ['an end in the past', () => stub.token({ exp: now() - 6 }), /expired/],
  ['a beginning in the future', () => stub.token({ nbf: now() + 6 }), /nbf/],
  ['typ of a logout token', () => stub.token({}, { typ: 'logout+jwt' }), /typ/],
  ['typ of a DPoP proof', () => stub.token({}, { typ: 'dpop+jwt' }), /typ/],
  ['claims of a wrong type', () => stub.token({ sub: 7 }), /type/],
  ['an ID token', () => stub.token({ nonce: 'n' }, { typ: 'JWT' }), /ID token/],
  ['an ID token without typ', () => stub.token({ at_hash: 'h' }, { typ: undefined }), /ID token/],
  ['an encrypted token', () => 'a.b.c.d.e', /opaque/],
  ['text with dots', () => 'a.b.c', /opaque/],
];

describe('a token is refused', () => {
  it.each(hostile)('%s', async (_, token, why) => {
    const value = token();
    const outcome = await stub.verifier().verify(bearer(value));
    expect(outcome).toMatchObject({
      status: 401,
      error: 'invalid_token',
      description: expect.stringMatching(why),
    });
    expect(stub.problems).toEqual([]);
    expect(inspect(outcome)).not.toContain(value);
    expect(stub.asked.filter(url => !url.startsWith('https://id.test/'))).toEqual([]);
  });

  it.each(hostile)('%s, also where untyped tokens are taken', async (_, token) => {
    const outcome = await stub.verifier({ acceptUntypedTokens: true }).verify(bearer(token()));
    expect(outcome).toMatchObject({ status: 401, error: 'invalid_token' });
  });

  it('clocks may differ by five seconds, and a list of audiences may hold this one', async () => {
    const token = stub.token({
      exp: now() - 4,
      nbf: now() + 5,
      aud: ['https://other.test', 'https://api.test'],
    });
    expect(await stub.verifier().verify(bearer(token))).toMatchObject({ kind: 'granted', scope: ['read'] });
  });

  it('unknown keys bring no more than one look at the issuer in half a minute', async () => {
    const verifier = stub.verifier();
    const forged = () => stub.token({}, {}, signingKey());
    await verifier.verify(bearer(stub.token()));
    stub.clock.advance(60);
    await Promise.all(Array.from({ length: 20 }, () => verifier.verify(bearer(forged()))));
    const fetches = () => stub.asked.filter(url => url.endsWith('/jwks')).length;
    expect(fetches()).toBe(2);
    stub.clock.advance(30);
    await verifier.verify(bearer(forged()));
    expect(fetches()).toBe(3);
  });
});

describe('the Authorization header', () => {
  it.each([
    ['nothing', undefined, 401],
    ['another scheme', 'Basic YTpi', 401],
    ['no token', 'Bearer', 400],
    ['an empty token', 'Bearer ', 400],
    ['two tokens', 'Bearer a b', 400],
    ['two values in one', 'Bearer a, Bearer b', 400],
    ['two headers', ['Bearer a', 'Bearer b'], 400],
    ['a quote', 'Bearer a"b', 400],
  ])('%s', async (_, authorization, status) => {
    const outcome = await stub.verifier().verify({ method: 'GET', url: 'https://api.test/', authorization });
    expect(outcome).toMatchObject({ kind: 'refused', status });
    if (outcome.kind === 'granted') throw new Error('granted');
    expect(outcome.headers['www-authenticate']?.includes('error=')).toBe(status === 400);
  });

  it('a token in the query is not taken, beside a header or alone', async () => {
    const token = stub.token();
    const url = `https://api.test/?access_token=${token}`;
    for (const authorization of [undefined, `Bearer ${token}`])
      expect(await stub.verifier().verify({ method: 'GET', url, authorization })).toMatchObject({
        status: 400,
        error: 'invalid_request',
      });
  });

  it('the scheme is known in any case', async () => {
    const request = { ...bearer(''), authorization: `bEARER ${stub.token()}` };
    expect(await stub.verifier().verify(request)).toMatchObject({ kind: 'granted', scheme: 'Bearer' });
  });
});

it('a challenge is one line that nobody can break out of', async () => {
  const scope = 'a" , Basic realm="x\r\nset-cookie: y';
  const outcome = await stub.verifier({ dpop: 'off' }).verify(bearer(stub.token()), { scope: [scope] });
  if (outcome.kind === 'granted') throw new Error('granted');
  const challenge = outcome.headers['www-authenticate'] ?? '';
  expect(challenge).toMatch(/^Bearer (?:[a-z_]+="[\x20-\x21\x23-\x5b\x5d-\x7e]*"(?:, )?)+$/);
  expect(challenge.match(/"/g)).toHaveLength(6);
});

describe('scopes', () => {
  it.each([
    ['book:*:read', 'book:1:read', true],
    ['book:read', 'book:1:read', true],
    ['book:*', 'book:1:write', true],
    ['book:*:*', 'book:read', true],
    ['*', 'book:1:read', true],
    ['*:*:read', 'book:1:read', true],
    ['read write', 'read write', true],
    ['book:1:read', 'book:*:read', false],
    ['book:1:read', 'book:read', false],
    ['book:*:write', 'book:1:read', false],
    ['books:*:read', 'book:1:read', false],
    ['book', 'book:1:read', false],
    ['read', 'read write', false],
    ['READ', 'read', false],
    ['book::read', 'book:1:read', false],
    ['*:*:*:*', 'book:1:read', false],
  ])('%s for %s: %s', async (scope, needed, enough) => {
    const outcome = await stub.verifier().verify(bearer(stub.token({ scope })), { scope: needed });
    expect(outcome.kind).toBe(enough ? 'granted' : 'refused');
  });
});

describe('options that cannot be meant', () => {
  const issuer = 'https://id.test/oidc';
  it.each([
    ['no audience', { issuer }],
    ['an empty audience', { issuer, audience: [] }],
    ['symmetric algorithms', { issuer, audience: 'a', algorithms: ['HS256'] }],
    ['no algorithms', { issuer, audience: 'a', algorithms: [] }],
    ['plain http', { issuer: 'http://id.test', audience: 'a' }],
    [
      'introspection without a secret',
      { issuer, audience: 'a', introspection: { clientId: 'a', clientSecret: '' } },
    ],
  ])('%s', (_, options) => {
    expect(() => createVerifier(options)).toThrow(ResourceServerError);
  });
});
