/** The password grant — RFC 6749 §4.3. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsOf, post, refresh, userinfo, webAuthentication } from '../testkit/relying-party.ts';
import { alice, createWorld, type World, web } from '../testkit/world.ts';

const withPassword = { ...web, grant_types: ['authorization_code', 'refresh_token', 'password'] };

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [withPassword, { ...web, client_id: 'without' }] });
});
afterAll(() => world.close());

const request = (fields: Record<string, string>) =>
  post(
    `${world.issuer}/token`,
    { grant_type: 'password', scope: 'openid profile offline_access', ...fields },
    webAuthentication,
  );

describe('RFC 6749 §4.3: password', () => {
  it.each([
    ['username', alice.username],
    ['email', alice.email],
    ['phone', alice.phone],
  ])('signs in by %s', async (name, value) => {
    const { status, json } = await request({ [name]: value, password: alice.password });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile offline_access',
    });
    const claims = claimsOf(json['id_token']);
    expect(claims).toMatchObject({ aud: 'web', amr: ['pwd'] });
    expect(claims).not.toHaveProperty('sid');
    expect((await userinfo(world, json['access_token'])).json).toMatchObject({
      sub: claims['sub'],
      name: 'Alice Example',
    });
    expect((await refresh(world, json['refresh_token'])).status).toBe(200);
  });

  it('says the same of a wrong password and of nobody', async () => {
    const wrong = await request({ username: 'alice', password: 'wrong' });
    const nobody = await request({ username: 'nobody', password: 'wrong' });
    expect(wrong).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect(nobody.json).toEqual(wrong.json);
  });

  it.each([
    { username: 'alice', email: alice.email, password: alice.password },
    { password: alice.password },
    { username: 'alice' },
  ])('wants exactly one name, and a password: %j', async fields => {
    expect(await request(fields)).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  });

  it('is off for a client that did not switch it on', async () => {
    const answer = await post(`${world.issuer}/token`, {
      grant_type: 'password',
      username: 'alice',
      password: alice.password,
      client_id: 'without',
      client_secret: web.client_secret,
    });
    expect(answer.json['error']).toBe('unauthorized_client');
  });

  it('limits attempts over all doors, with Retry-After, and lets time heal', async () => {
    const guess = () => request({ username: 'bob', password: 'guess' });
    const answers = [];
    for (let count = 0; count < 11; count++) answers.push(await guess());
    expect(answers.slice(0, 10).every(({ status }) => status === 400)).toBe(true);
    expect(answers[10]).toMatchObject({ status: 429, json: { error: 'temporarily_unavailable' } });
    expect(Number(answers[10]?.headers.get('retry-after'))).toBeGreaterThan(0);
    world.clock.advance(900);
    expect((await request({ username: 'bob', password: 'bob has another password' })).status).toBe(200);
  });
});
