/** Where the server says it is, who may read it, and what it does not show — RFC 8414, Fetch §3.3; rows DC. */
import { describe, expect, it } from 'vitest';
import { authorizationUrl, introspect, userinfo } from '../testkit/relying-party.ts';
import { asC1, c1, useFixture } from './fixture.ts';

const fixture = useFixture();
const issuer = () => fixture().world.issuer;

const pathsOfIssuer = ['/token', '/me', '/token/introspection', '/token/revocation'];
const hostileOrigins = [
  'https://evil.test',
  'null',
  'https://spa.test.evil.test',
  'http://spa.test',
  'https://spa.test:444',
  'https://SPA.test',
  'https://spa.test/',
  'https://xspa.test',
  'file://',
];

const corsOf = ({ headers }: Response) => ({
  origin: headers.get('access-control-allow-origin'),
  credentials: headers.get('access-control-allow-credentials'),
});

describe('the issuer', () => {
  const lies = [
    { 'x-forwarded-host': 'evil.test' },
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-port': '444', 'x-forwarded-prefix': '/evil' },
    { forwarded: 'host=evil.test;proto=https' },
    { 'x-original-url': '/evil', 'x-rewrite-url': '/evil' },
    { 'x-http-method-override': 'DELETE' },
    { 'x-host': 'evil.test', 'x-forwarded-server': 'evil.test' },
  ];

  it('DC-01: is the configured one, whatever headers say', async () => {
    const url = `${issuer()}/.well-known/openid-configuration`;
    const plain = await (await fetch(url)).text();
    expect(plain).toContain(`"issuer":"${issuer()}"`);
    for (const headers of lies) {
      expect(await (await fetch(url, { headers })).text()).toBe(plain);
      const response = await fetch(authorizationUrl(fixture().world, c1), { headers, redirect: 'manual' });
      expect(response.headers.get('location')).toMatch(/^\/login\?ticket=/);
      const rule = await fetch(`${issuer()}/token`, {
        method: 'POST',
        headers: { ...headers, ...asC1 },
        body: new URLSearchParams(),
      });
      expect(await rule.text()).not.toContain('evil');
    }
  });

  it('DC-01: answers for no other host', async () => {
    const { host } = new URL(fixture().world.origin);
    for (const name of [
      'evil.test',
      `evil.test:80`,
      `${host}.evil.test`,
      `${host}@evil.test`,
      'evil.test#127.0.0.1',
      '127.0.0.1:99999',
      '127.0.0.2',
      '',
    ])
      for (const path of [
        '/oidc/.well-known/openid-configuration',
        '/login',
        '/oidc/session/end',
        '/',
        '/nowhere',
      ]) {
        const { responses } = await fixture().raw(fixture().message(`GET ${path}`, [`Host: ${name}`]));
        expect(
          responses.map(({ status }) => status === 421 || status === 400),
          `${name} ${path}`,
        ).toEqual([true]);
        expect(responses[0]?.body).not.toContain('evil');
      }
  });
});

describe('public documents', () => {
  it('DC-04: may be kept for a while, and are not sent again unchanged', async () => {
    for (const name of ['jwks.json', 'openid-configuration']) {
      const url = `${issuer()}/.well-known/${name}`;
      const response = await fetch(url);
      const etag = response.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(
        Number(/max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '')?.[1]),
      ).toBeLessThanOrEqual(300);
      const head = await fetch(url, { method: 'HEAD' });
      expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
        const again = await fetch(url, { headers: { 'if-none-match': known } });
        expect([again.status, await again.text(), again.headers.get('etag')], known).toEqual([304, '', etag]);
      }
      expect((await fetch(url, { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
      expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    }
  });
});

describe('pages of other origins', () => {
  it('DC-05: read public documents without credentials', async () => {
    for (const origin of ['https://evil.test', 'null']) {
      const response = await fetch(`${issuer()}/.well-known/jwks.json`, { headers: { origin } });
      expect(corsOf(response)).toEqual({ origin: '*', credentials: null });
    }
  });

  it('DC-05: read tokens only where an application of the issuer is theirs, on success, error and preflight', async () => {
    for (const path of pathsOfIssuer) {
      for (const method of ['POST', 'OPTIONS', 'DELETE']) {
        for (const origin of [...hostileOrigins, 'https://foreign.test', 'https://off.test']) {
          const response = await fetch(issuer() + path, { method, headers: { origin } });
          expect(corsOf(response), `${method} ${path} ${origin}`).toEqual({
            origin: null,
            credentials: null,
          });
          expect(response.headers.get('vary')).toBe('Origin');
        }
        const response = await fetch(issuer() + path, { method, headers: { origin: 'https://spa.test' } });
        expect(corsOf(response), `${method} ${path}`).toEqual({
          origin: 'https://spa.test',
          credentials: null,
        });
        expect(response.headers.get('vary')).toBe('Origin');
      }
    }
    const tooLarge = await fetch(`${issuer()}/token`, {
      method: 'POST',
      headers: { origin: 'https://spa.test' },
      body: new URLSearchParams({ x: 'x'.repeat(100_000) }),
    });
    expect([tooLarge.status, corsOf(tooLarge).origin]).toEqual([413, 'https://spa.test']);
    expect(tooLarge.headers.get('access-control-expose-headers')).toContain('x-correlation-id');
  });

  it('DC-05: read no page of the login at all', async () => {
    const { origin } = fixture().world;
    for (const path of [
      '/oidc/auth',
      '/oidc/session/end',
      '/login',
      '/consent',
      '/logout',
      '/setup',
      '/',
      '/nowhere',
    ])
      for (const method of ['GET', 'OPTIONS']) {
        const response = await fetch(origin + path, {
          method,
          headers: { origin: 'https://spa.test' },
          redirect: 'manual',
        });
        expect(corsOf(response), `${method} ${path}`).toEqual({ origin: null, credentials: null });
      }
  });
});

it('DC-06: what is inside stays inside', async () => {
  const inner = [
    '/metrics',
    '/debug/pprof',
    '/health/details',
    '/admin/serverinfo',
    '/.env',
    '/.git/config',
    '/api/docs',
    '/graphql',
    '/package.json',
    '/main.js.map',
    '/symbolon.db',
    '/master.key',
    '/server-status',
    '/actuator/env',
  ];
  for (const path of inner) {
    const response = await fetch(fixture().world.origin + path);
    expect([response.status, response.headers.get('cache-control')], path).toEqual([404, 'no-store']);
  }
  const health = await fetch(`${fixture().world.origin}/health/ready`);
  expect(await health.text()).toBe('ready\n');
});

it('every answer has an id of its own that the sender does not choose', async () => {
  const sent = { 'x-correlation-id': 'chosen-by-the-sender', 'x-request-id': 'chosen-by-the-sender' };
  const responses = await Promise.all([
    fetch(`${issuer()}/token`, { method: 'POST', headers: sent }),
    fetch(`${issuer()}/me`, { headers: sent }),
    fetch(`${fixture().world.origin}/nowhere`, { headers: sent }),
  ]);
  const ids = responses.map(({ headers }) => headers.get('x-correlation-id'));
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect((await introspect(fixture().world, 'x', asC1)).status).toBe(200);
  expect((await userinfo(fixture().world, 'x')).status).toBe(401);
});
