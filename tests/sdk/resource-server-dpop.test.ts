/** Tokens bound to a key, before an API — RFC 9449 §4.3, §7. */
import { createHash, randomUUID } from 'node:crypto';
import { createReplayMemory } from '@symbolon/resource-server';
import { calculateJwkThumbprint } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { jws, unsigned, withKey, withSecret } from '../security/jws.ts';
import { bearer, createStubIssuer, jwkOf, type StubIssuer, signingKey } from './stub-issuer.ts';

const holder = signingKey();
const other = signingKey();
const jkt = await calculateJwkThumbprint(jwkOf(holder));
const url = 'https://api.test/things?page=1';
let stub: StubIssuer;
let token: string;
beforeEach(() => {
  stub = createStubIssuer();
  token = stub.token({ cnf: { jkt } });
});

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
function proof(claims: object = {}, header: object = {}, key = holder): string {
  const standard = { jti: randomUUID(), htm: 'GET', htu: 'https://api.test/things', iat: stub.clock.now() };
  const { kty, crv, x, y } = Object(jwkOf(key));
  return jws(
    { alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y }, ...header },
    { ...standard, ath: hash(token), ...claims },
    withKey(key.privateKey),
  );
}
const request = (dpop: string | readonly string[] | undefined, authorization = `DPoP ${token}`) => ({
  method: 'GET',
  url,
  authorization,
  dpop,
});

it('a bound token with its proof is let in', async () => {
  expect(await stub.verifier().verify(request(proof()))).toMatchObject({ kind: 'granted', scheme: 'DPoP' });
});

it('a bound token sent as Bearer is refused, with the challenge of the scheme that it needs', async () => {
  for (const verifier of [stub.verifier(), stub.verifier({ dpop: 'off' })]) {
    const outcome = await verifier.verify(bearer(token));
    expect(outcome).toMatchObject({ status: 401, error: 'invalid_token' });
  }
  const outcome = await stub.verifier().verify({ ...request(proof()), authorization: `Bearer ${token}` });
  if (outcome.kind === 'granted') throw new Error('granted');
  expect(outcome.headers['www-authenticate']).toMatch(/^Bearer error="invalid_token".*, DPoP algs="RS256 /);
});

it('a plain token is refused where bound ones are demanded, and by the scheme DPoP', async () => {
  const plain = stub.token();
  expect(await stub.verifier({ dpop: 'required' }).verify(bearer(plain))).toMatchObject({
    error: 'invalid_token',
  });
  expect(await stub.verifier().verify(request(proof({ ath: hash(plain) }), `DPoP ${plain}`))).toMatchObject({
    error: 'invalid_dpop_proof',
    description: expect.stringContaining('cnf'),
  });
});

const wrong: readonly [title: string, make: () => string | readonly string[] | undefined, why: RegExp][] = [
  ['none', () => undefined, /exactly one/],
  ['two of them', () => [proof(), proof()], /exactly one/],
  ['two in one header', () => `${proof()}, ${proof()}`, /no JWT/],
  ['another method', () => proof({ htm: 'POST' }), /htm/],
  ['another path', () => proof({ htu: 'https://api.test/other' }), /htu/],
  ['another host', () => proof({ htu: 'https://evil.test/things' }), /htu/],
  ['another scheme', () => proof({ htu: 'http://api.test/things' }), /htu/],
  ['no address', () => proof({ htu: 'things' }), /htu/],
  ['another token', () => proof({ ath: hash('other') }), /ath/],
  ['no token', () => proof({ ath: undefined }), /ath/],
  ['another key', () => proof({}, {}, other), /cnf/],
  ['a signature of another key', () => proof({}, { jwk: Object(proofKey()) }, other), /no JWT/],
  ['no jti', () => proof({ jti: undefined }), /jti/],
  ['a jti without end', () => proof({ jti: 'x'.repeat(257) }), /jti/],
  ['no time', () => proof({ iat: undefined }), /iat/],
  ['too old', () => proof({ iat: stub.clock.now() - 66 }), /iat/],
  ['from the future', () => proof({ iat: stub.clock.now() + 6 }), /iat/],
  ['another typ', () => proof({}, { typ: 'JWT' }), /no JWT/],
  ['no key', () => proof({}, { jwk: undefined }), /no JWT/],
  ['a private key', () => proof({}, { jwk: holder.privateKey.export({ format: 'jwk' }) }), /no JWT/],
  ['alg none', () => jws({ alg: 'none', typ: 'dpop+jwt', jwk: proofKey() }, {}, unsigned), /no JWT/],
  [
    'a secret as key',
    () => jws({ alg: 'HS256', typ: 'dpop+jwt', jwk: { kty: 'oct', k: 'YQ' } }, {}, withSecret('a')),
    /no JWT/,
  ],
];
const proofKey = () => holder.publicKey.export({ format: 'jwk' });

it.each(wrong)('a proof is refused: %s', async (_, make, why) => {
  const outcome = await stub.verifier().verify(request(make()));
  expect(outcome).toMatchObject({
    status: 401,
    error: 'invalid_dpop_proof',
    description: expect.stringMatching(why),
    headers: { 'www-authenticate': expect.stringContaining('DPoP error="invalid_dpop_proof"') },
  });
});

describe('replay', () => {
  it('of many that send one proof, one is let in; and none later', async () => {
    const verifier = stub.verifier();
    const same = proof();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => verifier.verify(request(same))));
    expect(outcomes.filter(({ kind }) => kind === 'granted')).toHaveLength(1);
    for (let passed = 0; passed < 70; passed += 5) {
      stub.clock.advance(5);
      expect(await verifier.verify(request(same))).toMatchObject({ error: 'invalid_dpop_proof' });
    }
  });

  it('a refused request does not spend the proof', async () => {
    const verifier = stub.verifier();
    const good = proof();
    await verifier.verify({ ...request(good), method: 'POST' });
    expect(await verifier.verify(request(good))).toMatchObject({ kind: 'granted' });
  });

  it('the memory is bounded: full, it lets nothing in until the oldest has passed', async () => {
    const replayMemory = createReplayMemory(stub.clock.now, 2);
    const verifier = stub.verifier({ replayMemory });
    for (const kind of ['granted', 'granted', 'refused'])
      expect(await verifier.verify(request(proof()))).toMatchObject({ kind });
    expect(await verifier.verify(request(proof()))).toMatchObject({ status: 503 });
    stub.clock.advance(66);
    expect(await verifier.verify(request(proof()))).toMatchObject({ kind: 'granted' });
  });
});

it('behind a proxy, the address of the proof is that of `resource`', async () => {
  const verifier = stub.verifier({ resource: 'https://api.test/v1' });
  const inside = { ...request(proof()), url: 'http://10.0.0.7:8080/things' };
  expect(await verifier.verify(inside)).toMatchObject({ kind: 'granted' });
  expect(await stub.verifier().verify({ ...inside, dpop: proof() })).toMatchObject({
    error: 'invalid_dpop_proof',
  });
});
