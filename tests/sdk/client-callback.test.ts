/** The way back to an application: what a callback must answer to, and the cookie that keeps a login meanwhile. */
import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackUrlOf } from '../interop/end-user.ts';
import { Browser } from '../testkit/browser.ts';
import { freePort } from '../testkit/free-port.ts';
import type { World } from '../testkit/world.ts';
import { type Method, sdkClient, sdkWorld } from './applications.ts';

let world: World;
beforeAll(async () => {
  world = await sdkWorld();
});
afterAll(() => world.close());

const clientOf = (method: Method) => sdkClient(world, method);

describe('what a callback must answer to', () => {
  const tampered: readonly [string, (url: URL) => void][] = [
    ['another state', url => url.searchParams.set('state', 'other')],
    ['another issuer', url => url.searchParams.set('iss', 'https://evil.test')],
    ['no issuer', url => url.searchParams.delete('iss')],
    ['a second code', url => url.searchParams.append('code', 'x')],
    ['no code', url => url.searchParams.delete('code')],
  ];
  it.each(tampered)('%s is not accepted', async (_, tamper) => {
    const client = clientOf('none');
    const request = await client.buildAuthorizeUrl();
    const callback = await callbackUrlOf(new Browser(), request.url);
    tamper(callback);
    await expect(client.getTokenSetByCallback(callback, request)).rejects.toMatchObject({
      code: 'callback_mismatch',
    });
  });

  it('an ID token of another login is not accepted (nonce)', async () => {
    const client = clientOf('none');
    const request = await client.buildAuthorizeUrl();
    const callback = await callbackUrlOf(new Browser(), request.url);
    await expect(
      client.getTokenSetByCallback(callback, { ...request, nonce: 'other' }),
    ).rejects.toMatchObject({
      code: 'invalid_token',
      message: expect.stringContaining('nonce'),
    });
  });

  it('a refusal comes as the words of the provider', async () => {
    const client = clientOf('none');
    const request = await client.buildAuthorizeUrl({ prompt: 'none' });
    const callback = await callbackUrlOf(new Browser(), request.url);
    await expect(client.getTokenSetByCallback(callback, request)).rejects.toMatchObject({
      code: 'refused',
      error: 'login_required',
      status: undefined,
    });
  });
});

it('loginWithRedirect and handleRedirectCallback keep a login in a sealed cookie of its own', async () => {
  const client = clientOf('client_secret_post');
  const problems: unknown[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    try {
      if (request.url === '/login') return await client.loginWithRedirect(response);
      const { access_token } = await client.handleRedirectCallback(request, response);
      response.end(access_token);
    } catch (problem) {
      problems.push(problem);
      response.writeHead(400).end();
    }
  });
  const port = await freePort();
  await new Promise<void>(resolve => void server.listen(port, '127.0.0.1', resolve));
  const app = `http://127.0.0.1:${port}`;
  const begin = async () => {
    const started = await fetch(`${app}/login`, { redirect: 'manual' });
    const cookie = started.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const { search } = await callbackUrlOf(new Browser(), started.headers.get('location') ?? '');
    return { cookie: cookie.split(';')[0] ?? '', search };
  };
  const one = await begin();
  const two = await begin();
  const cookies = { cookie: `${two.cookie}; ${one.cookie}` };
  const first = await fetch(`${app}/cb${one.search}`, { headers: cookies });
  expect(first.headers.getSetCookie()[0]).toMatch(/=; Max-Age=0;/);
  expect(await client.introspectToken(await first.text())).toMatchObject({ active: true });
  const stolen = await fetch(`${app}/cb${two.search}`, { headers: { cookie: one.cookie } });
  expect(stolen.status).toBe(400);
  expect(problems).toMatchObject([{ code: 'callback_mismatch' }]);
  // What somebody else added to the address may hold a question mark of its own, and comes first.
  const added = `?seen=/a?b&${two.search.slice(1)}`;
  expect((await fetch(`${app}/cb${added}`, { headers: cookies })).status).toBe(200);
  server.close();
});

it.each([
  { responseMode: 'form_post' },
  { responseMode: 'fragment' },
  { responseType: 'code id_token' },
] as const)(
  'loginWithRedirect does not begin what handleRedirectCallback could not finish: %j',
  async options => {
    const response = {
      statusCode: 200,
      getHeader: () => undefined,
      setHeader: () => undefined,
      end: () => undefined,
    };
    await expect(clientOf('client_secret_post').loginWithRedirect(response, options)).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('getTokenSetByCallback'),
    });
  },
);
