/** The client SDK before a provider that errs or lies: a typed error each time, in time, and no token in it. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { inspect } from 'node:util';
import {
  AuthenticationClient,
  AuthenticationError,
  RefusedError,
  toAuthResult,
  UnavailableError,
  verifyLegacyIdToken,
} from '@symbolon/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../testkit/free-port.ts';

let server: Server;
let origin: string;
let answer: RequestListener;
const canary = 'tok3n-that-must-not-leak';

beforeEach(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = createServer((request, response) => {
    if (request.url !== '/oidc/.well-known/openid-configuration') return answer(request, response);
    const at = (path: string) => `${origin}/oidc/${path}`;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        issuer: `${origin}/oidc`,
        token_endpoint: at('token'),
        jwks_uri: at('jwks'),
        userinfo_endpoint: at('me'),
        introspection_endpoint: at('introspect'),
        revocation_endpoint: at('revoke'),
      }),
    );
  });
  await new Promise<void>(resolve => void server.listen(port, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const clientOf = (options = {}) =>
  new AuthenticationClient({ appId: 'app', appSecret: 'secret', appHost: origin, ...options });

const body = (text: string, status = 200, type = 'application/json'): RequestListener => {
  return (_, response) => response.writeHead(status, { 'content-type': type }).end(text);
};

const calls: readonly [string, (client: AuthenticationClient) => Promise<unknown>][] = [
  ['getAccessTokenByCode', client => client.getAccessTokenByCode(canary)],
  ['getNewAccessTokenByRefreshToken', client => client.getNewAccessTokenByRefreshToken(canary)],
  ['getAccessTokenByClientCredentials', client => client.getAccessTokenByClientCredentials('a')],
  [
    'getAccessTokenByPassword',
    client => client.getAccessTokenByPassword({ username: 'a', password: canary }),
  ],
  ['introspectToken', client => client.introspectToken(canary)],
  ['revokeToken', client => client.revokeToken(canary)],
  ['getUserInfoByAccessToken', client => client.getUserInfoByAccessToken(canary)],
];

async function failureOf(promise: Promise<unknown>): Promise<AuthenticationError> {
  const failure: unknown = await promise.then(
    value => new Error(`it was accepted: ${JSON.stringify(value)}`),
    problem => problem,
  );
  if (!(failure instanceof AuthenticationError)) throw failure;
  expect(inspect(failure, { depth: 10 })).not.toContain(canary);
  return failure;
}

describe.each(calls)('%s', (_, call) => {
  const answers: readonly [string, RequestListener, string][] = [
    ['a page where JSON is due', body(`<html>${canary}</html>`, 404, 'text/html'), 'unexpected_response'],
    ['the page of a gateway', body(`<html>${canary}</html>`, 502, 'text/html'), 'unavailable'],
    ['a gateway with an error of its own', body('{"error":"Bad Gateway"}', 502), 'unavailable'],
    ['a 500 without words', body('', 500), 'unavailable'],
    ['a server in trouble', body('{"error":"server_error"}', 500), 'unavailable'],
    ['an overload', body('{"error":"temporarily_unavailable"}', 503), 'unavailable'],
    ['too many requests', body('{"error":"slow_down"}', 429), 'unavailable'],
    [
      'a redirect',
      (_, response) => response.writeHead(307, { location: `${origin}/elsewhere` }).end(),
      'unexpected_response',
    ],
    ['a refusal', body('{"error":"invalid_request","error_description":"no"}', 400), 'refused'],
    ['silence', () => undefined, 'timeout'],
    ['a body that never ends', (_, response) => void response.writeHead(400).write('{"error":'), 'timeout'],
    ['a broken connection', request => request.socket.destroy(), 'network'],
    ['more than a mebibyte', body(`{"error":"${'x'.repeat(1_100_000)}"}`, 400), 'unexpected_response'],
  ];
  it.each(answers)('%s', async (_, listener, code) => {
    answer = listener;
    // Short only where nothing comes: a busy machine may take its time for all else.
    const client = clientOf(code === 'timeout' ? { timeout: 300 } : {});
    expect((await failureOf(call(client))).code).toBe(code);
  });
});

it('an overload says when to come back, and in which words', async () => {
  answer = (_, response) =>
    response
      .writeHead(503, { 'content-type': 'application/json', 'retry-after': '7' })
      .end('{"error":"temporarily_unavailable","error_description":"so many requests"}');
  const failure = await failureOf(clientOf().getNewAccessTokenByRefreshToken('token'));
  expect(failure).toBeInstanceOf(UnavailableError);
  expect(failure).not.toBeInstanceOf(RefusedError);
  expect(failure).toMatchObject({ status: 503, retryAfter: 7 });
  expect(failure.message).toContain('so many requests');
});

it('whoever wants bound tokens is told that the provider bound none', async () => {
  answer = body('{"access_token":"a","token_type":"Bearer"}');
  const failure = await failureOf(clientOf({ dpop: true }).getAccessTokenByClientCredentials());
  expect(failure).toMatchObject({ code: 'configuration', message: expect.stringContaining('dpop') });
});

describe('token responses', () => {
  const jwt = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(`{"sub":"${canary}"}`).toString('base64url')}.c2ln`;
  const broken: readonly [string, object, string][] = [
    ['no access token', { token_type: 'Bearer' }, 'unexpected_response'],
    ['an access token that is a number', { access_token: 1, token_type: 'Bearer' }, 'unexpected_response'],
    ['no token type', { access_token: canary }, 'unexpected_response'],
    [
      'a lifetime in words',
      { access_token: canary, token_type: 'Bearer', expires_in: 'soon' },
      'unexpected_response',
    ],
    [
      'a truncated ID token',
      { access_token: canary, token_type: 'Bearer', id_token: jwt.slice(0, 20) },
      'invalid_token',
    ],
    [
      'an ID token that is an object',
      { access_token: canary, token_type: 'Bearer', id_token: {} },
      'unexpected_response',
    ],
    [
      'an ID token under no known key',
      { access_token: canary, token_type: 'Bearer', id_token: jwt },
      'unexpected_response',
    ],
  ];
  it.each(broken)('%s', async (_, members, code) => {
    answer = body(JSON.stringify(members));
    expect((await failureOf(clientOf().getAccessTokenByCode('code'))).code).toBe(code);
  });

  it('unknown members are kept in raw and break nothing', async () => {
    answer = body(
      '{"access_token":"a","token_type":"bearer","expires_in":3599,"refresh_token":null,"x":{"y":[1]},"__proto__":{"z":1}}',
    );
    const tokens = await clientOf().getAccessTokenByCode('code');
    expect(tokens).toMatchObject({ access_token: 'a', token_type: 'bearer', expires_in: 3599 });
    expect(tokens.raw['x']).toEqual({ y: [1] });
    expect(Reflect.get({}, 'z')).toBeUndefined();
    expect(toAuthResult(tokens)).toEqual({ access_token: 'a', expires_in: 3599 });
  });
});

describe('wrong types are named before anything is sent', () => {
  // As a caller without types would.
  const anything: readonly unknown[] = [undefined, null, '', 0, {}, []];
  it.each([
    'getAccessTokenByCode',
    'getNewAccessTokenByRefreshToken',
    'introspectToken',
    'revokeToken',
    'getUserInfoByAccessToken',
    'parseIDToken',
    'parseAccessToken',
  ] as const)('%s', async name => {
    answer = () => expect.unreachable();
    for (const value of anything) {
      const method: unknown = clientOf()[name];
      if (typeof method !== 'function') throw new Error(name);
      expect((await failureOf(Promise.resolve().then(() => method.call(clientOf(), value)))).code).toBe(
        'invalid_argument',
      );
    }
  });
});

describe('options', () => {
  const wrong: readonly [string, object, string][] = [
    ['no appId', { appId: '' }, 'appId'],
    ['http beyond loopback', { appHost: 'http://id.example.com' }, 'https'],
    [
      'a secret method without a secret',
      { appSecret: undefined, tokenEndPointAuthMethod: 'client_secret_post' },
      'appSecret',
    ],
    ['an assertion without its key', { tokenEndPointAuthMethod: 'private_key_jwt' }, 'assertionKey'],
  ];
  it.each(wrong)('%s', (_, options, words) => {
    expect(() => clientOf(options)).toThrow(words);
  });

  it('a provider that speaks for another issuer is not believed, and asked again next time', async () => {
    const client = clientOf({ issuer: `${origin}/other`, appHost: undefined });
    answer = body(JSON.stringify({ issuer: 'https://evil.test', jwks_uri: `${origin}/jwks` }));
    expect((await failureOf(client.introspectToken('x'))).code).toBe('configuration');
  });
});

it('an ID token older than OpenID Connect is read by a pinned key, and by no other', async () => {
  const { generateKeyPair, CompactSign, exportJWK } = await import('jose');
  const [ours, theirs] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const claims = { openid: '3d9205ca', profile: { name: 'Räber' }, email: 'remo.test@umbrella.ch' };
  const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'RS256' })
    .sign(ours.privateKey);
  expect(await verifyLegacyIdToken(token, { key: await exportJWK(ours.publicKey) })).toEqual(claims);
  const other = { key: await exportJWK(theirs.publicKey) };
  expect((await failureOf(verifyLegacyIdToken(token, other))).code).toBe('invalid_token');
  answer = body(
    JSON.stringify({ access_token: 'a', token_type: 'bearer', expires_in: 3599, id_token: token }),
  );
  const legacyIdToken = { key: await exportJWK(ours.publicKey) };
  expect(await clientOf({ legacyIdToken }).getAccessTokenByCode('code')).toMatchObject({ id_token: token });
  expect((await failureOf(clientOf({ legacyIdToken: other }).getAccessTokenByCode('code'))).code).toBe(
    'invalid_token',
  );
});
