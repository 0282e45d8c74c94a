/** What `/api/v3` tells of people and tokens, and how people sign up there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOf, asOpen, createApiWorld, password } from '../testkit/genauth-api.ts';
import { claimsOf, post } from '../testkit/relying-party.ts';
import { alice, type World, web } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const api = apiOf(() => world);

describe('GET /api/v3/get-profile', () => {
  it('takes the token raw and as Bearer, and tells what its scopes open', async () => {
    world.clock.advance(2000);
    const { data } = await api.signIn(
      { username: 'alice' },
      { scope: 'openid profile email phone address team' },
    );
    const token = String(data?.['access_token']);
    for (const authorization of [token, `Bearer ${token}`]) {
      const reply = await api.get('/api/v3/get-profile?withCustomData=true&withIdentities=false', {
        authorization,
      });
      expect(reply).toMatchObject({
        statusCode: 200,
        data: {
          userId: claimsOf(token)['sub'],
          username: 'alice',
          email: alice.email,
          emailVerified: true,
          phone: alice.phone,
          phoneVerified: false,
          name: alice.name,
          givenName: 'Alice',
          familyName: 'Example',
          nickname: null,
          gender: null,
          birthdate: null,
          photo: null,
          city: 'Zurich',
          country: 'CH',
          customData: { team: 'blue' },
        },
      });
      expect(reply.data).not.toHaveProperty('identities');
    }
    const less = String(
      (await api.signIn({ username: 'alice' }, { scope: 'openid' })).data?.['access_token'],
    );
    const { data: little } = await api.get('/api/v3/get-profile', { authorization: less });
    expect(little).toMatchObject({ userId: claimsOf(less)['sub'], name: null, email: null, username: null });
    expect(little).not.toHaveProperty('customData');
  });

  it('wants an access token that is in force', async () => {
    expect(await api.get('/api/v3/get-profile')).toMatchObject({ statusCode: 401, apiCode: 2020 });
    const { data } = await api.signIn({ username: 'alice' });
    for (const authorization of [String(data?.['id_token']), `Bearer ${data?.['id_token']}`, 'Bearer x'])
      expect(await api.get('/api/v3/get-profile', { authorization })).toMatchObject({
        statusCode: 401,
        apiCode: 2020,
      });
    world.clock.advance(3601);
    const authorization = String(data?.['access_token']);
    expect(await api.get('/api/v3/get-profile', { authorization })).toMatchObject({ statusCode: 401 });
  });
});

describe.each(['/api/oidc/validate_token', '/api/v2/oidc/validate_token'])('GET %s', path => {
  const hs = { client_id: 'hs', client_secret: web.client_secret };
  const invalid = (kind: string) => ({ code: 400, message: `${kind} is invalid` });

  it('tells the claims of tokens in force, bare', async () => {
    world.clock.advance(2000);
    const { data = {} } = await api.send('/api/v3/signin', { ...password({ username: 'alice' }), ...hs });
    for (const kind of ['access_token', 'id_token'])
      expect(await api.get(`${path}?${kind}=${data[kind]}`)).toEqual(claimsOf(data[kind]));
    expect(await api.get(`${path}?id_token=${data['access_token']}`)).toEqual(invalid('id_token'));
    expect(await api.get(`${path}?access_token=${data['id_token']}`)).toEqual(invalid('access_token'));
    const forged = `${String(data['id_token']).slice(0, -4)}AAAA`;
    expect(await api.get(`${path}?id_token=${forged}`)).toEqual(invalid('id_token'));
    expect(await api.get(`/pool1${path}?id_token=${data['id_token']}`)).toEqual(invalid('id_token'));
    world.clock.advance(3601);
    for (const kind of ['access_token', 'id_token'])
      expect(await api.get(`${path}?${kind}=${data[kind]}`)).toEqual(invalid(kind));
  });

  it('says so of a revoked access token, and of none', async () => {
    const { data = {} } = await api.send('/api/v3/signin', { ...password({ username: 'alice' }), ...hs });
    await post(`${world.issuer}/token/revocation`, { token: String(data['access_token']), ...hs });
    expect(await api.get(`${path}?access_token=${data['access_token']}`)).toEqual(invalid('access_token'));
    expect(await api.get(path)).toMatchObject({ code: 400 });
    expect(await api.get(`${path}?access_token=a&id_token=b`)).toMatchObject({ code: 400 });
  });
});

describe('POST /api/v3/signup', () => {
  const signUp = (passwordPayload: object, more: object = {}, pool = '/pool1', headers = asOpen) =>
    api.send(`${pool}/api/v3/signup`, { ...password(passwordPayload), ...more }, headers);

  it('is off unless the pool switches it on', async () => {
    expect(await signUp({ username: 'eve' }, {}, '')).toMatchObject({ statusCode: 403, apiCode: 2031 });
    expect(await api.signIn({ username: 'eve' })).toMatchObject({ apiCode: 2333 });
  });

  it('is no way round what has to be agreed to, and open where nothing has to be', async () => {
    const one = { id: 'terms', title: 'Terms', url: 'https://rp.test/terms' };
    const sign_up = { fields: ['username'], verification: 'optional' };
    for (const required of [true, false]) {
      await world.restart({ pool: { sign_up, agreements: [{ ...one, required }] } });
      const reply = await signUp({ username: 'gerda' }, {}, '');
      expect(reply['statusCode']).toBe(required ? 403 : 200);
    }
    await world.restart({ pool: { scopes: [{ name: 'team', claims: ['team'] }] } });
  });

  it('makes somebody who can sign in, in that pool alone', async () => {
    const profile = { nickname: 'Fro', givenName: 'Frida', emailVerified: true, customData: { admin: true } };
    const reply = await signUp({ username: 'Frida', email: 'Frida@Example.com' }, { profile });
    expect(reply).toMatchObject({
      statusCode: 200,
      data: {
        userId: expect.any(String),
        username: 'Frida',
        email: 'frida@example.com',
        emailVerified: false,
        nickname: 'Fro',
        givenName: 'Frida',
      },
    });
    for (const account of ['frida', 'frida@example.com']) {
      const { data } = await api.send('/pool1/api/v3/signin', password({ account }), asOpen);
      expect(claimsOf(data?.['access_token'])['sub']).toBe(reply.data?.['userId']);
    }
    expect(await api.signIn({ username: 'frida' })).toMatchObject({ apiCode: 2333 });
  });

  it.each([
    ['a name that is taken', { username: 'FRIDA' }, 409],
    ['an address that is taken', { username: 'other', email: 'frida@example.com' }, 409],
    ['a short password', { username: 'gus', password: 'short' }, 400],
    ['no name', {}, 400],
    ['an address that is none', { email: 'nonsense' }, 400],
    ['a phone number, which nobody has confirmed', { phone: '+41441234568' }, 400],
  ])('refuses %s', async (_, payload, statusCode) => {
    const reply = await signUp(payload);
    expect(reply['statusCode']).toBe(statusCode);
    expect(reply).not.toHaveProperty('data');
  });

  it('wants to know the application, and lets nobody sign up without end', async () => {
    expect(await signUp({ username: 'hal' }, {}, '/pool1', { 'x-authing-app-id': 'nobody' })).toMatchObject({
      apiCode: 2011,
    });
    const codes: unknown[] = [];
    for (let count = 0; count < 21; count++) codes.push((await signUp({ username: 'frida' }))['statusCode']);
    expect(codes.at(-1)).toBe(429);
    world.clock.advance(3600);
    expect((await signUp({ username: 'frida' }))['statusCode']).toBe(409);
  });
});
