/** Hostile HTTP: messages with two meanings, too long, too slow, broken — RFC 9112 §3.2, §6.3, §11.2; rows HT. */
import { describe, expect, it } from 'vitest';
import { asC1, useFixture } from './fixture.ts';

const fixture = useFixture();
const form = 'Content-Type: application/x-www-form-urlencoded';
const send = (line: string, headers?: readonly string[], body?: string) =>
  fixture().raw(fixture().message(line, headers, body));
const statuses = async (line: string, headers?: readonly string[], body?: string) =>
  (await send(line, headers, body)).responses.map(({ status }) => status);
const host = () => `Host: ${new URL(fixture().world.origin).host}`;

describe('a message has one meaning', () => {
  it('HT-01: where it ends is not up for discussion', async () => {
    const token = 'POST /oidc/token';
    const smuggled = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
    const messages = [
      fixture().message(
        token,
        [form, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
        `0\r\n\r\n${smuggled}`,
      ),
      fixture().message(
        token,
        [form, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
        `0\r\n\r\n${smuggled}`,
      ),
      fixture().message(token, [form, 'Content-Length: 0', 'Content-Length: 5'], `a=b&c${smuggled}`),
      fixture().message(token, [form, 'Content-Length: 0, 5'], `a=b&c${smuggled}`),
      fixture().message(token, [form, 'Content-Length: +5'], `a=b&c${smuggled}`),
      fixture().message(token, [form, 'Content-Length: -1'], smuggled),
      fixture().message(token, [form, 'Transfer-Encoding: xchunked'], `0\r\n\r\n${smuggled}`),
      fixture().message(token, [form, 'Transfer-Encoding: chunked, identity'], `0\r\n\r\n${smuggled}`),
      fixture().message(token, [form, 'Transfer-Encoding : chunked'], `0\r\n\r\n${smuggled}`),
      fixture().message(token, [form, 'X: a\r\n b'], smuggled),
      fixture().message(token, [form, 'X: a\0b'], smuggled),
      fixture().message(token, [form, 'Transfer-Encoding: chunked'], `zz\r\nx\r\n0\r\n\r\n${smuggled}`),
      `GET / HTTP/1.1\n${host()}\n\n`,
      `GET / HTTP/9.9\r\n${host()}\r\n\r\n`,
      `GET /\r\n\r\n`,
      'not http at all\r\n\r\n',
    ];
    for (const message of messages) {
      const { responses, closed } = await fixture().raw(message);
      expect([responses.length <= 1, closed], JSON.stringify(message.slice(0, 200))).toEqual([true, true]);
      for (const { status } of responses) expect([400, 413, 505], message.slice(0, 200)).toContain(status);
    }
    const extended = fixture().message(
      token,
      [form, 'Transfer-Encoding: chunked'],
      `1;${'x'.repeat(70_000)}\r\na\r\n0\r\n\r\n`,
    );
    expect((await fixture().raw(extended)).responses.map(({ status }) => status)).toEqual([413]);
  });

  it('HT-01: a trailer carries no credentials', async () => {
    const body = 'grant_type=refresh_token&refresh_token=x';
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\nAuthorization: ${asC1['authorization']}\r\n\r\n`;
    const { responses } = await send(
      'POST /oidc/token',
      [form, 'Transfer-Encoding: chunked', 'Trailer: Authorization'],
      chunk,
    );
    expect(responses.map(({ status, body: text }) => [status, JSON.parse(text).error])).toEqual([
      [401, 'invalid_client'],
    ]);
  });

  it('HT-02: it is for one host, ours, by its path', async () => {
    const path = 'GET /oidc/.well-known/openid-configuration';
    expect(await statuses(path, [host(), 'Host: evil.test'])).toEqual([400]);
    expect(await statuses(path, [host(), host()])).toEqual([400]);
    expect(await statuses(`GET http://evil.test/oidc/.well-known/openid-configuration`)).toEqual([400]);
    expect(await statuses(`GET ${fixture().world.origin}/health/live`)).toEqual([400]);
    expect(await statuses('GET *')).toEqual([400]);
    expect(await statuses('OPTIONS *')).toEqual([400]);
    expect(
      (await fixture().raw('GET /health/live HTTP/1.1\r\n\r\n')).responses.map(({ status }) => status),
    ).toEqual([400]);
    expect(
      (await fixture().raw('GET /health/live HTTP/1.0\r\n\r\n')).responses.map(({ status }) => status),
    ).toEqual([400]);
    const { responses } = await fixture().raw(`CONNECT evil.test:443 HTTP/1.1\r\n${host()}\r\n\r\n`, 1);
    expect(responses).toEqual([]);
  });
});

describe('a message has limits', () => {
  it('HT-04: in time', () => {
    const { server } = fixture().world;
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(server.requestTimeout).toBeLessThanOrEqual(15_000);
    expect(server.keepAliveTimeout).toBeLessThanOrEqual(75_000);
    expect(Math.min(server.headersTimeout, server.requestTimeout, server.keepAliveTimeout)).toBeGreaterThan(
      0,
    );
    expect(server.maxRequestsPerSocket).toBeGreaterThan(0);
  });

  it('HT-05: of its body, told before it is read, and while it never ends', async () => {
    const endless = `8000\r\n${'x'.repeat(0x8000)}\r\n`.repeat(4);
    const { responses, closed } = await send(
      'POST /oidc/token',
      [form, 'Transfer-Encoding: chunked'],
      endless,
    );
    expect([responses.map(({ status }) => status), closed]).toEqual([[413], true]);
    for (const length of ['104857600', '1000000000000', '65537']) {
      const answer = await send('POST /oidc/token', [form, `Content-Length: ${length}`], 'x');
      expect([answer.responses.map(({ status }) => status), answer.closed], length).toEqual([[413], true]);
    }
    expect(await statuses('POST /oidc/token', [form, 'Content-Length: 1e12'])).toEqual([400]);
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'identity, gzip'])
      expect(
        await statuses('POST /oidc/token', [form, `Content-Encoding: ${encoding}`, 'Content-Length: 1'], 'x'),
      ).toEqual([415]);
    expect(await statuses('POST /login', [form, 'Content-Length: 100000000'], 'x')).toEqual([413]);
    expect(await statuses('POST /nowhere', [form, 'Content-Length: 100000000'], 'x')).toEqual([404]);
    expect(await statuses('GET /health/live', ['Content-Length: 100000000'], 'x')).toEqual([200]);
  });

  it('HT-06: of its address, its parameters and its headers', async () => {
    for (const length of [20_000, 65_000])
      expect(await statuses(`GET /oidc/auth?x=${'x'.repeat(length)}`)).toEqual([431]);
    const many = Array.from({ length: 1000 }, (_, index) => `p${index}=1`).join('&');
    expect(await statuses(`GET /oidc/auth?${many}`)).toEqual([400]);
    expect(await statuses('POST /oidc/token', [form, `Content-Length: ${many.length}`], many)).toEqual([400]);
    expect(await statuses(`GET /oidc/auth?${'n'.repeat(300)}=1`)).toEqual([400]);
    expect(await statuses('GET /health/live', [`X: ${'x'.repeat(17_000)}`])).toEqual([431]);
    const headers = Array.from({ length: 150 }, (_, index) => `X-${index}: 1`);
    expect(await statuses('GET /health/live', headers)).toEqual([200]);
  });

  it('HT-12: of how many come on one connection at once: all are answered, in order', async () => {
    const count = 60;
    const pipelined = Array.from({ length: count }, (_, index) =>
      fixture().message(`GET ${index % 2 === 0 ? '/health/live' : '/nowhere'}`),
    ).join('');
    const { responses } = await fixture().raw(pipelined, count);
    expect(responses.map(({ status }) => status)).toEqual(
      Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 200 : 404)),
    );
  });
});

