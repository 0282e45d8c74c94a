/** Signing in by `/api/v3`, in the envelope of Authing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { apiOf, asOpen, createApiWorld, password } from '../testkit/genauth-api.ts';
import { authorizationUrl, claimsOf, post, refresh, userinfo } from '../testkit/relying-party.ts';
import { alice, spa, type World, web } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const api = apiOf(() => world);

describe('POST /api/v3/signin', () => {
  it.each([
    ['account', alice.username],
    ['account', alice.email],
    ['username', alice.username],
    ['email', alice.email],
    ['phone', alice.phone],
  ])('signs in by %s', async (name, value) => {
    const reply = await api.signIn({ [name]: value }, { scope: 'openid profile offline_access' });
    expect(reply).toEqual({
      statusCode: 200,
      message: 'Operation successful',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      data: {
        scope: 'openid profile offline_access',
        token: 'openid profile offline_access',
        access_token: expect.stringMatching(/^ey/),
        id_token: expect.stringMatching(/^ey/),
        refresh_token: expect.any(String),
        token_type: 'Bearer',
        expire_in: 3600,
        expires_in: 3600,
      },
    });
    expect(claimsOf(reply.data?.['id_token'])).toMatchObject({ aud: 'open', amr: ['pwd'] });
    const me = await userinfo(world, reply.data?.['access_token']);
    expect(me.json['name']).toBe(alice.name);
    const next = await refresh(world, reply.data?.['refresh_token'], { client_id: 'open' }, {});
    expect(next.status).toBe(200);
  });

  it('asks for openid profile where no scope is named', async () => {
    expect((await api.signIn({ username: 'alice' })).data?.['scope']).toBe('openid profile');
  });

  it('knows the application by its body, by Basic, and a public one by a header', async () => {
    const body = password({ username: 'alice' });
    const credentials = { client_id: 'posts', client_secret: web.client_secret };
    const basic = Buffer.from(`web:${web.client_secret}`).toString('base64');
    const attempts: [object, Record<string, string>, string][] = [
      [{ ...body, ...credentials }, { 'x-authing-app-id': 'posts' }, 'posts'],
      [body, { authorization: `Basic ${basic}`, 'x-authing-app-id': 'web' }, 'web'],
      [body, { 'x-authing-app-id': 'open' }, 'open'],
      [body, { 'x-genauth-app-id': 'open' }, 'open'],
    ];
    for (const [sent, headers, aud] of attempts)
      expect(claimsOf((await api.send('/api/v3/signin', sent, headers)).data?.['id_token'])['aud']).toBe(aud);
    const wrong: [object, Record<string, string>][] = [
      [{ ...body, ...credentials, client_secret: 'wrong' }, {}],
      [body, { 'x-authing-app-id': 'posts' }],
      [body, { 'x-authing-app-id': 'nobody' }],
      [body, {}],
    ];
    for (const [sent, headers] of wrong) {
      const reply = await api.send('/api/v3/signin', sent, headers);
      expect(reply, JSON.stringify(headers)).toMatchObject({ statusCode: 403, apiCode: 2011 });
      expect(reply).not.toHaveProperty('data');
    }
  });

  it('says the same of a wrong password and of nobody', async () => {
    const { requestId: _, ...wrong } = await api.signIn({ username: 'alice', password: 'wrong' });
    const { requestId: __, ...nobody } = await api.signIn({ username: 'nobody' });
    expect(wrong).toEqual({
      statusCode: 403,
      apiCode: 2333,
      message: 'The name and the password do not match.',
    });
    expect(nobody).toEqual(wrong);
  });

  it('is off for an application without the password grant', async () => {
    const reply = await api.signIn({ username: 'alice' }, {}, { 'x-authing-app-id': 'without' });
    expect(reply).toMatchObject({ statusCode: 403, message: expect.stringContaining('password') });
    expect(reply).not.toHaveProperty('data');
  });

  it.each([
    ['two names', password({ username: 'alice', email: alice.email }), 400, /exactly one/],
    [
      'account beside username',
      password({ username: 'alice', account: 'alice' }),
      400,
      /exactly one|username/,
    ],
    ['no name', password({}), 400, /exactly one/],
    ['no payload', { connection: 'PASSWORD' }, 400, /exactly one/],
    ['no connection', { passwordPayload: {} }, 400, /connection/],
    ['another type', password({ username: 7 }), 400, /passwordPayload.username/],
    ['a member twice', '{"connection":"PASSWORD","connection":"PASSWORD"}', 400, /JSON object/],
    ['a list', '[]', 400, /JSON object/],
    ['another method', { connection: 'PASSCODE', passCodePayload: { passCode: '1' } }, 501, /PASSWORD/],
    ['rsa', password({ username: 'alice' }, { passwordEncryptType: 'rsa' }), 501, /https/],
  ])('refuses %s', async (_, body, statusCode, message) => {
    const reply = await api.send('/api/v3/signin', body, asOpen);
    expect(reply).toMatchObject({ statusCode, message: expect.stringMatching(message) });
    expect(reply).not.toHaveProperty('data');
  });

  it('wants JSON', async () => {
    const reply = await api.send('/api/v3/signin', 'connection=PASSWORD', {
      ...asOpen,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(reply).toMatchObject({ statusCode: 400, message: expect.stringContaining('application/json') });
  });
});

describe('attempts', () => {
  const guess = { username: 'carol', password: 'a guess of carol' };
  const doors = {
    async api() {
      const { statusCode, apiCode } = await api.signIn(guess);
      return apiCode === 2005 && statusCode === 429;
    },
    async grant() {
      const body = { grant_type: 'password', client_id: 'open', scope: 'openid', ...guess };
      return (await post(`${world.issuer}/token`, body)).status === 429;
    },
    async page() {
      const browser = new Browser();
      const url = authorizationUrl(world, { client_id: 'web' });
      const page = await browser.follow(await browser.get(url), world.origin);
      const answer = await browser.submit(page, { identifier: guess.username, password: guess.password });
      return answer.status === 429;
    },
  };

  it.each(['api', 'grant', 'page'] as const)(
    'count over all doors: ten, then all are shut (first %s)',
    async first => {
      world.clock.advance(2000);
      const names = (['api', 'grant', 'page'] as const).toSorted(name => (name === first ? -1 : 1));
      const blocked: boolean[] = [];
      for (let count = 0; count < 10; count++) blocked.push(await doors[names[count % 3] ?? 'api']());
      expect(blocked).toEqual(Array(10).fill(false));
      for (const name of names) expect(await doors[name](), name).toBe(true);
      expect(await api.signIn({ username: 'carol' })).toMatchObject({ statusCode: 429 });
      expect(await api.signIn({ username: 'dave' })).toMatchObject({ statusCode: 200 });
    },
  );

  it('leave no password in the log', () => {
    expect(world.log.length).toBeGreaterThan(0);
    for (const line of world.log) {
      expect(line).not.toContain(guess.password);
      expect(line).not.toContain(alice.password);
    }
  });
});

it.each([
  ['POST', '/api/v3/signin-by-push'],
  ['POST', '/api/v3/gene-qrcode'],
  ['GET', '/api/v3/get-my-login-history'],
  ['GET', '/pool1/api/v3/webauthn/login/initialize'],
])('%s %s, which is not built, is told in the envelope', async (method, path) => {
  const response = await fetch(world.origin + path, { method, headers: asOpen });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    statusCode: 501,
    message: expect.stringContaining('get-profile'),
    requestId: expect.any(String),
  });
});

describe('pages of other origins', () => {
  const origin = new URL(spa.redirect_uris[0]).origin;
  const wanted =
    'content-type,authorization,x-authing-app-id,x-authing-request-from,x-authing-sdk-version,x-authing-userpool-id,x-authing-app-tenant-id,x-authing-lang';

  it.each(['/api/v3/signin', '/api/v3/get-profile', '/pool1/api/v3/signin'])(
    'may call %s where an application is theirs',
    async path => {
      const preflight = (from: string) =>
        fetch(world.origin + path, {
          method: 'OPTIONS',
          headers: { origin: from, 'access-control-request-headers': wanted },
        });
      const { status, headers } = await preflight(origin);
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      const allowed = headers.get('access-control-allow-headers')?.split(', ') ?? [];
      for (const header of wanted.split(',')) expect(allowed).toContain(header);
      for (const from of ['https://evil.test', 'null']) {
        const answer = await preflight(from);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
    },
  );
});
