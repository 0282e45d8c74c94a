/** An API whose issuer is slow, down, or somebody else; and answers of introspection that are kept. */
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { audience, bearer, createStubIssuer, issuer, type StubIssuer, signingKey } from './stub-issuer.ts';

let stub: StubIssuer;
beforeEach(() => {
  stub = createStubIssuer();
});
const fetchesOf = (path: string) => stub.asked.filter(url => url.endsWith(path)).length;

describe('the issuer is down', () => {
  it('before its keys were ever fetched: 503, soon again, and good as soon as it is back', async () => {
    stub.down = true;
    const verifier = stub.verifier();
    const outcome = await verifier.verify(bearer(stub.token()));
    expect(outcome).toMatchObject({
      status: 503,
      error: 'temporarily_unavailable',
      headers: { 'retry-after': '5' },
    });
    stub.down = false;
    stub.clock.advance(1);
    expect(await verifier.verify(bearer(stub.token()))).toMatchObject({ kind: 'granted' });
    expect(stub.problems).toEqual([expect.stringContaining('unavailable https://id.test/')]);
  });

  it('later: known keys go on for good, and an unknown one is not called wrong', async () => {
    const verifier = stub.verifier();
    await verifier.verify(bearer(stub.token()));
    stub.down = true;
    stub.clock.advance(86_400);
    expect(await verifier.verify(bearer(stub.token()))).toMatchObject({ kind: 'granted' });
    const next = signingKey();
    expect(await verifier.verify(bearer(stub.token({}, {}, next)))).toMatchObject({ status: 503 });
    stub.down = false;
    stub.published.push(next);
    stub.clock.advance(30);
    expect(await verifier.verify(bearer(stub.token({}, {}, next)))).toMatchObject({ kind: 'granted' });
  });

  it('many at once ask it once', async () => {
    const verifier = stub.verifier();
    await Promise.all(Array.from({ length: 50 }, () => verifier.verify(bearer(stub.token()))));
    expect(stub.asked).toHaveLength(2);
  });
});

it('a key that is no longer published ends with the lifetime of ours', async () => {
  const verifier = stub.verifier();
  expect(await verifier.verify(bearer(stub.token()))).toMatchObject({ kind: 'granted' });
  stub.published.splice(0, 1, signingKey());
  stub.clock.advance(601);
  expect(await verifier.verify(bearer(stub.token()))).toMatchObject({ error: 'invalid_token' });
});

it('metadata that speak for another issuer are the operator’s problem, told without the token', async () => {
  const verifier = stub.verifier({ issuer: `${issuer}/` });
  const token = stub.token();
  expect(await verifier.verify(bearer(token))).toMatchObject({ status: 503 });
  expect(stub.problems).toEqual([expect.stringMatching(/^configuration .*another issuer/)]);
  expect(inspect(stub.problems)).not.toContain(token);
});

describe('introspection', () => {
  const introspection = { clientId: 'api', clientSecret: 'secret' };
  const active = (members: object = {}) => ({
    aud: audience,
    token_type: 'Bearer',
    scope: 'read',
    ...members,
  });

  it('asks each time, unless answers are kept', async () => {
    stub.introspected = active();
    const verifier = stub.verifier({ introspection });
    for (const kind of ['granted', 'granted'])
      expect(await verifier.verify(bearer('t'))).toMatchObject({ kind });
    expect(fetchesOf('/introspect')).toBe(2);
  });

  it('a kept answer lasts its lifetime, never beyond the end of the token, and none that is negative', async () => {
    const verifier = stub.verifier({ introspection: { ...introspection, cacheLifetime: 60 } });
    stub.introspected = active({ exp: stub.clock.now() + 40 });
    await verifier.verify(bearer('short'));
    stub.introspected = active();
    await verifier.verify(bearer('long'));
    stub.introspected = undefined;
    expect(await verifier.verify(bearer('negative'))).toMatchObject({ status: 401 });
    stub.clock.advance(39);
    expect(await verifier.verify(bearer('short'))).toMatchObject({ kind: 'granted' });
    stub.clock.advance(1);
    expect(await verifier.verify(bearer('short'))).toMatchObject({ status: 401 });
    stub.clock.advance(19);
    expect(await verifier.verify(bearer('long'))).toMatchObject({ kind: 'granted' });
    stub.clock.advance(1);
    expect(await verifier.verify(bearer('long'))).toMatchObject({ status: 401 });
    stub.introspected = active();
    expect(await verifier.verify(bearer('negative'))).toMatchObject({ kind: 'granted' });
  });

  it('keeps no more answers than it may', async () => {
    stub.introspected = active();
    const verifier = stub.verifier({ introspection: { ...introspection, cacheLifetime: 60, cacheSize: 2 } });
    for (const token of ['a', 'b', 'c', 'c', 'b', 'a']) await verifier.verify(bearer(token));
    expect(fetchesOf('/introspect')).toBe(4);
  });

  it.each([
    ['another audience', { aud: 'https://other.test' }],
    ['no audience', { aud: undefined }],
    ['another issuer', { iss: 'https://evil.test' }],
    ['an end in the past', { exp: 1 }],
    ['a refresh token', { token_type: 'refresh_token' }],
    ['a key that no proof was sent for', { cnf: { jkt: 'x' } }],
  ])('is judged as well: %s', async (_, members) => {
    stub.introspected = active(members);
    expect(await stub.verifier({ introspection }).verify(bearer('t'))).toMatchObject({
      status: 401,
      error: 'invalid_token',
    });
  });

  it('an issuer that is down, or refuses the API itself, is not the caller’s fault', async () => {
    const verifier = stub.verifier({ introspection });
    stub.down = true;
    expect(await verifier.verify(bearer('canary'))).toMatchObject({ status: 503 });
    const refusing = stub.verifier({
      introspection: { ...introspection, endpoint: `${issuer}/introspect` },
      fetch: async () => Response.json({ error: 'invalid_client' }, { status: 401 }),
    });
    expect(await refusing.verify(bearer('canary'))).toMatchObject({ status: 503 });
    expect(stub.problems).toHaveLength(2);
    expect(stub.problems[1]).toMatch(/^configuration .*introspect/);
    expect(inspect(stub.problems)).not.toContain('canary');
  });
});
