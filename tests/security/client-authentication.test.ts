/** Hostile client authentication — RFC 6749 §2.3, RFC 7523 §3, OIDC Core §9; rows TK-08 to TK-16, TK-26, JW-10. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Answer, basic } from '../testkit/relying-party.ts';
import { c1Secret, c3Key, c5Secret, c8Secret } from './clients.ts';
import { expectRefused } from './expectations.ts';
import { asC1, useFixture } from './fixture.ts';
import { assertionClaims, assertionFields, jws, unsigned, withKey, withSecret } from './jws.ts';

const fixture = useFixture();
const header = { alg: 'ES256', kid: 'c3-key', typ: 'JWT' };

/** What a client that is let in is told: its code is wrong. */
const letIn = [400, 'invalid_grant'];

const attempt = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> =>
  fixture().call(
    '/token',
    { grant_type: 'authorization_code', code: 'none', redirect_uri: 'x', ...fields },
    headers,
  );

const statusOf = ({ status, json }: Answer) => [status, json['error']];
const pair = (text: string | Buffer) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

/** A good assertion of C3, with changes; a claim that is `undefined` is left out. */
function assertion(claims: object = {}, head: object = {}, sign = withKey(c3Key)): string {
  const { world } = fixture();
  return jws(
    { ...header, ...head },
    { ...assertionClaims('c3', world.issuer, world.clock.now()), ...claims },
    sign,
  );
}
const assert = (...parts: Parameters<typeof assertion>) => attempt(assertionFields(assertion(...parts)));

describe('one client, one method', () => {
  it('TK-08: two proofs are refused, unless both are right and of the same client', async () => {
    const secret = { client_id: 'c1', client_secret: c1Secret };
    expect(statusOf(await attempt(secret, asC1))).toEqual(letIn);
    expectRefused(await attempt({ ...secret, client_secret: 'wrong-wrong' }, asC1), 401, 'invalid_client');
    expectRefused(await attempt(secret, basic('c1', 'wrong-wrong')), 401, 'invalid_client');
    expectRefused(await attempt({ client_id: 'c2' }, asC1), 400, 'invalid_request');
    expectRefused(await attempt({ client_secret: 'wrong-wrong' }, asC1), 400, 'invalid_request');
    const good = () => assertionFields(assertion());
    expectRefused(await attempt(good(), asC1), 400, 'invalid_request');
    expectRefused(await attempt({ ...good(), client_id: 'c3', client_secret: 'x' }), 400, 'invalid_request');
    expectRefused(await attempt({ ...good(), client_secret: 'x' }), 400, 'invalid_request');
    expectRefused(await attempt({ ...good(), client_id: 'c2' }), 401, 'invalid_client');
    const body = `grant_type=refresh_token&refresh_token=x`;
    const lines = [asC1, basic('c10', c1Secret)].map(
      ({ authorization }) => `Authorization: ${authorization}`,
    );
    const type = 'Content-Type: application/x-www-form-urlencoded';
    const { responses } = await fixture().raw(
      fixture().message('POST /oidc/token', [...lines, type, `Content-Length: ${body.length}`], body),
    );
    expect(responses.map(({ status }) => status)).toEqual([400]);
  });

  it('TK-09: another method than the registered one is refused, however right the secret', async () => {
    expectRefused(
      await attempt({ client_id: 'c3', client_secret: 'anything-at-all' }),
      401,
      'invalid_client',
    );
    expectRefused(await attempt({ client_id: 'c3' }), 401, 'invalid_client');
    expectRefused(await attempt({ client_id: 'c1' }), 401, 'invalid_client');
    expectRefused(await attempt({ client_id: 'c1', client_secret: c1Secret }), 401, 'invalid_client');
    expectRefused(await attempt({}, basic('c5', c5Secret)), 401, 'invalid_client');
    expectRefused(await attempt({}, basic('c2', 'x')), 401, 'invalid_client');
    const { world } = fixture();
    const claims = assertionClaims('c1', world.issuer, world.clock.now());
    for (const fake of [
      jws({ alg: 'none' }, claims, unsigned),
      jws({ alg: 'HS256' }, claims, withSecret('x')),
    ])
      expect((await attempt(assertionFields(fake), asC1)).status, fake).toBeGreaterThanOrEqual(400);
    const bySecret = jws({ alg: 'HS256' }, claims, withSecret(c1Secret));
    expectRefused(await attempt(assertionFields(bySecret)), 401, 'invalid_client');
  });

  it('RFC 6749 §2.3.1: a secret may come by Basic or in the form where no method was chosen', async () => {
    expect(statusOf(await attempt({ client_id: 'c8', client_secret: c8Secret }))).toEqual(letIn);
    expect(statusOf(await attempt({}, basic('c8', c8Secret)))).toEqual(letIn);
    expectRefused(await attempt({ client_id: 'c8', client_secret: 'wrong-wrong' }), 401, 'invalid_client');
  });

  it('TK-10: Basic is read strictly, in either encoding of its secret', async () => {
    expect(statusOf(await attempt({}, asC1))).toEqual(letIn);
    expect(statusOf(await attempt({}, pair(`c1:${c1Secret}`)))).toEqual(letIn);
    const lower = asC1['authorization']?.replace('Basic ', 'basic  ') ?? '';
    expect(statusOf(await attempt({}, { authorization: lower }))).toEqual(letIn);
    for (const credentials of [
      'c1',
      ':',
      'c1:',
      `:${c1Secret}`,
      `c1:${c1Secret} `,
      `C1:${c1Secret}`,
      `c1:${c1Secret.slice(1)}`,
      Buffer.from([99, 49, 58, 0xff, 0xfe]),
      'c1:\0',
    ]) {
      const answer = await attempt({}, pair(credentials));
      expectRefused(answer, 401, 'invalid_client', String(credentials));
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="/);
    }
    for (const authorization of ['Basic', 'Basic !!!!', 'Basic Zm9v=Zm9v', `Basic ${'A'.repeat(8000)}`])
      expectRefused(await attempt({}, { authorization }), 401, 'invalid_client', authorization);
  });

  it('TK-12: wrong secrets are judged twenty times a minute, from there and for that client', async () => {
    const { world } = fixture();
    world.clock.advance(60);
    const wrong = basic('c10', 'wrong-wrong-wrong');
    for (let tries = 0; tries < 20; tries++) expectRefused(await attempt({}, wrong), 401, 'invalid_client');
    for (const headers of [wrong, basic('c10', c1Secret)]) {
      const answer = await attempt({}, headers);
      expectRefused(answer, 429, 'temporarily_unavailable');
      expect(answer.headers.get('retry-after')).toBe('60');
    }
    const spoofed = { ...basic('c10', c1Secret), 'x-forwarded-for': '192.0.2.7' };
    expectRefused(await attempt({}, spoofed), 429, 'temporarily_unavailable');
    expect(statusOf(await attempt({}, asC1))).toEqual(letIn);
    world.clock.advance(60);
    expect(statusOf(await attempt({}, basic('c10', c1Secret)))).toEqual(letIn);
  });
});

