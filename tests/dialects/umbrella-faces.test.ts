/** The token responses of Umbrella Faces: UUIDs, and an ID token of one claim for each scope. */
import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  type Answer,
  introspect,
  post,
  responseOf,
  revoke,
  webAuthentication,
} from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World, web } from '../testkit/world.ts';
import { membersOf, readSample, textsOf, uuidV4 } from './sample.ts';

const bare = readSample('umbrella-faces-access-token');
const withIdToken = readSample('umbrella-faces-id-token');
const [header, claims] = textsOf(withIdToken['id_token']);

const application = {
  ...web,
  dialect: 'opaque-minimal',
  access_token_lifetime: 3599,
  scopes: [{ name: 'api.profilesondemand.read' }],
};

const remo = {
  sub: '3d9205ca-f264-4ad8-b1ac-e645557eaa99',
  email: 'remo.test@umbrella.ch',
  password: 'the password of the sample',
  given_name: 'Remo',
  family_name: 'Räber',
  name: 'Herr Remo Räber',
  phone_number: '+41441234567',
};

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [application, { ...application, client_id: 'rotating', refresh_token_rotation: true }],
    users: [remo],
  });
});
afterAll(() => world.close());

const rotating = {
  authorization: `Basic ${Buffer.from(`rotating:${web.client_secret}`).toString('base64')}`,
};

const ask = (fields: Record<string, string>, headers = webAuthentication): Promise<Answer> =>
  post(`${world.origin}/oauth/token`, fields, headers);

async function obtain(
  parameters: Record<string, string>,
  headers = webAuthentication,
): Promise<{ code: string; answer: Record<string, unknown> }> {
  const sent = new URLSearchParams({
    response_type: 'code',
    client_id: 'web',
    redirect_uri: redirectUri,
    ...parameters,
  });
  const browser = new Browser();
  const login = await browser.follow(
    await browser.get(`${world.origin}/oauth/authorize?${sent}`),
    world.origin,
  );
  const typed = { identifier: remo.email, password: remo.password };
  const back = await browser.follow(await browser.submit(login, typed), world.origin);
  const code = responseOf(back).get('code') ?? '';
  const { json } = await ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }, headers);
  return { code, answer: json };
}

const renew = (refreshToken: unknown, headers = webAuthentication) =>
  ask({ grant_type: 'refresh_token', refresh_token: String(refreshToken) }, headers);

describe('the token response of Umbrella Faces', () => {
  it.each([{}, { scope: 'api.profilesondemand.read' }])(
    'has the same members in the same order without an ID token: %j',
    async parameters => {
      const { answer } = await obtain(parameters);
      expect(membersOf(answer)).toEqual(membersOf(bare));
      const uuid = expect.stringMatching(uuidV4);
      expect(answer).toEqual({ ...bare, access_token: uuid, refresh_token: uuid });
      expect(answer['access_token']).not.toBe(answer['refresh_token']);
    },
  );

  it('has the same members in the same order with an ID token, the scope sorted', async () => {
    const { answer } = await obtain({ scope: 'openid profile email' });
    expect(membersOf(answer)).toEqual(membersOf(withIdToken));
    expect(answer).toMatchObject({ token_type: 'bearer', scope: withIdToken['scope'], expires_in: 3599 });
  });

  it('has the very same ID token, letter for letter, under a signature of ours', async () => {
    const { answer } = await obtain({ scope: 'openid profile email' });
    expect(textsOf(answer['id_token']).slice(0, 2)).toEqual([header, claims]);
    const [input, signature = ''] = String(answer['id_token']).split(/\.(?=[^.]*$)/);
    const { keys } = await (await fetch(`${world.issuer}/.well-known/jwks.json`)).json();
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    expect(verify('sha256', Buffer.from(input ?? ''), key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('renews the access token, and the ID token with it', async () => {
    const { answer } = await obtain({ scope: 'openid profile email' });
    const renewed = (await renew(answer['refresh_token'])).json;
    expect(renewed['access_token']).toMatch(uuidV4);
    expect(renewed['access_token']).not.toBe(answer['access_token']);
    expect(renewed).toMatchObject({ token_type: 'bearer', expires_in: 3599 });
    expect(textsOf(renewed['id_token'])[1]).toBe(claims);
    expect(renewed['refresh_token']).toBe(answer['refresh_token']);
    expect((await renew(answer['refresh_token'])).status).toBe(200);
  });
});

describe('a refresh token that is a UUID', () => {
  it('is told active, and no more once it is revoked', async () => {
    const { answer } = await obtain({ scope: 'openid' });
    const token = answer['refresh_token'];
    expect((await introspect(world, token)).json).toMatchObject({ active: true, client_id: 'web' });
    expect((await revoke(world, token)).status).toBe(200);
    expect((await introspect(world, token)).json).toEqual({ active: false });
    expect((await renew(token)).json['error']).toBe('invalid_grant');
    expect((await introspect(world, answer['access_token'])).json).toEqual({ active: false });
  });

  it('rotates where it is to: the same successor at once, reuse later on, and everything is revoked then', async () => {
    const { answer } = await obtain({ client_id: 'rotating' }, rotating);
    const first = (await renew(answer['refresh_token'], rotating)).json;
    const repeat = (await renew(answer['refresh_token'], rotating)).json;
    expect(first['refresh_token']).toMatch(uuidV4);
    expect(first['refresh_token']).not.toBe(answer['refresh_token']);
    expect(repeat['refresh_token']).toBe(first['refresh_token']);
    const second = (await renew(first['refresh_token'], rotating)).json;
    expect((await renew(answer['refresh_token'], rotating)).json['error']).toBe('invalid_grant');
    expect((await renew(second['refresh_token'], rotating)).json['error']).toBe('invalid_grant');
    expect((await introspect(world, second['access_token'], rotating)).json).toEqual({ active: false });
  });

  it('is of no use to another client, and no code', async () => {
    const { answer } = await obtain({});
    expect((await renew(answer['refresh_token'], rotating)).json['error']).toBe('invalid_grant');
    const asCode = await ask({
      grant_type: 'authorization_code',
      code: String(answer['refresh_token']),
      redirect_uri: redirectUri,
    });
    expect(asCode.json).toMatchObject({
      error: 'invalid_grant',
      error_description: expect.stringContaining('getNewAccessTokenByRefreshToken'),
    });
    expect((await renew(answer['refresh_token'])).status).toBe(200);
    expect((await renew('3d9205ca-f264-4ad8-b1ac-e645557eaa99')).json['error']).toBe('invalid_grant');
  });
});