describe('a message is text', () => {
  const broken = ['%ff', '%c0%ae', '%ed%a0%80', '%f4%90%80%80', '%00', '%', '%4', '%zz', '%e2%82'];

  it('HT-08: broken UTF-8 and NUL in parameters are refused, by page or by JSON', async () => {
    for (const value of broken) {
      for (const name of ['client_id', 'state', 'scope', 'redirect_uri', 'x']) {
        const { responses } = await send(`GET /oidc/auth?client_id=c1&${name}=${value}`);
        expect(
          responses.map(({ status }) => status),
          `${name}=${value}`,
        ).toEqual([400]);
      }
      expect(await statuses(`GET /oidc/auth?${value}=1`), value).toEqual([400]);
      expect(await statuses(`GET /login?ticket=${value}`), value).toEqual([400]);
      expect(await statuses(`GET /oidc/session/end?state=${value}`), value).toEqual([400]);
      const body = `grant_type=${value}&client_id=c1`;
      const { responses } = await send('POST /oidc/token', [form, `Content-Length: ${body.length}`], body);
      expect(
        responses.map(({ status, body: text }) => [status, JSON.parse(text).error]),
        value,
      ).toEqual([[400, 'invalid_request']]);
    }
    const raw = Buffer.concat([
      Buffer.from(fixture().message('POST /oidc/token', [form, 'Content-Length: 14'])),
      Buffer.from('grant_type='),
      Buffer.from([0xff, 0xfe, 0xfd]),
    ]);
    expect((await fixture().raw(raw)).responses.map(({ status }) => status)).toEqual([400]);
  });

  it('HT-08: broken UTF-8 in path, cookie and headers finds nothing', async () => {
    for (const value of broken) expect(await statuses(`GET /oidc/${value}`), value).toEqual([404]);
    const bytes = Buffer.from(
      fixture().message('GET /oidc/auth', [
        'Cookie: symbolon-session-default=\xff\xfe; symbolon-browser=\xff',
        'User-Agent: \xff\xfe',
      ]),
      'latin1',
    );
    expect((await fixture().raw(bytes)).responses.map(({ status }) => status)).toEqual([400]);
    const path = Buffer.from(fixture().message('GET /oidc/\xff\xfe'), 'latin1');
    for (const { status } of (await fixture().raw(path)).responses) expect([400, 404]).toContain(status);
  });

  it('HT-09: a line break in a value makes no header', async () => {
    const query = 'client_id=c1&redirect_uri=https%3A%2F%2Frp.test%2Fcb&response_type=code&prompt=none';
    for (const hostile of [
      '%0d%0aX-Evil:%201',
      '%0aX-Evil:%201',
      '%0d%0a%0d%0a<script>',
      '%e5%98%8a%e5%98%8dX-Evil:1',
    ]) {
      const { responses } = await send(`GET /oidc/auth?${query}&state=${hostile}&nonce=${hostile}`);
      expect(responses.map(({ status, headers }) => [status, headers.has('x-evil')])).toEqual([[303, false]]);
      const logout = await send(
        `GET /oidc/session/end?client_id=c1&post_logout_redirect_uri=https%3A%2F%2Frp.test%2Fbye&state=${hostile}`,
      );
      expect(logout.responses.map(({ status, headers }) => [status, headers.has('x-evil')])).toEqual([
        [303, false],
      ]);
      const token = await send(`GET /oidc/me?access_token=${hostile}`);
      expect(token.responses.map(({ status, headers }) => [status, headers.has('x-evil')])).toEqual([
        [401, false],
      ]);
    }
  });

  it('HT-10, HT-16, HT-17: a path is one path, and nothing is near it', async () => {
    const paths = [
      '/oidc/../oidc/auth',
      '/oidc/./auth',
      '/%6fidc/auth',
      '/oidc%2fauth',
      '/oidc/auth;x',
      '/OIDC/auth',
      '/oidc/auth/',
      '/oidc/auth/.',
      '/oidc/auth%00',
      '/%5coidc/auth',
      '/\\oidc/auth',
      '/oidc/auth/x.css',
      '/oidc/me;.js',
      '/oidc/auth.css',
      '/assets/..%2f..%2fetc/passwd',
      '/..%c0%ae/etc/passwd',
      '/.well-known/../etc/passwd',
      '/default/oidc/auth',
      '/constructor',
      '/__proto__',
    ];
    for (const path of paths) {
      const { responses } = await send(`GET ${path}?client_id=c1`);
      expect(
        responses.map(({ status, headers }) => [status, headers.get('cache-control')]),
        path,
      ).toEqual([[404, 'no-store']]);
    }
    expect(await statuses('GET //oidc//auth?client_id=nobody')).toEqual([400]);
    expect(await statuses('GET //evil.test/%2f..')).toEqual([404]);
  });

  it('HT-18: what asks for another protocol is served as it is, or told no', async () => {
    expect(await statuses('GET /health/live', ['Connection: Upgrade', 'Upgrade: websocket'])).toEqual([200]);
    expect(
      await statuses('GET /health/live', [
        'Connection: Upgrade, HTTP2-Settings',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABkAAQAAP__',
      ]),
    ).toEqual([200]);
    expect(await statuses('GET /health/live', ['Expect: x'])).toEqual([417]);
    const body = 'grant_type=x';
    const { responses } = await fixture().raw(
      fixture().message(
        'POST /oidc/token',
        [form, 'Expect: 100-continue', `Content-Length: ${body.length}`],
        body,
      ),
      2,
    );
    expect(responses.map(({ status }) => status)).toEqual([100, 400]);
  });
});

it('SC-08: every answer says not to be sniffed, referred from or attributed', async () => {
  const requests = [
    'GET /',
    'GET /nowhere',
    'PUT /oidc/auth',
    'GET /oidc/me',
    'GET /oidc/.well-known/jwks.json',
    'GET /health/live',
    'GET /errors/pkce-required',
    'GET /login',
    'OPTIONS /oidc/token',
  ];
  for (const line of requests) {
    const { responses } = await send(line);
    const [answer] = responses;
    expect(answer?.headers.get('x-content-type-options'), line).toBe('nosniff');
    expect(answer?.headers.get('referrer-policy'), line).toBe('no-referrer');
    for (const name of ['server', 'x-powered-by', 'via'])
      expect(answer?.headers.has(name), `${line} ${name}`).toBe(false);
    if (!answer?.headers.get('content-type')?.startsWith('text/html')) continue;
    expect(answer.headers.get('content-security-policy'), line).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-frame-options'), line).toBe('DENY');
    expect(answer.headers.get('permissions-policy'), line).toContain('camera=()');
  }
});