describe('assertions', () => {
  it('let in who they name, for ten minutes at most', async () => {
    expect(statusOf(await assert())).toEqual(letIn);
    const { world } = fixture();
    const claims = assertionClaims('c5', world.issuer, world.clock.now());
    const fields = assertionFields(jws({ alg: 'HS256' }, claims, withSecret(c5Secret)));
    expect(statusOf(await attempt(fields))).toEqual(letIn);
  });

  it('TK-13: are made for this issuer and for nobody else', async () => {
    const { world } = fixture();
    const tenant = `${world.origin}/other/oidc`;
    const foreign = [
      tenant,
      'https://rp.test',
      '*',
      '',
      [],
      [world.issuer, tenant],
      [tenant],
      [[world.issuer]],
      null,
      undefined,
      1,
      {},
    ];
    const spellings = [
      `${world.issuer}/`,
      `${world.issuer}/token`,
      world.issuer.toUpperCase(),
      world.origin,
      ` ${world.issuer}`,
    ];
    for (const aud of [...foreign, ...spellings])
      expectRefused(await assert({ aud }), 401, 'invalid_client', JSON.stringify(aud));
  });

  it('TK-14: work once: one after another, at once, and after a restart', async () => {
    const { world } = fixture();
    const once = assertion();
    expect(statusOf(await attempt(assertionFields(once)))).toEqual(letIn);
    expectRefused(await attempt(assertionFields(once)), 401, 'invalid_client');
    const another = assertion();
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(assertionFields(another))));
    expect(answers.map(({ status }) => status).sort()).toEqual([400, ...Array<number>(19).fill(401)]);
    await world.restart();
    for (const seen of [once, another])
      expectRefused(await attempt(assertionFields(seen)), 401, 'invalid_client');
    for (const jti of [undefined, '', 1, null, {}, ['x'], 'x'.repeat(10_000)])
      expectRefused(await assert({ jti }), 401, 'invalid_client', JSON.stringify(jti)?.slice(0, 20));
  });

  it('TK-16: are signed with the key and the algorithm that the client registered', async () => {
    const { world } = fixture();
    world.clock.advance(60);
    const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = foreign.publicKey.export({ format: 'jwk' });
    const published: { keys: { kid: string; n?: string }[] } = await (
      await fetch(`${world.issuer}/.well-known/jwks.json`)
    ).json();
    const byForeignKey = withKey(foreign.privateKey);
    const cases: Parameters<typeof assertion>[] = [
      [{}, {}, byForeignKey],
      [{}, { jwk }, byForeignKey],
      [{}, { jwk, kid: undefined }, byForeignKey],
      [{}, { jku: `${fixture().sink}/jwks` }, byForeignKey],
      [{}, { x5u: `${fixture().sink}/x5u`, x5c: ['MIIB'] }, byForeignKey],
      [{}, { alg: 'none' }, unsigned],
      [{}, { alg: 'RS256' }, withKey(rsa.privateKey)],
      [{}, { alg: 'HS256' }, withSecret(published.keys[0]?.n ?? 'n')],
      [{}, { alg: 'HS256' }, withSecret(JSON.stringify(published.keys[0]))],
      [{}, { alg: 'ES384' }, withKey(c3Key)],
      [{}, { alg: 'ES256' }, () => Buffer.alloc(64)],
      [{}, { alg: 'ES256' }, input => Buffer.concat([withKey(c3Key)(input), Buffer.alloc(1)])],
      ...[
        '../../dev/null',
        "' OR 1=1--",
        'x'.repeat(10_000),
        '__proto__',
        'C3-KEY',
        published.keys[0]?.kid,
      ].map((kid): Parameters<typeof assertion> => [{}, { kid }]),
      [{}, { kid: ['c3-key'] }],
      [{ sub: 'c1', iss: 'c1' }],
      [{ iss: 'c1' }],
      [{ sub: 'c5' }],
    ];
    for (const parts of cases)
      expectRefused(await assert(...parts), 401, 'invalid_client', JSON.stringify(parts).slice(0, 60));
    expect(statusOf(await assert({}, { kid: undefined }))).toEqual(letIn);
  });

  it('TK-15, JW-10: live a short while, told in numbers', async () => {
    const { world } = fixture();
    const now = world.clock.now();
    const wrong = [
      '60',
      `${now + 60}`,
      -1,
      null,
      undefined,
      true,
      [now + 60],
      now - 30,
      now - 3600,
      now + 601,
      now + 86_400,
      1e308,
    ];
    for (const exp of wrong)
      expectRefused(await assert({ exp }), 401, 'invalid_client', `exp ${String(exp)}`);
    for (const time of [`${now}`, now + 31, null, -1, {}]) {
      expectRefused(await assert({ iat: time }), 401, 'invalid_client', `iat ${String(time)}`);
      expectRefused(await assert({ nbf: time }), 401, 'invalid_client', `nbf ${String(time)}`);
    }
    const claims = JSON.stringify(assertionClaims('c3', world.issuer, now)).replace(
      /"exp":\d+/,
      '"exp":1e400',
    );
    expectRefused(await attempt(assertionFields(jws(header, claims, withKey(c3Key)))), 401, 'invalid_client');
    for (const claim of [{ exp: now - 29 }, { iat: now + 30 }, { nbf: now + 30 }, { exp: now + 59.5 }])
      expect(statusOf(await assert(claim)), JSON.stringify(claim)).toEqual(letIn);
  });
});

it('TK-26: only a client that registered for client credentials gets them, and never for an end-user', async () => {
  const grant = { grant_type: 'client_credentials' };
  expectRefused(await fixture().call('/token', { ...grant, client_id: 'c2' }), 400, 'unauthorized_client');
  expectRefused(await fixture().call('/token', grant, asC1), 400, 'unauthorized_client');
  const asC6 = basic('c6', c1Secret);
  for (const scope of ['openid', 'offline_access', 'api openid', 'unknown', 'email'])
    expectRefused(await fixture().call('/token', { ...grant, scope }, asC6), 400, 'invalid_scope', scope);
  const { status, json } = await fixture().call('/token', { ...grant, scope: 'api' }, asC6);
  expect([status, Object.keys(json).sort()]).toEqual([
    200,
    ['access_token', 'expires_in', 'scope', 'token_type'],
  ]);
  const userinfo = await fetch(`${fixture().world.issuer}/me`, {
    headers: { authorization: `Bearer ${String(json['access_token'])}` },
  });
  expect(userinfo.status).toBeGreaterThanOrEqual(401);
});
